package dev.tributary.fl.spark.horizontal.glm;

import dev.tributary.fl.spark.horizontal.FeatureColumns;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a fit and a judgement read of a table. */
final class GlmColumns {
  private GlmColumns() {}

  /** Features, label, weight and offset. */
  static Dataset<Row> of(Dataset<Row> table, GlmParams<?> stage, List<String> features) {
    return FeatureColumns.labelled(
        table,
        features,
        stage.getLabelCol(),
        FeatureColumns.optional(stage, stage.weightCol()),
        FeatureColumns.number(FeatureColumns.optional(stage, stage.offsetCol()), 0));
  }
}
