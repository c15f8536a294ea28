package dev.tributary.fl.spark.horizontal.stats;

import dev.tributary.fl.horizontal.stats.OwnRows;
import dev.tributary.fl.horizontal.stats.RowKernel;
import dev.tributary.fl.spark.shards.SparkFailures;
import dev.tributary.fl.spark.stage.Schemas;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * A table's columns as rows of doubles, cached on its cluster while it is summed over. Integer
 * words are merged in a tree of tasks, so a result does not depend on partitions.
 */
final class SparkRows implements OwnRows, AutoCloseable {
  private final JavaRDD<double[]> rows;

  private SparkRows(JavaRDD<double[]> rows) {
    this.rows = rows;
  }

  /**
   * @param columns numbers or true and false
   */
  static SparkRows of(Dataset<Row> table, List<String> columns) {
    StructType schema = table.schema();
    Column[] selected = new Column[columns.size()];
    for (int c = 0; c < selected.length; c++) {
      Column column = Schemas.column(columns.get(c));
      boolean doubles = schema.apply(columns.get(c)).dataType().equals(DataTypes.DoubleType);
      selected[c] = doubles ? column : column.cast(DataTypes.DoubleType);
    }
    return new SparkRows(
        table
            .select(selected)
            .toJavaRDD()
            .map(new Doubles(selected.length))
            .persist(StorageLevel.MEMORY_AND_DISK()));
  }

  @Override
  public long[] sum(RowKernel kernel) {
    int length = kernel.length();
    return SparkFailures.unwrap(
        () ->
            rows.getNumPartitions() == 0
                ? new long[length]
                : rows.treeAggregate(null, new AddRow(kernel), new AddWords(length)));
  }

  @Override
  public void close() {
    rows.unpersist(false);
  }

  private record Doubles(int columns) implements Function<Row, double[]> {
    @Override
    public double[] call(Row row) {
      double[] values = new double[columns];
      for (int c = 0; c < columns; c++) {
        values[c] = row.isNullAt(c) ? Double.NaN : row.getDouble(c);
      }
      return values;
    }
  }

  /** The zero is null, since every task would be sent its words. */
  private record AddRow(RowKernel kernel) implements Function2<long[], double[], long[]> {
    @Override
    public long[] call(long[] words, double[] row) {
      long[] sum = words == null ? new long[kernel.length()] : words;
      kernel.add(row, sum);
      return sum;
    }
  }

  private record AddWords(int length) implements Function2<long[], long[], long[]> {
    @Override
    public long[] call(long[] one, long[] other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      for (int i = 0; i < length; i++) {
        one[i] += other[i];
      }
      return one;
    }
  }
}
