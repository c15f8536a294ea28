package dev.tributary.fl.spark.horizontal.stats;

import dev.tributary.fl.data.RowWords;
import dev.tributary.fl.data.SummedRows;
import dev.tributary.fl.spark.shards.RowSums;
import dev.tributary.fl.spark.stage.Schemas;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/** A table's columns as rows of doubles, cached on its cluster while it is summed over. */
final class SparkRows implements SummedRows, AutoCloseable {
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
  public long[] sum(RowWords kernel) {
    return RowSums.of(rows, kernel);
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
}
