package dev.tributary.connectors;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.nanvl;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;

/**
 * Turns columns of a table into doubles: empty cells, NaN and declared markers are missing, that is
 * null; anything else that is no number is remembered and refused by {@link #check}.
 */
final class NumberColumns {
  private static final String BLANKS = " \t\r\n";
  private static final int SHOWN = 40;

  private final Dataset<Row> table;
  private final TableSource source;
  private final List<CellCheck> checks = new ArrayList<>();

  /**
   * A column's cells that are neither numbers nor missing.
   *
   * @param column its name
   * @param unreadable the text of such a cell, otherwise null
   */
  private record CellCheck(String column, Column unreadable) {}

  NumberColumns(Dataset<Row> table, TableSource source) {
    this.table = table;
    this.source = source;
  }

  /** A key column, in its declared type if it has one. */
  Column key(String name) {
    String declared = source.types().get(name);
    return declared == null
        ? SourceTable.column(name)
        : SourceTable.column(name).cast(declared(name, declared));
  }

  /** A column of doubles, null where missing. */
  Column of(String name) {
    Column column = SourceTable.column(name);
    DataType type = table.schema().apply(name).dataType();
    String declared = source.types().get(name);
    if (type instanceof StringType) {
      return ofText(name, declared == null ? null : declared(name, declared));
    }
    if (declared != null) {
      type = declared(name, declared);
      column = column.cast(type);
    }
    return number(name, column, type);
  }

  private Column ofText(String name, DataType declared) {
    Column text = trim(SourceTable.column(name), BLANKS);
    Column missing = text.isNull().or(text.equalTo(""));
    for (String word : source.missing()) {
      missing = missing.or(text.equalTo(word));
    }
    DataType read = declared == null || declared instanceof NumericType ? null : declared;
    // Whole numbers, too, are read as doubles: no cell is cut off in silence.
    String sql = "try_cast(" + quoted(name) + " as " + (read == null ? "double" : read.sql()) + ")";
    Column parsed = read == null ? when(not(javaLiteral(text)), expr(sql)) : expr(sql);
    checks.add(new CellCheck(name, when(not(missing).and(parsed.isNull()), text)));
    Column number = read == null ? withoutMarkers(parsed) : number(name, parsed, read);
    return when(not(missing), number);
  }

  private Column number(String name, Column column, DataType type) {
    if (type instanceof BooleanType) {
      return column.cast("int").cast("double");
    }
    if (!(type instanceof NumericType)) {
      throw FederationException.user(
          "column '%s' is of type %s, where a number is needed: leave it out of data.columns or"
              + " convert it",
          name, type.simpleString());
    }
    return withoutMarkers(column.cast("double"));
  }

  /** NaN, and markers that are numbers, such as -999, however the source writes them. */
  private Column withoutMarkers(Column number) {
    Column kept = nanvl(number, lit(null).cast("double"));
    for (String word : source.missing()) {
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

  /** Looks at every cell; USER with the count and one example of the first column at fault. */
  void check() {
    if (checks.isEmpty()) {
      return;
    }
    Column[] ids =
        source.id().stream()
            .map(id -> coalesce(SourceTable.column(id).cast("string"), lit("none")))
            .toArray(Column[]::new);
    Column[] seen = new Column[2 * checks.size()];
    for (int c = 0; c < checks.size(); c++) {
      Column bad = checks.get(c).unreadable();
      seen[2 * c] = count(bad);
      seen[2 * c + 1] = min(when(bad.isNotNull(), struct(bad, concat_ws(", ", ids))));
    }
    Row found = table.agg(seen[0], Arrays.copyOfRange(seen, 1, seen.length)).first();
    for (int c = 0; c < checks.size(); c++) {
      if (found.getLong(2 * c) > 0) {
        Row example = found.getStruct(2 * c + 1);
        String cell = example.getString(0);
        throw FederationException.user(
            "column '%s' has %d cells that are no numbers, such as '%s' in the row with id %s:"
                + " correct them, name what stands for a missing value in data.missing, or leave"
                + " the column out of data.columns",
            checks.get(c).column(),
            found.getLong(2 * c),
            cell.length() > SHOWN ? cell.substring(0, SHOWN) + "..." : cell,
            example.getString(1));
      }
    }
  }

  private static DataType declared(String name, String declared) {
    String sql =
        Map.of("integer", "int", "long", "bigint", "number", "double", "text", "string")
            .getOrDefault(declared.toLowerCase(Locale.ROOT), declared);
    try {
      return DataType.fromDDL(sql);
    } catch (Exception e) {
      // Spark's ParseException is checked, undeclared.
      throw new FederationException(
          ErrorCode.USER,
          "data.types."
              + name
              + " must be a Spark SQL type such as double or int. Provided value: "
              + declared,
          e);
    }
  }

  private static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }
}
