package dev.tributary.connectors.files;

import dev.tributary.connectors.spi.OpenTable;
import dev.tributary.connectors.spi.TableFormat;
import dev.tributary.connectors.spi.TableLocation;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalog.Column;

/** A table or view of Spark's catalog, such as Hive's. */
public final class CatalogFormat implements TableFormat {
  @Override
  public boolean reads(String format) {
    return format.equals("table") || format.equals("hive");
  }

  @Override
  public OpenTable open(SparkSession spark, TableLocation at) {
    ReaderOptions.require(spark, at);
    // Options are not handed to a table of the catalog: what holds there is Spark's properties.
    ReaderOptions.require(spark, new TableLocation(at.format(), at.path(), Map.of()));
    Dataset<Row> rows = Unreadable.guard(at, () -> spark.table(at.requiredPath()));
    Set<String> partitions = new LinkedHashSet<>();
    for (Column column :
        Unreadable.guard(at, () -> spark.catalog().listColumns(at.path()).collectAsList())) {
      if (column.isPartition()) {
        partitions.add(column.name());
      }
    }
    return SparkTable.of(rows, -1, partitions);
  }
}
