package dev.tributary.connectors;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;

/**
 * Opens a party's table. Only columns that are used are read; cells are parsed when rows are, and a
 * bad one ends the job with its column and row key. CSV is never inferred, which would read
 * everything once more and guess.
 */
public final class TableReader {
  private final SparkSession spark;
  private final TableSource source;

  public TableReader(SparkSession spark, TableSource source) {
    this.spark = spark;
    this.source = source;
  }

  /** Opens the table and checks its columns; USER if something is missing. */
  public SourceTable read() {
    Dataset<Row> raw = open();
    List<String> present = Arrays.asList(raw.columns());
    requireDistinct(present);
    Set<String> used = new LinkedHashSet<>();
    for (String id : source.id()) {
      used.add(require(id, present, "id"));
    }
    if (source.label() != null) {
      used.add(require(source.label(), present, "label"));
    }
    if (source.weight() != null) {
      used.add(require(source.weight(), present, "weight"));
    }
    for (String typed : source.types().keySet()) {
      require(typed, present, "types");
    }
    List<String> features = features(present, used);
    used.addAll(features);
    Column[] columns = used.stream().map(name -> typed(raw, name)).toArray(Column[]::new);
    return new SourceTable(
        raw.select(columns), source.id(), source.label(), source.weight(), features);
  }

  private Dataset<Row> open() {
    DataFrameReader reader = spark.read().options(source.options());
    if (source.path() != null && !isTable()) {
      DataFiles.require(spark, source.path());
    }
    try {
      return switch (source.format()) {
        case "csv" ->
            reader
                .option("header", source.options().getOrDefault("header", "true"))
                .option("enforceSchema", "false")
                .option("mode", source.options().getOrDefault("mode", "FAILFAST"))
                .csv(source.path());
        case "hive", "table" -> reader.table(source.path());
        case "jdbc" -> reader.format("jdbc").load();
        default -> reader.format(source.format()).load(source.path());
      };
    } catch (Exception e) {
      // Spark throws its checked AnalysisException undeclared from Scala.
      throw new FederationException(
          ErrorCode.USER,
          String.format(
              "the %s source %s cannot be opened: %s",
              source.format(),
              source.path() == null ? "of this party" : source.path(),
              String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  private boolean isTable() {
    return source.format().equals("hive") || source.format().equals("table");
  }

  private List<String> features(List<String> present, Set<String> used) {
    if (source.columns() == null) {
      return present.stream().filter(name -> !used.contains(name)).toList();
    }
    List<String> features = new ArrayList<>();
    for (String name : source.columns()) {
      require(name, present, "columns");
      if (used.contains(name)) {
        throw FederationException.user(
            "column '%s' is in 'columns' but is id, label or weight; take it out", name);
      }
      features.add(name);
    }
    return features;
  }

  private Column typed(Dataset<Row> raw, String name) {
    Column column = col(quoted(name));
    DataType is = raw.schema().apply(name).dataType();
    boolean id = source.id().contains(name);
    String declared = source.types().get(name);
    boolean text = is instanceof StringType;
    if (id) {
      return declared == null ? column : column.cast(declaredType(name, declared)).as(name);
    }
    if (text && isNumber(declared)) {
      Column key = functions.concat_ws(", ", ids()).cast(DataTypes.StringType);
      Column parsed =
          udf(new CellParser(name, new HashSet<>(source.missing())), DataTypes.DoubleType)
              .apply(column, key);
      return parsed.as(name);
    }
    if (declared == null || text) {
      return withoutMarkers(column, is).as(name);
    }
    return column.cast(declaredType(name, declared)).as(name);
  }

  /** Numeric markers, such as -999, in columns that are numbers already. */
  private Column withoutMarkers(Column column, DataType is) {
    Column result = column;
    if (!(is instanceof StringType)) {
      for (String marker : source.missing()) {
        try {
          double value = Double.parseDouble(marker);
          result = functions.when(column.equalTo(value), null).otherwise(result);
        } catch (NumberFormatException e) {
          // A word cannot stand in a column of numbers.
        }
      }
    }
    return result;
  }

  /** Text columns of CSV and JSON are numbers unless declared otherwise. */
  private boolean isNumber(String declared) {
    if (declared == null) {
      return source.format().equals("csv") || source.format().equals("json");
    }
    String type = declared.toLowerCase(Locale.ROOT);
    return Set.of("double", "float", "int", "integer", "long", "bigint", "short", "byte", "number")
            .contains(type)
        || type.startsWith("decimal");
  }

  private Column[] ids() {
    return source.id().stream().map(id -> col(quoted(id))).toArray(Column[]::new);
  }

  private static DataType declaredType(String name, String declared) {
    String sql =
        Map.of("integer", "int", "long", "bigint", "number", "double", "text", "string")
            .getOrDefault(declared.toLowerCase(Locale.ROOT), declared);
    try {
      return DataType.fromDDL(sql);
    } catch (Exception e) {
      throw new FederationException(
          ErrorCode.USER,
          "types."
              + name
              + " must be a Spark SQL type such as double or int. Provided value: "
              + declared,
          e);
    }
  }

  private String require(String name, List<String> present, String key) {
    if (!present.contains(name)) {
      throw FederationException.user(
          "%s has no column '%s' (data.%s)%s",
          source.path() == null ? "the source" : source.path(),
          name,
          key,
          NearestName.hint(name, present));
    }
    return name;
  }

  private void requireDistinct(List<String> present) {
    Set<String> seen = new HashSet<>();
    for (String name : present) {
      if (!seen.add(name)) {
        throw FederationException.user("%s has two columns named '%s'", source.path(), name);
      }
    }
  }

  private static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }
}
