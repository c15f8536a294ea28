package dev.tributary.fl.training;

import dev.tributary.fl.evaluation.Judge;

/** Half the squared error: {@code g = s - y}, {@code h = 1}; base score is the mean. */
record SquaredErrorObjective() implements Objective, Target.OfNumbers {
  static final String NAME = "squared-error";

  /**
   * A boosted score may leave the range of the labels, since a leaf adds the mean residual of its
   * rows to each of them. Residuals beyond 16 times the first ones saturate in the fixed point.
   */
  private static final double HEADROOM = 16;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public NoiseUnit noiseUnit() {
    return NoiseUnit.RESIDUAL;
  }

  @Override
  public LabelDomain domain() {
    return new LabelDomain("finite numbers", -Double.MAX_VALUE, Double.MAX_VALUE, 0, 2);
  }

  @Override
  public double[] baseScores(double[] labels, double[] weights, int training) {
    return new double[] {Labels.finiteMean(name(), labels, weights, training)};
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
      gradients[0][row] = weights[row] * (scores[0][row] - labels[row]);
      hessians[0][row] = weights[row];
    }
  }

  @Override
  public double loss(double[][] scores, double[] labels, double[] weights, int from, int to) {
    double sum = 0;
    double total = 0;
    for (int row = from; row < to; row++) {
      double error = scores[0][row] - labels[row];
      sum += weights[row] * error * error;
      total += weights[row];
    }
    return Math.sqrt(sum / total);
  }

  @Override
  public double rowLoss(double[] rawScores, double label) {
    double error = rawScores[0] - label;
    return error * error;
  }

  @Override
  public double lossOfMean(double mean) {
    return Math.sqrt(mean);
  }

  @Override
  public String lossName() {
    return "rmse";
  }

  @Override
  public double derivativeBound(double[] labels, double[] baseScores, int training) {
    double most = 1.0 / HEADROOM;
    for (int row = 0; row < training; row++) {
      most = Math.max(most, Math.abs(labels[row] - baseScores[0]));
    }
    return HEADROOM * most;
  }

  @Override
  public double[] predict(double[] rawScores) {
    return rawScores.clone();
  }

  @Override
  public String predicts() {
    return "a number, by least squares";
  }

  @Override
  public Judge judge() {
    return Judge.NUMBERS;
  }
}
