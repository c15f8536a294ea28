package dev.tributary.connectors;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.tributary.connectors.spi.OpenTable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of a table for which a condition on its own columns is true.
 *
 * @param table all rows
 * @param columns that the condition uses, in the table's spelling
 * @param condition null where it is unknown
 */
record FilteredTable(OpenTable table, Set<String> columns, Column condition) implements OpenTable {

  /**
   * @param condition on columns that the table has
   * @throws dev.tributary.protocol.FederationException USER where it does not fit them
   */
  static FilteredTable of(OpenTable table, RowCondition condition, Set<String> columns) {
    return new FilteredTable(
        table, columns, condition.of(table.rows(List.copyOf(columns)), Map.of()));
  }

  /** Counts the rows that it keeps and those that it does not, reading nothing but its columns. */
  KeptRows kept() {
    Row seen =
        table
            .rows(List.copyOf(columns))
            .agg(
                functions.count(lit(1)),
                functions.count(when(condition, 1)),
                functions.count(condition))
            .first();
    return new KeptRows(seen.getLong(0), seen.getLong(1), seen.getLong(0) - seen.getLong(2));
  }

  @Override
  public StructType schema() {
    return table.schema();
  }

  @Override
  public Dataset<Row> rows(List<String> asked) {
    return filtered(table.rows(with(asked)), asked);
  }

  @Override
  public Dataset<Row> wholeRows(List<String> asked) {
    return filtered(table.wholeRows(with(asked)), asked);
  }

  private List<String> with(List<String> asked) {
    Set<String> all = new LinkedHashSet<>(asked);
    all.addAll(columns);
    return List.copyOf(all);
  }

  private Dataset<Row> filtered(Dataset<Row> rows, List<String> asked) {
    return rows.filter(coalesce(condition, lit(false)))
        .select(asked.stream().map(SourceTable::column).toArray(Column[]::new));
  }

  @Override
  public long bytes() {
    return table.bytes();
  }

  @Override
  public Set<String> partitionColumns() {
    return table.partitionColumns();
  }
}
