package dev.tributary.fl.spark.horizontal.gbdt;

import dev.tributary.fl.spark.horizontal.FeatureColumns;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What training and a judgement read of a table. */
final class BoostingColumns {
  private BoostingColumns() {}

  /**
   * Features, label, weight, and 1 for rows that validate: what does not say so trains.
   *
   * @param features names, in the order of the model
   */
  static Dataset<Row> of(Dataset<Row> table, BoostingParams<?> stage, List<String> features) {
    return FeatureColumns.labelled(
        table,
        features,
        stage.getLabelCol(),
        FeatureColumns.optional(stage, stage.weightCol()),
        FeatureColumns.marks(FeatureColumns.optional(stage, stage.validationIndicatorCol())));
  }
}
