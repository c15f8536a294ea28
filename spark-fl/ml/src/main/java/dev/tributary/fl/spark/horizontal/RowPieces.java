package dev.tributary.fl.spark.horizontal;

import dev.tributary.fl.data.RowWords;
import dev.tributary.fl.horizontal.sum.ShardedWords;
import dev.tributary.fl.spark.shards.BlockFiles;
import dev.tributary.fl.spark.shards.HadoopSettings;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.fl.spark.shards.SparkFailures;
import dev.tributary.protocol.secagg.VectorPieces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * What a party's rows add to a vector that is too large for a driver: every task sums its rows and
 * cuts the words into pieces, which are added by number on the executors and kept in the party's
 * work directory. The words are integers, so they do not depend on partitions.
 *
 * <p>A task holds the whole vector once: 80 MB for 10 million words.
 */
public final class RowPieces {
  private RowPieces() {}

  /**
   * Sums over rows.
   *
   * @param rows as the kernel reads them
   * @return {@code kernel.length()} words, to be released by the caller
   */
  public static ShardedWords sum(SparkCompute compute, JavaRDD<double[]> rows, RowWords kernel) {
    int words = kernel.length();
    if (words < 1) {
      throw new IllegalArgumentException("a vector has words. Provided value: " + words);
    }
    int count = VectorPieces.count(words);
    String directory = compute.work().newDirectory("sums");
    BlockFiles<long[]> files = new BlockFiles<>(directory, ShardedWords.CODEC);
    Broadcast<HadoopSettings> settings = compute.settings();
    List<Integer> numbers = IntStream.range(0, count).boxed().toList();
    JavaPairRDD<Integer, long[]> nothing =
        compute
            .spark()
            .parallelize(numbers, Math.min(count, compute.parallelism()))
            .mapToPair(piece -> new Tuple2<>(piece, new long[VectorPieces.size(words, piece)]));
    boolean done = false;
    try {
      SparkFailures.unwrap(
          () -> {
            rows.mapPartitionsToPair(new Cut(kernel))
                .union(nothing)
                .reduceByKey(new AddWords(), count)
                .foreach(piece -> files.write(settings.value(), piece._1(), piece._2()));
            return null;
          });
      done = true;
    } finally {
      if (!done) {
        compute.work().delete(directory);
      }
    }
    return new ShardedWords(compute.openOwned(directory, ShardedWords.CODEC, count), words);
  }

  /** Sums the rows of a partition; nothing is sent of a partition without rows. */
  private record Cut(RowWords kernel)
      implements PairFlatMapFunction<Iterator<double[]>, Integer, long[]> {
    @Override
    public Iterator<Tuple2<Integer, long[]>> call(Iterator<double[]> rows) {
      List<Tuple2<Integer, long[]>> pieces = new ArrayList<>();
      if (rows.hasNext()) {
        long[] sum = new long[kernel.length()];
        rows.forEachRemaining(row -> kernel.add(row, sum));
        for (int piece = 0; piece < VectorPieces.count(sum.length); piece++) {
          int from = VectorPieces.from(piece);
          int to = from + VectorPieces.size(sum.length, piece);
          pieces.add(new Tuple2<>(piece, Arrays.copyOfRange(sum, from, to)));
        }
      }
      return pieces.iterator();
    }
  }

  private record AddWords() implements Function2<long[], long[], long[]> {
    @Override
    public long[] call(long[] one, long[] other) {
      for (int i = 0; i < one.length; i++) {
        one[i] += other[i];
      }
      return one;
    }
  }
}
