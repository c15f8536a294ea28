package dev.tributary.fl.training;

import dev.tributary.protocol.FederationException;

/**
 * Logistic loss, {@code p = 1 / (1 + exp(-s))}, {@code g = p - y}, {@code h = p (1 - p)}.
 *
 * <p>Boosting starts from the log odds of the training labels. Rare positives then have small sums
 * of derivatives from the first tree on, which leaves encrypted sums more room for noise, and no
 * tree is spent on the intercept.
 *
 * <p>Loss in the stable form {@code max(s, 0) - y s + log1p(exp(-|s|))}.
 */
record BinaryObjective() implements Objective, Target.OfPair {
  static final String NAME = "binary";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void checkTraining(double[] labels, int training) {
    int positives = 0;
    for (int row = 0; row < training; row++) {
      positives += labels[row] == 1 ? 1 : 0;
    }
    if (positives == 0 || positives == training) {
      throw FederationException.user(
          "objective binary needs both classes, but all %d training rows have label %d; check the"
              + " label column and the split",
          training, positives == 0 ? 0 : 1);
    }
  }

  @Override
  public double[] baseScores(double[] labels, double[] weights, int training) {
    double positive = 0;
    double total = 0;
    for (int row = 0; row < training; row++) {
      positive += weights[row] * labels[row];
      total += weights[row];
    }
    if (!(positive > 0 && positive < total)) {
      throw FederationException.user(
          "objective binary needs both classes, but one has no weight in the training rows; check"
              + " the weight column");
    }
    // The same at all parties of a training, whatever their machines.
    return new double[] {StrictMath.log(positive / (total - positive))};
  }

  @Override
  public void derivatives(
      double[][] scores,
      double[] labels,
      double[] weights,
      int rows,
      double[][] gradients,
      double[][] hessians) {
    double[] s = scores[0];
    for (int row = 0; row < rows; row++) {
      double p = sigmoid(s[row]);
      gradients[0][row] = weights[row] * (p - labels[row]);
      hessians[0][row] = weights[row] * p * (1 - p);
    }
  }

  @Override
  public double loss(double[][] scores, double[] labels, double[] weights, int from, int to) {
    double sum = 0;
    double total = 0;
    for (int row = from; row < to; row++) {
      sum += weights[row] * rowLoss(scores[0][row], labels[row]);
      total += weights[row];
    }
    return sum / total;
  }

  @Override
  public double rowLoss(double[] rawScores, double label) {
    return rowLoss(rawScores[0], label);
  }

  private static double rowLoss(double s, double label) {
    return Math.max(s, 0) - label * s + Math.log1p(Math.exp(-Math.abs(s)));
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
    return new double[] {sigmoid(rawScores[0])};
  }

  private static double sigmoid(double s) {
    if (s >= 0) {
      return 1 / (1 + Math.exp(-s));
    }
    double e = Math.exp(s);
    return e / (1 + e);
  }
}
