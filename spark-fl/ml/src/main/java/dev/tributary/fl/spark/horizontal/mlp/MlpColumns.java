package dev.tributary.fl.spark.horizontal.mlp;

import dev.tributary.fl.spark.horizontal.FeatureColumns;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** What a training and a judgement read of a table. */
final class MlpColumns {
  private MlpColumns() {}

  /** Features, label, weight, and no offset. */
  static Dataset<Row> of(Dataset<Row> table, MlpParams<?> stage, List<String> features) {
    return FeatureColumns.labelled(
        table,
        features,
        stage.getLabelCol(),
        FeatureColumns.optional(stage, stage.weightCol()),
        functions.lit(0.0));
  }

  /** Whether a row validates: what does not say so trains. */
  static Column validates(MlpParams<?> stage) {
    return FeatureColumns.marks(FeatureColumns.optional(stage, stage.validationIndicatorCol()))
        .notEqual(0.0);
  }
}
