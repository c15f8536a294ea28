package dev.tributary.fl.spark.horizontal.gbdt;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.horizontal.gbdt.BinBlock;
import dev.tributary.fl.horizontal.gbdt.BinnedRows;
import dev.tributary.fl.horizontal.gbdt.RawRows;
import dev.tributary.fl.horizontal.gbdt.RowRules;
import dev.tributary.fl.horizontal.stats.OwnRows;
import dev.tributary.fl.horizontal.stats.RowKernel;
import dev.tributary.fl.spark.shards.SparkFailures;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Checked rows that stay with the executors until they are binned. */
final class SparkRawRows implements RawRows {
  private final RowRules rules;
  private final JavaRDD<double[]> rows;

  /**
   * @param rows doubles, as {@link RowRules} has them
   */
  SparkRawRows(JavaRDD<Row> rows, RowRules rules) {
    this.rules = rules;
    this.rows = rows.map(new Checked(rules)).persist(StorageLevel.MEMORY_AND_DISK());
  }

  @Override
  public List<String> features() {
    return rules.features();
  }

  @Override
  public OwnRows training() {
    return kernel ->
        SparkFailures.unwrap(
            () -> {
              long[] sum =
                  rows.getNumPartitions() == 0
                      ? null
                      : rows.treeAggregate(null, new AddRow(kernel), new AddWords());
              return sum == null ? new long[kernel.length()] : sum;
            });
  }

  @Override
  public BinnedRows binned(FeatureCuts cuts) {
    JavaRDD<BinBlock> blocks =
        rows.mapPartitionsWithIndex(new Blocks(cuts), true).persist(StorageLevel.MEMORY_AND_DISK());
    SparkFailures.unwrap(blocks::count);
    close(); // the binned ones are there, and only they are read
    return new SparkBinnedRows(blocks);
  }

  @Override
  public void close() {
    rows.unpersist(false);
  }

  private record Checked(RowRules rules) implements Function<Row, double[]> {
    @Override
    public double[] call(Row row) {
      double[] values = new double[rules.width()];
      for (int c = 0; c < values.length; c++) {
        values[c] = row.isNullAt(c) ? Double.NaN : row.getDouble(c);
      }
      return rules.apply(values);
    }
  }

  /** The zero is null, since every task would be sent its words. */
  private record AddRow(RowKernel kernel) implements Function2<long[], double[], long[]> {
    @Override
    public long[] call(long[] words, double[] row) {
      long[] sum = words == null ? new long[kernel.length()] : words;
      if (row[row.length - 1] == 0) { // others validate
        kernel.add(row, sum);
      }
      return sum;
    }
  }

  private record AddWords() implements Function2<long[], long[], long[]> {
    @Override
    public long[] call(long[] one, long[] other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      for (int i = 0; i < one.length; i++) {
        one[i] += other[i];
      }
      return one;
    }
  }

  private record Blocks(FeatureCuts cuts)
      implements Function2<Integer, Iterator<double[]>, Iterator<BinBlock>> {
    @Override
    public Iterator<BinBlock> call(Integer partition, Iterator<double[]> rows) {
      return BinBlock.of(rows, cuts, BinBlock.firstId(partition)).iterator();
    }
  }
}
