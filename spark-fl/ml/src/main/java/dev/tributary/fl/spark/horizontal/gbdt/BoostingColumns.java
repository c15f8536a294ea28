package dev.tributary.fl.spark.horizontal.gbdt;

import dev.tributary.fl.spark.horizontal.FeatureColumns;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** What training and a judgement read of a table. */
final class BoostingColumns {
  private BoostingColumns() {}

  /**
   * Features, label, weight, and 1 for rows that validate: what does not say so trains.
   *
   * @param features names, in the order of the model
   */
  static Dataset<Row> of(Dataset<Row> table, BoostingParams<?> stage, List<String> features) {
    Column validates =
        FeatureColumns.number(FeatureColumns.optional(stage, stage.validationIndicatorCol()), 0);
    return FeatureColumns.select(
        table,
        features,
        Stream.of(
            FeatureColumns.number(stage.getLabelCol()),
            FeatureColumns.number(FeatureColumns.optional(stage, stage.weightCol()), 1),
            functions.coalesce(validates, functions.lit(0.0))));
  }
}
