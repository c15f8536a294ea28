package dev.tributary.fl.training;

import dev.tributary.protocol.FederationException;

/**
 * Softmax log loss, {@code p_k = exp(s_k - m) / sum_j exp(s_j - m)} with {@code m} the largest
 * score, {@code g_k = p_k - [y = k]}, {@code h_k = p_k (1 - p_k)}.
 *
 * @param classes {@link #CLASSES}
 */
public record MulticlassObjective(int classes) implements Objective, Target.OfClasses {
  static final String NAME = "multiclass";

  /** Most classes; every one is a tree per round. */
  public static final int MAX_CLASSES = 100;

  /** How many classes there are. */
  public static final Parameter<Integer> CLASSES =
      Parameter.whole(
          "classes",
          "numClasses",
          "multiclass: how many classes",
          Range.between(2, MAX_CLASSES),
          2);

  public MulticlassObjective {
    CLASSES.require(classes);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int outputs() {
    return classes;
  }

  @Override
  public void checkTraining(double[] labels, int training) {
    int[] count = new int[classes];
    for (int row = 0; row < training; row++) {
      count[(int) labels[row]]++;
    }
    for (int k = 0; k < classes; k++) {
      if (count[k] == 0) {
        throw FederationException.user(
            "objective multiclass has %d classes, but no training row has label %d; renumber the"
                + " labels or check the split",
            classes, k);
      }
    }
  }

  @Override
  public double[] baseScores(double[] labels, double[] weights, int training) {
    return new double[classes];
  }

  @Override
  public void derivatives(
      double[][] scores,
      double[] labels,
      double[] weights,
      int rows,
      double[][] gradients,
      double[][] hessians) {
    double[] p = new double[classes];
    for (int row = 0; row < rows; row++) {
      softmax(scores, row, p);
      for (int k = 0; k < classes; k++) {
        double hit = labels[row] == k ? 1 : 0;
        gradients[k][row] = weights[row] * (p[k] - hit);
        hessians[k][row] = weights[row] * p[k] * (1 - p[k]);
      }
    }
  }

  @Override
  public double loss(double[][] scores, double[] labels, double[] weights, int from, int to) {
    double sum = 0;
    double total = 0;
    for (int row = from; row < to; row++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < classes; k++) {
        most = Math.max(most, scores[k][row]);
      }
      double norm = 0;
      for (int k = 0; k < classes; k++) {
        norm += Math.exp(scores[k][row] - most);
      }
      sum += weights[row] * (most + Math.log(norm) - scores[(int) labels[row]][row]);
      total += weights[row];
    }
    return sum / total;
  }

  @Override
  public double rowLoss(double[] rawScores, double label) {
    double most = Double.NEGATIVE_INFINITY;
    for (double s : rawScores) {
      most = Math.max(most, s);
    }
    double norm = 0;
    for (double s : rawScores) {
      norm += Math.exp(s - most);
    }
    return most + Math.log(norm) - rawScores[(int) label];
  }

  @Override
  public String lossName() {
    return "logloss";
  }

  @Override
  public double derivativeBound(double[] labels, double[] baseScores, int training) {
    return 1;
  }

  @Override
  public double[] predict(double[] rawScores) {
    double[][] column = new double[classes][];
    for (int k = 0; k < classes; k++) {
      column[k] = new double[] {rawScores[k]};
    }
    double[] p = new double[classes];
    softmax(column, 0, p);
    return p;
  }

  private static void softmax(double[][] scores, int row, double[] p) {
    double most = Double.NEGATIVE_INFINITY;
    for (double[] s : scores) {
      most = Math.max(most, s[row]);
    }
    double norm = 0;
    for (int k = 0; k < p.length; k++) {
      p[k] = Math.exp(scores[k][row] - most);
      norm += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= norm;
    }
  }
}
