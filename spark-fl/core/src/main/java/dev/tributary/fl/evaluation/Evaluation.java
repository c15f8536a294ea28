package dev.tributary.fl.evaluation;

import java.util.Map;

/** What one model achieves on one set of rows. */
public sealed interface Evaluation
    permits BinaryEvaluation, RegressionEvaluation, DevianceEvaluation, MulticlassEvaluation {

  /** Rows that were scored, whatever their weights. */
  int rows();

  /** Its metrics, the one that decides first. */
  Map<Metric, Double> metrics();

  /** What a reader of evaluations makes of this one. */
  <R> R as(Cases<R> cases);

  /**
   * One method for each kind, so that whoever words or draws them does not compile without the
   * next.
   *
   * @param <R> what is made of one
   */
  interface Cases<R> {
    R binary(BinaryEvaluation evaluation);

    R regression(RegressionEvaluation evaluation);

    R means(DevianceEvaluation evaluation);

    R classes(MulticlassEvaluation evaluation);
  }
}
