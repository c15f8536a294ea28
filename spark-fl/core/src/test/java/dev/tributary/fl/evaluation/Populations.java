package dev.tributary.fl.evaluation;

import java.util.List;
import java.util.Random;

/** People whose scores are normal in each class, for which the true metrics are known. */
final class Populations {
  private Populations() {}

  /**
   * Two models, correlated 0.6 within a class; scores of label 1 lie {@code gap} standard
   * deviations higher.
   *
   * @param rate probability of label 1
   * @param weights all 1, or log-normal and independent of everything
   * @return the better one and the other
   */
  static List<ModelScores> draw(
      long seed, int rows, double rate, double gap, double otherGap, Weights weights) {
    Random random = new Random(seed);
    double[] label = new double[rows];
    double[] weight = new double[rows];
    double[][] score = new double[2][rows];
    for (int r = 0; r < rows; r++) {
      label[r] = random.nextDouble() < rate ? 1 : 0;
      double shared = random.nextGaussian();
      double own = 0.6 * shared + 0.8 * random.nextGaussian();
      score[0][r] = logistic(own + gap * label[r]);
      score[1][r] = logistic(shared + otherGap * label[r]);
      weight[r] = weights == Weights.EVEN ? 1 : Math.exp(0.5 * random.nextGaussian());
    }
    return List.of(
        new ModelScores(new double[][] {score[0]}, label, weight),
        new ModelScores(new double[][] {score[1]}, label, weight));
  }

  enum Weights {
    EVEN,
    UNEVEN
  }

  static double auc(double gap) {
    return normal(gap / Math.sqrt(2));
  }

  /** Distance of the distribution functions halfway between both means. */
  static double ks(double gap) {
    return 2 * normal(gap / 2) - 1;
  }

  /** Share of label 1 among the best {@code fraction}. */
  static double hitRate(double gap, double rate, double fraction) {
    double low = -10;
    double high = 10;
    for (int i = 0; i < 100; i++) {
      double cut = (low + high) / 2;
      double above = rate * normal(gap - cut) + (1 - rate) * normal(-cut);
      low = above > fraction ? cut : low;
      high = above > fraction ? high : cut;
    }
    return rate * normal(gap - low) / fraction;
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(4 - x));
  }

  /** Distribution function of the standard normal, by its power series. */
  static double normal(double x) {
    double term = x;
    double sum = x;
    for (int k = 1; k < 200; k++) {
      term *= x * x / (2 * k + 1);
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
