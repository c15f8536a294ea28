package dev.tributary.fl.spark.horizontal.gbdt;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.SummedRows;
import dev.tributary.fl.horizontal.gbdt.BinBlock;
import dev.tributary.fl.horizontal.gbdt.BinnedRows;
import dev.tributary.fl.horizontal.gbdt.RawRows;
import dev.tributary.fl.horizontal.gbdt.RowRules;
import dev.tributary.fl.spark.shards.RowSums;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.fl.spark.shards.SparkFailures;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Checked rows that stay with the executors until they are binned. */
public final class SparkRawRows implements RawRows {
  private final RowRules rules;
  private final JavaRDD<double[]> rows;
  private final SparkCompute compute;

  /**
   * @param rows doubles, as {@link RowRules} has them
   * @param compute where sums in pieces are kept
   */
  public SparkRawRows(JavaRDD<Row> rows, RowRules rules, SparkCompute compute) {
    this.rules = rules;
    this.compute = compute;
    this.rows = rows.map(new Checked(rules)).persist(StorageLevel.MEMORY_AND_DISK());
  }

  @Override
  public List<String> features() {
    return rules.features();
  }

  @Override
  public SummedRows training() {
    JavaRDD<double[]> training = rows.filter(new Trains());
    return kernel -> RowSums.of(training, kernel);
  }

  @Override
  public BinnedRows binned(FeatureCuts cuts) {
    JavaRDD<BinBlock> blocks =
        rows.mapPartitionsWithIndex(new Blocks(cuts), true).persist(StorageLevel.MEMORY_AND_DISK());
    SparkFailures.unwrap(blocks::count);
    close(); // the binned ones are there, and only they are read
    return new SparkBinnedRows(blocks, compute);
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

  /** The others validate. */
  private record Trains() implements Function<double[], Boolean> {
    @Override
    public Boolean call(double[] row) {
      return row[row.length - 1] == 0;
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
