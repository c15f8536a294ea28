package dev.tributary.connectors.files;

import dev.tributary.connectors.spi.OpenTable;
import dev.tributary.connectors.spi.TableFormat;
import dev.tributary.connectors.spi.TableLocation;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Any other format that Spark finds: {@code jdbc}, {@code delta}, {@code iceberg}, ... */
public final class ServiceFormat implements TableFormat {
  @Override
  public boolean reads(String format) {
    return true;
  }

  @Override
  public OpenTable open(SparkSession spark, TableLocation at) {
    if (at.path() != null) {
      ReaderOptions.require(spark, at);
      DataFiles.find(spark, at.path());
    }
    DataFrameReader reader = spark.read().format(at.format()).options(at.options());
    Dataset<Row> rows =
        Unreadable.guard(at, () -> at.path() == null ? reader.load() : reader.load(at.path()));
    ColumnNames.requireDistinct(
        List.of(rows.columns()), SparkFiles.caseSensitive(spark), "the data");
    return SparkTable.of(rows, -1, Set.of());
  }
}
