package dev.tributary.fl.evaluation;

/** What one model achieves on one set of rows. */
public sealed interface Evaluation
    permits BinaryEvaluation, RegressionEvaluation, PoissonEvaluation, MulticlassEvaluation {

  /** Rows that were scored, whatever their weights. */
  int rows();
}
