package dev.tributary.fl.training;

import dev.tributary.fl.evaluation.Judge;
import dev.tributary.protocol.FederationException;
import java.util.Locale;
import java.util.Optional;

/**
 * Logistic loss, {@code p = 1 / (1 + exp(-s))}, {@code g = p - y}, {@code h = p (1 - p)}.
 *
 * <p>Boosting starts from the log odds of the training labels. Rare positives then have small sums
 * of derivatives from the first tree on, which leaves encrypted sums more room for noise, and no
 * tree is spent on the intercept.
 *
 * <p>Loss in the stable form {@code max(s, 0) - y s + log1p(exp(-|s|))}.
 */
record BinaryObjective() implements Objective {
  static final String NAME = "binary";

  private static final int FEW_EVENTS = 100;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int classes() {
    return 1;
  }

  @Override
  public boolean isClassification() {
    return true;
  }

  @Override
  public LabelDomain domain() {
    return LabelDomain.classes(2);
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

  @Override
  public String predicts() {
    return "the probability of label 1";
  }

  @Override
  public Judge judge() {
    return Judge.BINARY;
  }

  @Override
  public boolean hasPositives() {
    return true;
  }

  @Override
  public int labelsToJudge() {
    return 2;
  }

  @Override
  public String describe(double mean, long rows) {
    return String.format(
        Locale.ROOT, "%.2f %% of the rows (%,.0f) have label 1", 100 * mean, mean * rows);
  }

  @Override
  public Optional<String> doubt(double mean, long rows) {
    return mean * rows < FEW_EVENTS
        ? Optional.of(
            String.format(
                Locale.ROOT, "only %.0f rows have label 1: too few to learn from", mean * rows))
        : Optional.empty();
  }

  private static double sigmoid(double s) {
    if (s >= 0) {
      return 1 / (1 + Math.exp(-s));
    }
    double e = Math.exp(s);
    return e / (1 + e);
  }
}
