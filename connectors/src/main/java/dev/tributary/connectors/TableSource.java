package dev.tributary.connectors;

import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a party's table is and what its columns are for; the {@code data:} section of its
 * configuration.
 *
 * @param format {@code csv}, {@code parquet}, {@code orc}, {@code json}, {@code jdbc}, {@code hive}
 *     or {@code table} (a table of the catalog), or any format that Spark finds, such as {@code
 *     delta} or {@code iceberg}
 * @param path file, directory or table name; null for JDBC
 * @param id key columns, in the order of the job's key; at least one
 * @param label label column, or null
 * @param weight column of row weights, or null
 * @param columns features to use; null for every column that is not key, label or weight
 * @param types declared types by column, as Spark SQL spells them; for CSV the default is {@code
 *     double} for features, label and weight, {@code string} for keys
 * @param missing words that stand for a missing value, beside the empty cell
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
    if (path == null && !format.equals("jdbc")) {
      throw FederationException.user("data.path must be given for format %s", format);
    }
  }

  /** A file with default options. */
  public static TableSource file(String format, String path, String id, String label) {
    return new TableSource(format, path, List.of(id), label, null, null, null, null, null);
  }
}
