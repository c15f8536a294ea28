package dev.tributary.fl.jobs.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import dev.tributary.fl.jobs.file.DataSection;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;

/**
 * A party's table as a run sees it: the key's columns as {@code tributary_key_0, ...} in the types
 * of the source, {@code tributary_label} and {@code tributary_weight} where it has them, and its
 * features under their own names, all as doubles, a missing value as null.
 *
 * @param table those columns, not yet computed
 * @param features names of the features, in the order of their numbers
 * @param keys number of key columns
 */
record SourceTable(Dataset<Row> table, List<String> features, int keys) {
  static final String KEY = "tributary_key_";
  static final String LABEL = "tributary_label";
  static final String WEIGHT = "tributary_weight";

  /**
   * A column's cells that are neither numbers nor missing.
   *
   * @param column name in the source
   * @param unreadable expression: the text of such a cell, otherwise null
   */
  private record CellCheck(String column, Column unreadable) {}

  /**
   * Selects, casts and looks at every cell of a text column that must be a number.
   *
   * @param source as the reader gave it
   * @throws FederationException USER for columns that are absent or hold what is no number
   */
  static SourceTable of(Dataset<Row> source, DataSection data) {
    List<Column> columns = new ArrayList<>();
    List<CellCheck> checks = new ArrayList<>();
    Set<String> taken = new TreeSet<>();
    for (int k = 0; k < data.id().size(); k++) {
      columns.add(present(source, "data.id", data.id().get(k)).as(KEY + k));
      taken.add(data.id().get(k));
    }
    Numbers numbers = new Numbers(source, data, checks);
    if (data.label() != null) {
      columns.add(numbers.of("data.label", data.label()).as(LABEL));
      taken.add(data.label());
    }
    if (data.weight() != null) {
      columns.add(numbers.of("data.weight", data.weight()).as(WEIGHT));
      taken.add(data.weight());
    }
    List<String> features = features(source, data, taken);
    for (String feature : features) {
      columns.add(numbers.of("data.columns", feature).as(feature));
    }
    Dataset<Row> table = source.select(columns.toArray(Column[]::new));
    checkCells(source, checks);
    return new SourceTable(table, features, data.id().size());
  }

  private static void checkCells(Dataset<Row> source, List<CellCheck> checks) {
    if (checks.isEmpty()) {
      return;
    }
    Column[] worst = new Column[2 * checks.size()];
    for (int c = 0; c < checks.size(); c++) {
      Column bad = checks.get(c).unreadable();
      worst[2 * c] = count(bad);
      worst[2 * c + 1] = min(bad);
    }
    Row found = source.agg(worst[0], Arrays.copyOfRange(worst, 1, worst.length)).first();
    for (int c = 0; c < checks.size(); c++) {
      if (found.getLong(2 * c) > 0) {
        throw FederationException.user(
            "column '%s' has %d cells that are no numbers, such as '%s': correct them, name what"
                + " stands for a missing value in data.missing, or leave the column out of"
                + " data.columns",
            checks.get(c).column(), found.getLong(2 * c), found.getString(2 * c + 1));
      }
    }
  }

  private static List<String> features(Dataset<Row> source, DataSection data, Set<String> taken) {
    List<String> all = data.columns() == null ? List.of(source.columns()) : data.columns();
    List<String> features = new ArrayList<>();
    for (String name : all) {
      if (taken.contains(name)) {
        if (data.columns() != null) {
          throw FederationException.user(
              "data.columns must not name the id, label or weight column '%s'", name);
        }
      } else if (name.toLowerCase(Locale.ROOT).startsWith("tributary_")) {
        throw FederationException.user(
            "column '%s' has a name that the run needs itself: rename it", name);
      } else {
        features.add(name);
      }
    }
    if (features.stream().distinct().count() != features.size()) {
      throw FederationException.user("data.columns must not name a column twice");
    }
    return features;
  }

  private static Column present(Dataset<Row> source, String key, String name) {
    List<String> columns = Arrays.asList(source.columns());
    if (!columns.contains(name)) {
      throw FederationException.user(
          "%s names the column '%s', which the data does not have; it has: %s",
          key, name, String.join(", ", columns.subList(0, Math.min(30, columns.size()))));
    }
    return col("`" + name.replace("`", "``") + "`");
  }

  /** Turns columns into doubles; remembers what has to be looked at. */
  private record Numbers(Dataset<Row> source, DataSection data, List<CellCheck> checks) {
    Column of(String key, String name) {
      Column column = present(source, key, name);
      DataType type = source.schema().apply(name).dataType();
      if (type instanceof BooleanType) {
        return column.cast("int").cast("double");
      }
      if (type instanceof NumericType) {
        return withoutMarkers(column.cast("double"));
      }
      if (!(type instanceof StringType)) {
        throw FederationException.user(
            "column '%s' is of type %s, where a number is needed: leave it out of data.columns or"
                + " convert it",
            name, type.simpleString());
      }
      Column text = trim(column);
      Column missing = text.isNull().or(text.equalTo(""));
      for (String word : data.missing()) {
        missing = missing.or(text.equalTo(word));
      }
      Column cast = expr("try_cast(trim(`" + name.replace("`", "``") + "`) as double)");
      Column number = when(javaLiteral(text), lit(null)).otherwise(cast);
      checks.add(new CellCheck(name, when(not(missing).and(number.isNull()), text)));
      return when(missing, lit(null)).otherwise(withoutMarkers(number));
    }

    /** Markers that are numbers, such as -999, however the source writes them. */
    private Column withoutMarkers(Column number) {
      Column kept = number;
      for (String word : data.missing()) {
        OptionalDouble marker = number(word);
        if (marker.isPresent()) {
          kept = when(number.equalTo(marker.getAsDouble()), lit(null)).otherwise(kept);
        }
      }
      return kept;
    }

    private static OptionalDouble number(String word) {
      try {
        return OptionalDouble.of(Double.parseDouble(word));
      } catch (NumberFormatException e) {
        return OptionalDouble.empty();
      }
    }

    /** A cast also takes the suffixes and hexadecimal of Java, such as 1d, which no table means. */
    private static Column javaLiteral(Column text) {
      Column infinity = text.endsWith("nf").or(text.endsWith("NF"));
      return text.endsWith("d")
          .or(text.endsWith("D"))
          .or(text.endsWith("f").or(text.endsWith("F")).and(not(infinity)))
          .or(text.contains("x"))
          .or(text.contains("X"));
    }
  }
}
