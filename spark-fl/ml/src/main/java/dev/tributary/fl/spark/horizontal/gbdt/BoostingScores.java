package dev.tributary.fl.spark.horizontal.gbdt;

import dev.tributary.fl.horizontal.gbdt.BoostedModel;
import dev.tributary.fl.horizontal.gbdt.BoostedScorer;
import dev.tributary.fl.spark.horizontal.FeatureColumns;
import dev.tributary.fl.spark.horizontal.ScoreColumns;
import dev.tributary.fl.spark.horizontal.ScoreColumns.Scores;
import dev.tributary.fl.training.Objective;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The columns that boosted trees add to rows. */
final class BoostingScores {
  private BoostingScores() {}

  /** The schema with these columns. */
  static StructType append(StructType schema, BoostingParams<?> stage, String objective) {
    return ScoreColumns.append(schema, stage, Objective.OF_CLASSES.contains(objective));
  }

  /** The rows with these columns, lazily. */
  static Dataset<Row> add(Dataset<Row> rows, BoostingParams<?> stage, BoostedModel model) {
    BoostedScorer scorer = new BoostedScorer(model);
    boolean classes = Objective.OF_CLASSES.contains(model.objective());
    return ScoreColumns.add(
        rows,
        stage,
        classes,
        FeatureColumns.row(model.features()),
        row -> scores(scorer, classes, row));
  }

  /** Trees take missing values. */
  private static Scores scores(BoostedScorer scorer, boolean classes, Row row) {
    double[] values = new double[row.size()];
    for (int j = 0; j < values.length; j++) {
      values[j] = row.isNullAt(j) ? Double.NaN : row.getDouble(j);
    }
    double[] raw = scorer.rawScores(values);
    double[] predicted = scorer.predict(raw);
    return classes ? Scores.classes(raw, predicted) : Scores.number(predicted[0]);
  }
}
