package dev.tributary.connectors;

import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where a party's table is and what its columns are for; the {@code data:} section of its
 * configuration.
 *
 * @param format {@code csv}, {@code parquet}, {@code orc}, {@code json}, {@code jdbc}, {@code hive}
 *     or {@code table} (a table of the catalog), or any format that Spark finds, such as {@code
 *     delta} or {@code iceberg}
 * @param path file, directory, glob or table name; null where the format needs none
 * @param id key columns, in the order of the job's key; at least one
 * @param label label column, or null
 * @param weight column of row weights, or null
 * @param columns features to use; null for every column that is not key, label or weight
 * @param types declared types by column, as Spark SQL spells them
 * @param missing words that stand for a missing value beside the empty cell; one that is a number
 *     stands for every equal number, in columns of any type
 * @param options passed to Spark's reader
 */
public record TableSource(
    String format,
    String path,
    List<String> id,
    String label,
    String weight,
    List<String> columns,
    Map<String, String> types,
    List<String> missing,
    Map<String, String> options) {
  private static final Set<String> NEED_PATH =
      Set.of("csv", "json", "orc", "parquet", "text", "hive", "table");

  public TableSource {
    id = id == null ? List.of() : List.copyOf(id);
    columns = columns == null ? null : List.copyOf(columns);
    types = types == null ? Map.of() : Map.copyOf(types);
    missing = missing == null ? List.of() : List.copyOf(missing);
    options = new TreeMap<>(options == null ? Map.of() : options);
    if (format == null || format.isBlank()) {
      throw FederationException.user("data.format must be given, such as csv or parquet");
    }
    if (id.isEmpty()) {
      throw FederationException.user("data.id must name at least one column");
    }
    if (path == null && NEED_PATH.contains(format)) {
      throw FederationException.user("data.path must be given for format: %s", format);
    }
  }

  /** A file with default options. */
  public static TableSource file(String format, String path, String id, String label) {
    return new TableSource(format, path, List.of(id), label, null, null, null, null, null);
  }

  /** The same table for another use. */
  public TableSource with(String newLabel, String newWeight, List<String> newColumns) {
    return new TableSource(
        format, path, id, newLabel, newWeight, newColumns, types, missing, options);
  }

  boolean isCatalogTable() {
    return format.equals("hive") || format.equals("table");
  }
}
