package dev.tributary.connectors.cells;

import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.FractionalType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/**
 * From a column's type, and the one that its owner declares, to how its cells are read.
 *
 * @param schema of the source
 * @param types declared types by column
 * @param markers of missing values, by column
 * @param doubled what stands in text where quotes were doubled and read as they stand; null where
 *     they are not
 */
record ColumnKinds(
    StructType schema, Map<String, String> types, MissingMarkers markers, String doubled) {
  private static final int MOST_NAMED = 5;

  /** How a key column's cells are read; USER for a type in which ids cannot be told apart. */
  KeyCell key(String column) {
    return marked(column, unmarked(column));
  }

  private KeyCell marked(String column, KeyCell cell) {
    List<String> words = markers.words(column);
    KeyCell checked =
        doubled != null && cell.type() instanceof StringType
            ? new DoubledQuotesKey(cell, doubled)
            : cell;
    return words.isEmpty()
        ? checked
        : new MarkedKey(checked, schema.apply(column).dataType(), new MissingValues(words));
  }

  private KeyCell unmarked(String column) {
    DataType source = schema.apply(column).dataType();
    DataType declared =
        types.containsKey(column) ? DeclaredType.parse(column, types.get(column)) : source;
    if (declared instanceof StringType) {
      if (source instanceof StringType) {
        return new PlainKey(source);
      }
      if (source instanceof DateType || isWhole(source)) {
        return new TextKey(source);
      }
    } else if (isWhole(declared)) {
      if (source.equals(declared)) {
        return new PlainKey(source);
      }
      if (source instanceof StringType || isWhole(source) || isNumber(source)) {
        return new WholeKey(source, new DeclaredType(declared));
      }
    }
    throw FederationException.user(
        "the id column '%s' is of type %s%s; an id must be text or whole numbers: %s",
        column,
        source.simpleString(),
        source.equals(declared) ? "" : " and declared as " + declared.simpleString(),
        cure(column, source));
  }

  /**
   * A column that stays as the source has it, or is of its declared type, but for what stands for a
   * missing value.
   */
  KeyCell plain(String column) {
    DataType source = schema.apply(column).dataType();
    DataType declared =
        types.containsKey(column) ? DeclaredType.parse(column, types.get(column)) : source;
    if (source.equals(declared)) {
      return marked(column, new PlainKey(source));
    }
    boolean text = source instanceof StringType;
    if (declared instanceof DateType && text) {
      return marked(column, new TextDateKey());
    }
    if (declared instanceof StringType && (source instanceof DateType || isWhole(source))) {
      return marked(column, new TextKey(source));
    }
    if (isWhole(declared) && (text || isWhole(source) || isNumber(source))) {
      return marked(column, new WholeKey(source, new DeclaredType(declared)));
    }
    if (TypedNumbers.reads(declared) && (text || TypedNumbers.reads(source))) {
      return new NumberKey(numbers(List.of(column)).get(0), declared instanceof BooleanType);
    }
    throw FederationException.user(
        "column '%s' of data.split is of type %s, which cannot be read as %s: leave it out of"
            + " data.types, and let the split say cast or to_date",
        column, source.simpleString(), declared.simpleString());
  }

  /** Numbers that are not whole by their type may be so by their values. */
  private static String cure(String column, DataType source) {
    if (isWhole(source) || source instanceof StringType) {
      return "declare data.types." + column + ": string or bigint";
    }
    if (isNumber(source)) {
      return "declare data.types." + column + ": bigint if all of its numbers are whole";
    }
    return source instanceof DateType
        ? "declare data.types." + column + ": string, which gives 2024-02-29"
        : "write it as text in the source, alike at all parties";
  }

  private static boolean isWhole(DataType type) {
    return type instanceof IntegralType
        || (type instanceof DecimalType decimal && decimal.scale() == 0);
  }

  private static boolean isNumber(DataType type) {
    return type instanceof FractionalType;
  }

  /** How the cells of number columns are read; USER with the names of those that hold none. */
  List<NumberCell> numbers(List<String> columns) {
    List<NumberCell> cells = new ArrayList<>();
    List<String> others = new ArrayList<>();
    DataType type = null;
    Map<List<Object>, NumberCell> shared = new HashMap<>();
    for (String column : columns) {
      DataType source = schema.apply(column).dataType();
      DataType declared =
          types.containsKey(column) ? DeclaredType.parse(column, types.get(column)) : null;
      boolean readable = source instanceof StringType || TypedNumbers.reads(source);
      if (!readable || (declared != null && !TypedNumbers.reads(declared))) {
        others.add(column);
        type = type == null ? (readable ? declared : source) : type;
        continue;
      }
      List<String> words = markers.words(column);
      cells.add(
          shared.computeIfAbsent(
              Arrays.asList(source, declared, words),
              key -> cell(source, declared, new MissingValues(words))));
    }
    if (!others.isEmpty()) {
      throw notNumbers(others, type);
    }
    return cells;
  }

  /** Whether a column is true or false, by its declared type or else by that of the source. */
  boolean truth(String column) {
    DataType type =
        types.containsKey(column)
            ? DeclaredType.parse(column, types.get(column))
            : schema.apply(column).dataType();
    return type instanceof BooleanType;
  }

  /**
   * How the label's cells are read.
   *
   * @param positive what stands for 1, everything else then being 0; null where labels are numbers
   */
  NumberCell label(String column, String positive) {
    DataType source = schema.apply(column).dataType();
    boolean known = source instanceof StringType || TypedNumbers.reads(source);
    return positive != null && known
        ? new PositiveLabels(source, new MissingValues(markers.words(column)), positive)
        : numbers(List.of(column)).get(0);
  }

  private static NumberCell cell(DataType source, DataType declared, MissingValues missing) {
    DeclaredType due = declared == null ? null : new DeclaredType(declared);
    return source instanceof StringType
        ? new TextNumbers(missing, due)
        : new TypedNumbers(source, missing, due);
  }

  private static FederationException notNumbers(List<String> columns, DataType type) {
    String names =
        "'"
            + String.join("', '", columns.subList(0, Math.min(MOST_NAMED, columns.size())))
            + "'"
            + (columns.size() > MOST_NAMED ? ", ... (" + columns.size() + " in all)" : "");
    if (type instanceof StringType && columns.size() == 1) {
      return FederationException.user(
          "column %s is declared as string, where a number is needed: %s",
          names, UnreadableCells.CATEGORIES);
    }
    return FederationException.user(
        "column%s %s %s of type %s, where a number is needed: leave %s out with data.exclude or"
            + " convert %s",
        columns.size() == 1 ? "" : "s",
        names,
        columns.size() == 1 ? "is" : "are",
        type.simpleString() + (columns.size() == 1 ? "" : " or another"),
        columns.size() == 1 ? "it" : "them",
        columns.size() == 1 ? "it" : "them");
  }
}
