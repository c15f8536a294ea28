package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Objective;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;

/**
 * How much each row counts in a training: its own weight, times {@link
 * GbtParameters#SCALE_POS_WEIGHT} where its label is 1. Whatever follows from weights (base score,
 * derivatives and their bounds, loss, early stopping) follows from these.
 */
final class RowWeights {
  private RowWeights() {}

  /**
   * Weights by row, once labels and weights are found fit for the training.
   *
   * @param labels by row
   * @param weightsOrNull by row; null for 1 each
   * @throws FederationException USER for labels or weights that cannot be trained on
   */
  static double[] of(
      Objective objective,
      TreeParameters parameters,
      RowOrder rows,
      double[] labels,
      double[] weightsOrNull) {
    if (labels.length != rows.rows()) {
      throw new IllegalArgumentException(
          "labels must be given for " + rows.rows() + " rows. Provided value: " + labels.length);
    }
    objective.checkDomain(labels, rows.testStart());
    double[] weights = weightsOrNull;
    if (weights == null) {
      weights = new double[rows.rows()];
      Arrays.fill(weights, 1);
    }
    require(rows, weights);
    return scaled(objective, parameters.scalePosWeight(), rows, labels, weights);
  }

  private static double[] scaled(
      Objective objective, double factor, RowOrder rows, double[] labels, double[] weights) {
    if (factor == 1) {
      return weights;
    }
    if (!objective.hasPositives()) {
      throw FederationException.user(
          "scale-pos-weight goes with objective: binary only, this is %s", objective.name());
    }
    double[] scaled = weights.clone();
    for (int row = 0; row < rows.testStart(); row++) {
      if (labels[row] == 1) {
        scaled[row] *= factor;
      }
    }
    require(rows, scaled);
    return scaled;
  }

  /** USER where no row that trains, or none of those that validate, weighs anything. */
  static void requireSome(RowOrder rows, double[] weights) {
    double total = sum(weights, 0, rows.training());
    double validation = sum(weights, rows.validationStart(), rows.testStart());
    if (total == 0 || (rows.validation() > 0 && validation == 0)) {
      throw FederationException.user(
          "weights are 0 for all training or all validation rows; check the weight column");
    }
  }

  static double sum(double[] weights, int from, int to) {
    double sum = 0;
    for (int row = from; row < to; row++) {
      sum += weights[row];
    }
    return sum;
  }

  private static void require(RowOrder rows, double[] weights) {
    if (weights.length != rows.rows()) {
      throw new IllegalArgumentException(
          "weights must be given for " + rows.rows() + " rows. Provided value: " + weights.length);
    }
    for (int row = 0; row < rows.testStart(); row++) {
      if (!(weights[row] >= 0 && Double.isFinite(weights[row]))) {
        throw FederationException.user(
            "weights must be finite and at least 0; row %d of the aligned data has %s",
            row, weights[row]);
      }
    }
  }
}
