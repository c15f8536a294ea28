package dev.tributary.fl.spark.horizontal.glm;

import static org.apache.spark.sql.functions.struct;

import dev.tributary.fl.horizontal.glm.GlmModel;
import dev.tributary.fl.horizontal.glm.GlmObjective;
import dev.tributary.fl.spark.horizontal.FeatureColumns;
import dev.tributary.fl.spark.horizontal.ScoreColumns;
import dev.tributary.fl.spark.horizontal.ScoreColumns.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The columns that a linear model adds to rows; null where a feature is missing. */
final class GlmScores {
  private GlmScores() {}

  /** The schema with these columns. */
  static StructType append(StructType schema, GlmParams<?> stage, String objective) {
    boolean classes = GlmObjective.of(objective, 2, 1.5).isClassification();
    return ScoreColumns.append(schema, stage, classes);
  }

  /** The rows with these columns, lazily. */
  static Dataset<Row> add(Dataset<Row> rows, GlmParams<?> stage, GlmModel model) {
    List<Column> read = new ArrayList<>();
    model.features().forEach(feature -> read.add(FeatureColumns.number(feature)));
    read.add(FeatureColumns.number(FeatureColumns.optional(stage, stage.offsetCol()), 0));
    GlmObjective fitted = model.fitted();
    return ScoreColumns.add(
        rows,
        stage,
        fitted.isClassification(),
        struct(read.toArray(Column[]::new)),
        row -> scores(model, fitted, FeatureColumns.values(row)));
  }

  /**
   * @param values the features and the offset; null if one is missing
   */
  private static Scores scores(GlmModel model, GlmObjective fitted, double[] values) {
    if (values == null) {
      return null;
    }
    int features = values.length - 1;
    double[] eta = model.eta(Arrays.copyOf(values, features), values[features]);
    double[] predicted = fitted.predict(eta);
    return fitted.isClassification() ? Scores.classes(eta, predicted) : Scores.number(predicted[0]);
  }
}
