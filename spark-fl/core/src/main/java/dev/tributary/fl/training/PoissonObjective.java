package dev.tributary.fl.training;

import dev.tributary.fl.evaluation.Judge;
import dev.tributary.fl.evaluation.UnitDeviance;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;

/**
 * Poisson regression with a log link, {@code mu = exp(s)}: {@code g = mu - y}, {@code h = mu}; base
 * score is the log of the mean. The loss is the mean unit deviance {@code 2 (y log(y / mu) - y +
 * mu)}.
 */
record PoissonObjective() implements Objective, Target.OfNumbers {
  static final String NAME = "poisson";

  /** Means beyond 64 times the largest label saturate in the fixed point. */
  private static final double HEADROOM = 64;

  /** Scores are cut here so that means stay finite. */
  private static final double MAX_SCORE = 100;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public LabelDomain domain() {
    return new LabelDomain("at least 0 and at most 1e9", 0, 1e9, 0, 1);
  }

  @Override
  public void checkTraining(double[] labels, int training) {
    if (Arrays.stream(labels, 0, training).max().orElse(0) == 0) {
      throw FederationException.user(
          "objective poisson needs a label above 0, but all %d training rows have 0; check the"
              + " label column and the split",
          training);
    }
  }

  @Override
  public double[] baseScores(double[] labels, double[] weights, int training) {
    double mean = Labels.finiteMean(name(), labels, weights, training);
    if (!(mean > 0)) {
      throw FederationException.user(
          "objective poisson needs a label above 0 in a row that trains and weighs something, but"
              + " all have 0; check the label column, the weights and the split");
    }
    // The same at all parties of a training, whatever their machines.
    return new double[] {StrictMath.log(mean)};
  }

  @Override
  public double hessianAtMean(double labelMean) {
    return labelMean;
  }

  @Override
  public void derivatives(
      double[][] scores,
      double[] labels,
      double[] weights,
      int rows,
      double[][] gradients,
      double[][] hessians) {
    for (int row = 0; row < rows; row++) {
      double mean = mean(scores[0][row]);
      gradients[0][row] = weights[row] * (mean - labels[row]);
      hessians[0][row] = weights[row] * mean;
    }
  }

  @Override
  public double loss(double[][] scores, double[] labels, double[] weights, int from, int to) {
    double sum = 0;
    double total = 0;
    for (int row = from; row < to; row++) {
      sum += weights[row] * UnitDeviance.of(1, labels[row], mean(scores[0][row]));
      total += weights[row];
    }
    return sum / total;
  }

  @Override
  public double rowLoss(double[] rawScores, double label) {
    return UnitDeviance.of(1, label, mean(rawScores[0]));
  }

  @Override
  public String lossName() {
    return "deviance";
  }

  @Override
  public double derivativeBound(double[] labels, double[] baseScores, int training) {
    double most = 1;
    for (int row = 0; row < training; row++) {
      most = Math.max(most, labels[row]);
    }
    return HEADROOM * most;
  }

  @Override
  public double[] predict(double[] rawScores) {
    return new double[] {mean(rawScores[0])};
  }

  @Override
  public String predicts() {
    return "a mean count";
  }

  @Override
  public Judge judge() {
    return Judge.COUNTS;
  }

  private static double mean(double score) {
    return Math.exp(Math.min(score, MAX_SCORE));
  }
}
