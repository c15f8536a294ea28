package dev.tributary.fl.evaluation;

/**
 * How scores are distributed in each class, in bins of equal width.
 *
 * @param low lower edge of the first bin
 * @param high upper edge of the last bin, above {@code low}
 * @param negative {@code [bin]} share of label 0, summing to 1
 * @param positive {@code [bin]} share of label 1, summing to 1
 */
public record ScoreHistogram(double low, double high, double[] negative, double[] positive) {

  /**
   * Bins from the lowest to the highest score; one score only gives a bin of width 1e-9.
   *
   * @param sample labels 0 and 1, both present
   * @param bins at least 1
   */
  public static ScoreHistogram of(Sample sample, int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("bins must be at least 1. Provided value: " + bins);
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double s : sample.score()) {
      low = Math.min(low, s);
      high = Math.max(high, s);
    }
    high = Math.max(high, low + Math.max(1e-9, Math.ulp(low)));
    double[][] share = new double[2][bins];
    double[] total = new double[2];
    for (int r = 0; r < sample.rows(); r++) {
      int bin = (int) Math.min(bins - 1, (sample.score()[r] - low) / (high - low) * bins);
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
}
