package dev.tributary.connectors.files;

import dev.tributary.connectors.spi.OpenTable;
import dev.tributary.fl.data.ColumnName;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * A table as Spark reads it.
 *
 * @param whole reads every row in full
 * @param narrow reads no more than the columns asked for
 * @param bytes size of its files, or -1
 * @param partitionColumns how it is cut
 */
record SparkTable(Dataset<Row> whole, Dataset<Row> narrow, long bytes, Set<String> partitionColumns)
    implements OpenTable {
  SparkTable {
    partitionColumns = Set.copyOf(partitionColumns);
  }

  static SparkTable of(Dataset<Row> rows, long bytes, Set<String> partitionColumns) {
    return new SparkTable(rows, rows, bytes, partitionColumns);
  }

  @Override
  public StructType schema() {
    return whole.schema();
  }

  @Override
  public Dataset<Row> rows(List<String> columns) {
    return narrow.select(named(columns));
  }

  @Override
  public Dataset<Row> wholeRows(List<String> columns) {
    return whole.select(named(columns));
  }

  private static Column[] named(List<String> columns) {
    return columns.stream()
        .map(name -> functions.col(ColumnName.quoted(name)))
        .toArray(Column[]::new);
  }
}
