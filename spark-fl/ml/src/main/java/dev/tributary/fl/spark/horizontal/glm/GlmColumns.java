package dev.tributary.fl.spark.horizontal.glm;

import dev.tributary.fl.spark.horizontal.FeatureColumns;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a fit and a judgement read of a table. */
final class GlmColumns {
  private GlmColumns() {}

  /** Features, label, weight and offset. */
  static Dataset<Row> of(Dataset<Row> table, GlmParams<?> stage) {
    return FeatureColumns.select(
        table,
        List.of(stage.getFeatureCols()),
        Stream.of(
            FeatureColumns.number(stage.getLabelCol()),
            FeatureColumns.number(FeatureColumns.optional(stage, stage.weightCol()), 1),
            FeatureColumns.number(FeatureColumns.optional(stage, stage.offsetCol()), 0)));
  }
}
