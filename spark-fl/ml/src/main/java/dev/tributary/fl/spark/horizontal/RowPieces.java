package dev.tributary.fl.spark.horizontal;

import dev.tributary.fl.horizontal.exact.Words;
import dev.tributary.fl.horizontal.sum.ShardedWords;
import dev.tributary.fl.spark.shards.BlockFiles;
import dev.tributary.fl.spark.shards.HadoopSettings;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.fl.spark.shards.SparkFailures;
import dev.tributary.protocol.secagg.VectorPieces;
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
 * What a party's rows add to a vector that is too large for a driver: every task cuts the sums of
 * its partition into pieces, which are added by number on the executors and kept in the party's
 * work directory. The words are integers, so they do not depend on partitions.
 *
 * <p>A task holds the whole vector, and its pieces while it cuts them: 160 MB for 10 million words.
 */
public final class RowPieces {
  private RowPieces() {}

  /**
   * Adds the sums of partitions.
   *
   * @param partitions one vector of {@code 1 + words} each, as {@link Words} has them
   * @param words how many, at least 1
   * @return to be released by the caller
   */
  public static ShardedWords add(SparkCompute compute, JavaRDD<long[]> partitions, int words) {
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
            partitions
                .flatMapToPair(new Cut())
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

  private record Cut() implements PairFlatMapFunction<long[], Integer, long[]> {
    @Override
    public Iterator<Tuple2<Integer, long[]>> call(long[] vector) {
      if (!Words.inRange(vector)) {
        throw new IllegalStateException("sums in pieces cannot leave their range");
      }
      int words = vector.length - 1;
      return IntStream.range(0, VectorPieces.count(words))
          .mapToObj(
              piece -> {
                int from = 1 + VectorPieces.from(piece);
                int to = from + VectorPieces.size(words, piece);
                return new Tuple2<>(piece, Arrays.copyOfRange(vector, from, to));
              })
          .iterator();
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
