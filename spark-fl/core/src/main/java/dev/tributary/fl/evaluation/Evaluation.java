package dev.tributary.fl.evaluation;

import java.util.Map;

/** What one model achieves on one set of rows. */
public sealed interface Evaluation
    permits BinaryEvaluation, RegressionEvaluation, PoissonEvaluation, MulticlassEvaluation {

  /** Rows that were scored, whatever their weights. */
  int rows();

  /** Its metrics, the one that decides first. */
  Map<Metric, Double> metrics();
}
