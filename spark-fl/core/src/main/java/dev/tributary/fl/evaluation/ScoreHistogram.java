package dev.tributary.fl.evaluation;

/**
 * How probabilities are distributed in each class, in bins of equal width of log odds {@code ln(p /
 * (1 - p))}, so that scores around 1 % are as far apart as those around 99 %.
 *
 * @param low lower edge of the first bin, in log odds
 * @param high upper edge of the last bin, above {@code low}
 * @param negative {@code [bin]} share of label 0, summing to 1
 * @param positive {@code [bin]} share of label 1, summing to 1
 */
public record ScoreHistogram(double low, double high, double[] negative, double[] positive) {
  /** Log odds of one in a million; scores beyond count there, and as far above. */
  private static final double FARTHEST = Math.log(1e6);

  private static final double LEAST_WIDTH = 0.1;

  /**
   * Bins from the lowest to the highest score, at least a tenth apart.
   *
   * @param sample labels 0 and 1, both present; scores are probabilities
   * @param bins at least 1
   */
  public static ScoreHistogram of(Sample sample, int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("bins must be at least 1. Provided value: " + bins);
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double s : sample.score()) {
      low = Math.min(low, logOdds(s));
      high = Math.max(high, logOdds(s));
    }
    high = Math.max(high, low + LEAST_WIDTH);
    double[][] share = new double[2][bins];
    double[] total = new double[2];
    for (int r = 0; r < sample.rows(); r++) {
      double place = (logOdds(sample.score()[r]) - low) / (high - low);
      int bin = (int) Math.min(bins - 1, place * bins);
      int label = (int) sample.label()[r];
      share[label][bin] += sample.weight()[r];
      total[label] += sample.weight()[r];
    }
    for (int label = 0; label < 2; label++) {
      for (int b = 0; b < bins; b++) {
        share[label][b] /= total[label];
      }
    }
    return new ScoreHistogram(low, high, share[0], share[1]);
  }

  public int bins() {
    return negative.length;
  }

  private static double logOdds(double p) {
    return Math.max(-FARTHEST, Math.min(FARTHEST, Math.log(p / (1 - p))));
  }
}
