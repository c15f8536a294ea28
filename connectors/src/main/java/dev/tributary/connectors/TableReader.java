package dev.tributary.connectors;

import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Opens a party's table. Text formats are read as text, without a pass over the data to guess
 * types. Every cell that must be a number is looked at once; rows of CSV that do not fit the header
 * are errors, also where their cells are not used.
 */
public final class TableReader {
  /** Columns that a run adds begin like this. */
  private static final String RESERVED = "tributary_";

  private static final int MOST_NAMED = 30;

  private final TableSource source;
  private final Dataset<Row> raw;
  private final List<String> present;

  /**
   * Opens the table; no cell is read yet.
   *
   * @throws FederationException USER if there is no such table
   */
  public TableReader(SparkSession spark, TableSource source) {
    this.source = source;
    if (source.path() != null && !source.isCatalogTable()) {
      DataFiles.require(spark, source.path());
    }
    this.raw = Unreadable.guard(source, () -> open(spark));
    this.present = List.of(raw.columns());
    requireDistinct();
  }

  /** Names of all columns. */
  public List<String> columns() {
    return present;
  }

  /**
   * The columns that the source names, all cells checked.
   *
   * @throws FederationException USER for columns that are absent or hold what is no number
   */
  public SourceTable read() {
    source.types().keySet().forEach(name -> require(name, "types"));
    Map<String, Column> columns = new LinkedHashMap<>();
    NumberColumns numbers = new NumberColumns(raw, source);
    for (String id : source.id()) {
      add(columns, id, "id", numbers.key(require(id, "id")));
    }
    if (source.label() != null) {
      add(columns, source.label(), "label", numbers.of(require(source.label(), "label")));
    }
    if (source.weight() != null) {
      add(columns, source.weight(), "weight", numbers.of(require(source.weight(), "weight")));
    }
    List<String> features = features(columns.keySet());
    for (String feature : features) {
      add(columns, feature, "columns", numbers.of(feature));
    }
    Dataset<Row> rows = raw.select(columns.values().toArray(Column[]::new));
    Unreadable.guard(source, numbers::check);
    return new SourceTable(rows, source, features);
  }

  private Dataset<Row> open(SparkSession spark) {
    if (source.isCatalogTable()) {
      return spark.table(source.path());
    }
    DataFrameReader reader = spark.read().format(source.format());
    if (source.format().equals("csv")) {
      reader
          .option("header", true)
          .option("enforceSchema", false)
          .option("mode", "FAILFAST")
          // Spark does not compare a row's length with the header's where it leaves columns out.
          .option("columnPruning", false);
    }
    reader.options(source.options());
    return source.path() == null ? reader.load() : reader.load(source.path());
  }

  private List<String> features(Set<String> used) {
    if (source.columns() == null) {
      return present.stream().filter(name -> !used.contains(name)).toList();
    }
    List<String> features = new ArrayList<>();
    for (String name : source.columns()) {
      if (used.contains(name)) {
        throw FederationException.user(
            "data.columns must not name the id, label or weight column '%s'", name);
      }
      features.add(require(name, "columns"));
    }
    return features;
  }

  private static void add(Map<String, Column> columns, String name, String key, Column column) {
    if (name.toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
      throw FederationException.user(
          "column '%s' has a name that the run needs itself: rename it", name);
    }
    if (columns.put(name, column.as(name)) != null) {
      throw FederationException.user("data.%s must not name the column '%s' again", key, name);
    }
  }

  private String require(String name, String key) {
    if (!present.contains(name)) {
      String nearest = DataFiles.hint(name, present);
      throw FederationException.user(
          "data.%s names the column '%s', which the data does not have%s",
          key,
          name,
          nearest.isEmpty()
              ? "; it has: " + String.join(", ", present.stream().limit(MOST_NAMED).toList())
              : nearest);
    }
    return name;
  }

  private void requireDistinct() {
    Set<String> seen = new HashSet<>();
    for (String name : present) {
      if (!seen.add(name)) {
        throw FederationException.user("the data has two columns named '%s': rename one", name);
      }
    }
  }
}
