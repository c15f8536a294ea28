package dev.tributary.fl.spark.horizontal;

import dev.tributary.fl.horizontal.columns.ColumnKind;
import dev.tributary.fl.horizontal.columns.ColumnList;
import dev.tributary.fl.horizontal.columns.SharedColumns;
import dev.tributary.fl.horizontal.rows.FeatureCheck;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.spark.stage.Schemas;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns that stages learn from, as doubles. */
public final class FeatureColumns {
  private FeatureColumns() {}

  /** Refuses a table without the features, with some that are no numbers, and none at all. */
  public static void require(StructType schema, String... features) {
    if (features.length == 0) {
      throw FederationException.user("set featureCols before fit");
    }
    if (Arrays.stream(features).distinct().count() != features.length) {
      throw FederationException.user(
          "featureCols must be different. Provided value: %s", Arrays.toString(features));
    }
    for (String feature : features) {
      Schemas.requireNumeric(schema, feature, "featureCols");
    }
  }

  /**
   * The features in an order that all parties share, once all have told theirs and the terms.
   *
   * @param terms what else must be equal at all parties
   */
  public static List<String> agree(
      FederatedSession session, StructType schema, String[] features, String terms) {
    return SharedColumns.agree(session, new ColumnList(kinds(schema, features), terms));
  }

  /** What kind each feature is of. */
  public static Map<String, ColumnKind> kinds(StructType schema, String... features) {
    Map<String, ColumnKind> kinds = new LinkedHashMap<>();
    for (String name : features) {
      boolean truth = schema.apply(name).dataType() instanceof BooleanType;
      kinds.put(name, truth ? ColumnKind.TRUTH : ColumnKind.NUMBER);
    }
    return kinds;
  }

  /** The party's rows, checked, with executors. */
  public static SparkRowBlocks rows(Dataset<Row> table, List<String> features) {
    Stream<Column> unlabelled = Stream.of(0.0, 1.0, 0.0).map(functions::lit);
    return SparkRowBlocks.of(
        select(table, features, unlabelled).javaRDD(), new FeatureCheck(features));
  }

  /** The features and more columns behind them, such as label and weight. */
  public static Dataset<Row> select(
      Dataset<Row> table, List<String> features, Stream<Column> more) {
    return table.select(Stream.concat(numbers(features), more).toArray(Column[]::new));
  }

  /**
   * Features, label, weight (1 without one) and one column more.
   *
   * @param features names, in the order of the model
   */
  public static Dataset<Row> labelled(
      Dataset<Row> table,
      List<String> features,
      String label,
      Optional<String> weight,
      Column more) {
    return select(table, features, Stream.of(number(label), number(weight, 1), more));
  }

  /** Not 0 for rows that a column marks; 0 for all others, and all without one. */
  public static Column marks(Optional<String> name) {
    return functions.coalesce(number(name, 0), functions.lit(0.0));
  }

  /** The name of a column that may be unset. */
  public static Optional<String> optional(Params stage, Param<String> column) {
    return stage.isDefined(column) && !stage.getOrDefault(column).isEmpty()
        ? Optional.of(stage.getOrDefault(column))
        : Optional.empty();
  }

  /** Refuses what is no number in a column that may be unset. */
  public static void requireOptional(StructType schema, Params stage, Param<String> column) {
    optional(stage, column).ifPresent(name -> Schemas.requireNumeric(schema, name, column.name()));
  }

  /** A column as doubles. */
  public static Column number(String name) {
    return Schemas.column(name).cast(DataTypes.DoubleType);
  }

  /** A column as doubles, or what every row has without it. */
  public static Column number(Optional<String> name, double otherwise) {
    return name.map(FeatureColumns::number).orElse(functions.lit(otherwise));
  }

  /** The features of a row as one struct of doubles. */
  public static Column row(List<String> features) {
    return functions.struct(numbers(features).toArray(Column[]::new));
  }

  private static Stream<Column> numbers(List<String> features) {
    return features.stream().map(FeatureColumns::number);
  }

  /** The numbers of such a struct; null if one is missing. */
  public static double[] values(Row row) {
    double[] values = new double[row.size()];
    for (int j = 0; j < values.length; j++) {
      values[j] = row.isNullAt(j) ? Double.NaN : row.getDouble(j);
      if (Double.isNaN(values[j])) {
        return null;
      }
    }
    return values;
  }
}
