package dev.tributary.fl.spark.horizontal;

import dev.tributary.fl.horizontal.exact.Words;
import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.rows.RowArrangement;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.rows.RowCheck;
import dev.tributary.fl.horizontal.rows.RowKernel;
import dev.tributary.fl.horizontal.rows.RowMap;
import dev.tributary.fl.spark.shards.PartitionSums;
import dev.tributary.fl.spark.shards.SparkFailures;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows in blocks that stay with the executors. Each partition is summed by itself into whole words,
 * which {@link PartitionSums} adds: as every row is rounded by itself, the result is the same, bit
 * for bit, however the rows are partitioned or ordered.
 */
public final class SparkRowBlocks implements PartyRows {
  private final List<String> features;
  private final JavaRDD<RowBlock> blocks;

  private SparkRowBlocks(List<String> features, JavaRDD<RowBlock> blocks) {
    this.features = features;
    this.blocks = blocks.persist(StorageLevel.MEMORY_AND_DISK());
  }

  /**
   * Checked rows in blocks.
   *
   * @param rows doubles: the features, then label, weight and offset
   */
  public static SparkRowBlocks of(JavaRDD<Row> rows, RowCheck check) {
    return new SparkRowBlocks(check.features(), rows.mapPartitions(new Blocks(check)));
  }

  @Override
  public List<String> features() {
    return features;
  }

  @Override
  public long[] sum(RowKernel kernel) {
    return PartitionSums.of(blocks, kernel.words(), kernel::sum, Words::add);
  }

  @Override
  public PartyRows on(RowMap map) {
    SparkRowBlocks changed = new SparkRowBlocks(features, blocks.map(new Changed(map)));
    SparkFailures.unwrap(changed.blocks::count);
    close(); // the changed ones are there, and only they are read
    return changed;
  }

  /** In one shuffle; each shard is a partition, whose rows one task sorts. */
  @Override
  public PartyRows arranged(RowArrangement arrangement) {
    SparkRowBlocks shards =
        new SparkRowBlocks(features, ShardedRows.of(blocks, features.size(), arrangement));
    SparkFailures.unwrap(shards.blocks::count);
    close();
    return shards;
  }

  @Override
  public void close() {
    blocks.unpersist(false);
  }

  private record Blocks(RowCheck check) implements FlatMapFunction<Iterator<Row>, RowBlock> {
    @Override
    public Iterator<RowBlock> call(Iterator<Row> rows) {
      int features = check.features().size();
      List<RowBlock> blocks = new ArrayList<>();
      double[] values = new double[features];
      while (rows.hasNext()) {
        RowBlock.Builder block = new RowBlock.Builder(features);
        while (rows.hasNext() && !block.isFull()) {
          Row row = rows.next();
          for (int j = 0; j < features; j++) {
            values[j] = number(row, j);
          }
          double label = number(row, features);
          double weight = number(row, features + 1);
          double offset = number(row, features + 2);
          check.check(values, label, weight, offset);
          block.add(values, label, weight, offset);
        }
        blocks.add(block.build());
      }
      return blocks.iterator();
    }

    private static double number(Row row, int at) {
      return row.isNullAt(at) ? Double.NaN : row.getDouble(at);
    }
  }

  private record Changed(RowMap map) implements Function<RowBlock, RowBlock> {
    @Override
    public RowBlock call(RowBlock block) {
      return map.of(block);
    }
  }
}
