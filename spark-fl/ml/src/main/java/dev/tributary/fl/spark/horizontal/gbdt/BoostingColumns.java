package dev.tributary.fl.spark.horizontal.gbdt;

import dev.tributary.fl.spark.stage.Schemas;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns of a table that a stage reads, as doubles. */
final class BoostingColumns {
  private BoostingColumns() {}

  /** Refuses a table without the features, or with some that are no numbers. */
  static void require(StructType schema, String... features) {
    if (Arrays.stream(features).distinct().count() != features.length) {
      throw FederationException.user(
          "featureCols must be different. Provided value: %s", Arrays.toString(features));
    }
    for (String feature : features) {
      Schemas.requireNumeric(schema, feature, "featureCols");
    }
  }

  /** The name of a column that may be unset. */
  static Optional<String> optional(BoostingParams<?> stage, Param<String> column) {
    return stage.isDefined(column) && !stage.getOrDefault(column).isEmpty()
        ? Optional.of(stage.getOrDefault(column))
        : Optional.empty();
  }

  static Column numbers(String column) {
    return Schemas.column(column).cast(DataTypes.DoubleType);
  }

  /**
   * Features, label, weight, and 1 for rows that validate: what does not say so trains.
   *
   * @param features names, in the order of the model
   */
  static Dataset<Row> of(Dataset<Row> table, BoostingParams<?> stage, List<String> features) {
    List<Column> columns = new ArrayList<>();
    features.forEach(feature -> columns.add(numbers(feature)));
    columns.add(numbers(stage.getLabelCol()));
    columns.add(
        optional(stage, stage.weightCol())
            .map(BoostingColumns::numbers)
            .orElse(functions.lit(1.0)));
    columns.add(
        optional(stage, stage.validationIndicatorCol())
            .map(name -> functions.coalesce(numbers(name), functions.lit(0.0)))
            .orElse(functions.lit(0.0)));
    return table.select(columns.toArray(Column[]::new));
  }
}
