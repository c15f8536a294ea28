package dev.tributary.connectors.files;

import dev.tributary.connectors.spi.OpenTable;
import dev.tributary.connectors.spi.TableFormat;
import dev.tributary.connectors.spi.TableLocation;
import dev.tributary.protocol.FederationException;
import java.util.LinkedHashSet;
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
    requireNoOptions(at);
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

  /**
   * Spark takes no notice of options for views and tables of Hive, and for others they would change
   * how the catalog says that their files are read.
   */
  private static void requireNoOptions(TableLocation at) {
    if (!at.options().isEmpty()) {
      throw FederationException.user(
          "data.options has %s, which does nothing for a %s of the catalog: leave it out, or read"
              + " the table by its own data.format",
          String.join(", ", at.options().keySet()), at.format());
    }
  }
}
