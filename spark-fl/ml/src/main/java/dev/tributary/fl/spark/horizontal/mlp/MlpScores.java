package dev.tributary.fl.spark.horizontal.mlp;

import dev.tributary.fl.horizontal.mlp.MlpModel;
import dev.tributary.fl.horizontal.mlp.MlpObjective;
import dev.tributary.fl.spark.horizontal.FeatureColumns;
import dev.tributary.fl.spark.horizontal.ScoreColumns;
import dev.tributary.fl.spark.horizontal.ScoreColumns.Scores;
import java.util.Arrays;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The columns that a perceptron adds to rows; null where a feature is missing. */
final class MlpScores {
  private MlpScores() {}

  /** The schema with these columns. */
  static StructType append(StructType schema, MlpParams<?> stage, String objective) {
    boolean classes = new MlpObjective(objective, 2).isClassification();
    return ScoreColumns.append(schema, stage, classes);
  }

  /** The rows with these columns, lazily. */
  static Dataset<Row> add(Dataset<Row> rows, MlpParams<?> stage, MlpModel model) {
    boolean classes = model.fitted().isClassification();
    return ScoreColumns.add(
        rows,
        stage,
        classes,
        FeatureColumns.row(model.features()),
        row -> scores(model, classes, FeatureColumns.values(row)));
  }

  private static Scores scores(MlpModel model, boolean classes, double[] values) {
    if (values == null) {
      return null;
    }
    double[] raw = model.raw(values);
    double[] predicted = model.predict(raw);
    return classes
        ? new Scores(centred(raw), predicted, Vectors.dense(raw).argmax())
        : Scores.number(predicted[0]);
  }

  /**
   * Less their mean, which no probability depends on: with two classes an evaluator reads the
   * second alone, which then ranks rows as their probabilities do.
   */
  private static double[] centred(double[] raw) {
    double mean = Arrays.stream(raw).sum() / raw.length;
    return Arrays.stream(raw).map(output -> output - mean).toArray();
  }
}
