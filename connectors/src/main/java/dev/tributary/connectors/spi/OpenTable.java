package dev.tributary.connectors.spi;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A table that is there and has columns with different names. Gives the same rows whenever read.
 */
public interface OpenTable {
  /** Columns as the source has them: text where it does not say types. */
  StructType schema();

  /**
   * Some columns of all rows; a source that can reads nothing else.
   *
   * @param columns names, in any order, each once; may be none
   */
  Dataset<Row> rows(List<String> columns);

  /**
   * The same where every row is looked at in full, so that one that does not fit the header is an
   * error whatever columns are asked for.
   */
  default Dataset<Row> wholeRows(List<String> columns) {
    return rows(columns);
  }

  /** Number of rows. */
  default long count() {
    return rows(List.of()).count();
  }

  /** Size of its files, or -1 where it has none to look at. */
  default long bytes() {
    return -1;
  }

  /** Columns that stand in folder names or are how the source is cut, not what it says of rows. */
  default Set<String> partitionColumns() {
    return Set.of();
  }
}
