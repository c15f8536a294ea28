package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.training.Objective;
import java.util.Arrays;

/** How well a training predicts the test rows of its federation. */
final class HeldOut {
  private HeldOut() {}

  /** AUC, accuracy, root mean square error or mean Poisson deviance, as the objective asks for. */
  static double metric(Federation f, Objective objective, TrainingResult result) {
    if (objective.classes() > 1) {
      return accuracy(f, result);
    }
    return objective.isClassification() ? auc(f, result) : loss(f, objective, result);
  }

  private static double auc(Federation f, TrainingResult result) {
    return Auc.of(result.rawScores()[0], f.labels, f.rows.testStart(), f.rows.rows());
  }

  private static double accuracy(Federation f, TrainingResult result) {
    double[][] scores = result.rawScores();
    int hits = 0;
    for (int row = f.rows.testStart(); row < f.rows.rows(); row++) {
      int best = 0;
      for (int k = 1; k < scores.length; k++) {
        best = scores[k][row] > scores[best][row] ? k : best;
      }
      hits += best == f.labels[row] ? 1 : 0;
    }
    return (double) hits / f.rows.test();
  }

  private static double loss(Federation f, Objective objective, TrainingResult result) {
    double[] ones = new double[f.labels.length];
    Arrays.fill(ones, 1);
    return objective.loss(result.rawScores(), f.labels, ones, f.rows.testStart(), f.rows.rows());
  }
}
