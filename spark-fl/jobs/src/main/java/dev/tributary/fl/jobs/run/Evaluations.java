package dev.tributary.fl.jobs.run;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.evaluation.BinaryEvaluation;
import dev.tributary.fl.evaluation.Evaluation;
import dev.tributary.fl.evaluation.MulticlassEvaluation;
import dev.tributary.fl.evaluation.PoissonEvaluation;
import dev.tributary.fl.evaluation.RegressionEvaluation;
import dev.tributary.fl.evaluation.Sample;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.SplitEvaluations;
import dev.tributary.fl.tree.Objective;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Judges a model's predictions on every set of rows. */
final class Evaluations {
  private final JobFile job;
  private final RowOrder order;
  private final LabelValues values;

  Evaluations(JobFile job, RowOrder order, LabelValues values) {
    this.job = job;
    this.order = order;
    this.values = values;
  }

  /**
   * Predictions from raw scores.
   *
   * @param rawScores {@code [class][row]}
   * @return {@code [row][output]}: one output per class, or one
   */
  static double[][] predictions(Objective objective, double[][] rawScores) {
    double[][] predictions = new double[rawScores[0].length][];
    double[] raw = new double[rawScores.length];
    for (int row = 0; row < predictions.length; row++) {
      for (int c = 0; c < raw.length; c++) {
        raw[c] = rawScores[c][row];
      }
      predictions[row] = objective.predict(raw);
    }
    return predictions;
  }

  /** One evaluation per set that has rows. */
  SplitEvaluations of(double[][] predictions) {
    Map<String, Evaluation> bySplit = new LinkedHashMap<>();
    bySplit.put(SplitEvaluations.TRAIN, evaluate(predictions, 0, order.training()));
    if (order.validation() > 0) {
      bySplit.put(
          SplitEvaluations.VALIDATION,
          evaluate(predictions, order.validationStart(), order.testStart()));
    }
    if (order.test() > 0) {
      bySplit.put(SplitEvaluations.TEST, evaluate(predictions, order.testStart(), order.rows()));
    }
    return new SplitEvaluations(bySplit);
  }

  private Evaluation evaluate(double[][] predictions, int from, int to) {
    return of(
        job,
        Arrays.copyOfRange(predictions, from, to),
        values.labels(from, to),
        values.weights(from, to));
  }

  /**
   * Judges predictions of some rows.
   *
   * @param predictions {@code [row][output]}
   * @param labels by row, none missing
   * @param weights by row
   */
  static Evaluation of(JobFile job, double[][] predictions, double[] labels, double[] weights) {
    if (job.train().treesPerRound() > 1) {
      return MulticlassEvaluation.of(predictions, labels, weights);
    }
    double[] scores = Arrays.stream(predictions).mapToDouble(row -> row[0]).toArray();
    Sample sample = new Sample(scores, labels, weights);
    return switch (job.train().objective()) {
      case SQUARED_ERROR -> RegressionEvaluation.of(sample);
      case POISSON -> PoissonEvaluation.of(sample);
      default ->
          BinaryEvaluation.of(
              sample,
              job.evaluate().topFractions().stream().mapToDouble(Double::doubleValue).toArray());
    };
  }
}
