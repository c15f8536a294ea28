package dev.tributary.fl.spark.horizontal;

import dev.tributary.fl.horizontal.rows.RowArrangement;
import dev.tributary.fl.horizontal.rows.RowBlock;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import scala.Tuple2;

/** Rows by the shards and in the order of a {@link RowArrangement}. */
final class ShardedRows {
  private ShardedRows() {}

  static JavaRDD<RowBlock> of(JavaRDD<RowBlock> blocks, int features, RowArrangement arrangement) {
    return blocks
        .flatMapToPair(new Keyed(arrangement))
        .repartitionAndSortWithinPartitions(new Shards(arrangement))
        .mapPartitions(new Blocks(features));
  }

  private record Keyed(RowArrangement arrangement)
      implements PairFlatMapFunction<RowBlock, Long, double[]> {
    @Override
    public Iterator<Tuple2<Long, double[]>> call(RowBlock block) {
      return IntStream.range(0, block.rows())
          .mapToObj(block::cells)
          .map(cells -> new Tuple2<>(arrangement.key(cells), cells))
          .iterator();
    }
  }

  private static final class Shards extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final RowArrangement arrangement;

    Shards(RowArrangement arrangement) {
      this.arrangement = arrangement;
    }

    @Override
    public int numPartitions() {
      return arrangement.shards();
    }

    @Override
    public int getPartition(Object key) {
      return arrangement.shard((Long) key);
    }
  }

  private record Blocks(int features)
      implements FlatMapFunction<Iterator<Tuple2<Long, double[]>>, RowBlock> {
    @Override
    public Iterator<RowBlock> call(Iterator<Tuple2<Long, double[]>> rows) {
      Iterator<double[]> cells =
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return rows.hasNext();
            }

            @Override
            public double[] next() {
              return rows.next()._2();
            }
          };
      return RowBlock.of(features, cells).iterator();
    }
  }
}
