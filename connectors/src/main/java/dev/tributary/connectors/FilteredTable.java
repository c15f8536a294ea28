package dev.tributary.connectors;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import dev.tributary.connectors.cells.Undecoded;
import dev.tributary.connectors.spi.OpenTable;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of a table for which a condition on its own columns is true.
 *
 * @param table all rows
 * @param columns that the condition uses, in the table's spelling
 * @param texts those of them that are text
 * @param order what it compares as text
 * @param condition null where it is unknown
 */
record FilteredTable(
    OpenTable table, Set<String> columns, List<String> texts, TextOrder order, Column condition)
    implements OpenTable {
  /** Of the look at all rows before those of texts. */
  private static final int COUNTS = 3;

  /**
   * @param condition on columns that the table has
   * @throws dev.tributary.protocol.FederationException USER where it does not fit them
   */
  static FilteredTable of(OpenTable table, RowCondition condition, Set<String> columns) {
    List<String> texts =
        columns.stream()
            .filter(name -> table.schema().apply(name).dataType() instanceof StringType)
            .toList();
    Dataset<Row> rows = table.rows(List.copyOf(columns));
    Map<String, Column> names = new LinkedHashMap<>();
    for (String name : condition.columns()) {
      RowCondition.match(name, columns)
          .ifPresent(column -> names.put(name, SourceTable.column(column)));
    }
    Column checked = condition.of(rows, names);
    return new FilteredTable(table, columns, texts, TextOrder.of(condition, rows, names), checked);
  }

  /**
   * Counts the rows that it keeps and those that it does not, reading nothing but its columns.
   *
   * @param key of the condition, for messages
   * @throws FederationException USER where a cell has lost characters, or texts that are numbers or
   *     dates are compared by an order that is not theirs
   */
  KeptRows kept(String key) {
    List<Column> looks =
        new ArrayList<>(List.of(functions.count(when(condition, 1)), functions.count(condition)));
    for (String name : texts) {
      add(looks, Undecoded.cells(SourceTable.column(name)));
    }
    looks.addAll(order.looks());
    Row seen =
        table
            .rows(List.copyOf(columns))
            .agg(functions.count(lit(1)), looks.toArray(Column[]::new))
            .first();
    int at = COUNTS;
    for (String name : texts) {
      requireDecoded(key, name, seen.getLong(at), seen.getString(at + 1));
      at += 2;
    }
    order.require(key, seen, at);
    return new KeptRows(seen.getLong(0), seen.getLong(1), seen.getLong(0) - seen.getLong(2));
  }

  private static void add(List<Column> looks, Column cells) {
    looks.add(functions.count(cells));
    looks.add(min(cells));
  }

  /** What is compared with such a cell may be another word than its owner sees. */
  private static void requireDecoded(String key, String column, long cells, String example) {
    if (cells > 0) {
      throw FederationException.user(
          "column '%s', which %s uses, has %d cells that hold characters that cannot be read, such"
              + " as '%s': %s",
          column, key, cells, example, Undecoded.CURE);
    }
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
