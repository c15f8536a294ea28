package dev.tributary.fl.horizontal.evaluation;

import java.util.Arrays;

/**
 * Metrics of a ranking from counts in bins of scores that noise was added to, best bins last. No
 * count is cut off at zero: what noise adds to one bin it takes from another, and sums over many
 * stay right on average. Rows of a bin count as tied.
 */
final class NoisyRanking {
  private final double[] negative;
  private final double[] positive;
  private final double[] probability;
  private final double negatives;
  private final double positives;

  /**
   * @param counts {@code [bin]} of label 0, then of label 1
   * @param probability {@code [bin]} in its middle
   */
  NoisyRanking(double[] counts, double[] probability) {
    this.negative = Arrays.copyOf(counts, probability.length);
    this.positive = Arrays.copyOfRange(counts, probability.length, counts.length);
    this.probability = probability;
    this.negatives = Arrays.stream(negative).sum();
    this.positives = Arrays.stream(positive).sum();
  }

  double rows() {
    return negatives + positives;
  }

  double positives() {
    return positives;
  }

  double negatives() {
    return negatives;
  }

  double auc() {
    double below = 0;
    double won = 0;
    for (int b = 0; b < negative.length; b++) {
      won += positive[b] * (below + negative[b] / 2);
      below += negative[b];
    }
    return share(won / (positives * negatives));
  }

  double ks() {
    double apart = 0;
    double most = 0;
    for (int b = 0; b < negative.length; b++) {
      apart += negative[b] / negatives - positive[b] / positives;
      most = Math.max(most, Math.abs(apart));
    }
    return share(most);
  }

  /** As if every row had the score of the middle of its bin. */
  double logLoss() {
    double sum = 0;
    for (int b = 0; b < negative.length; b++) {
      sum -= positive[b] * Math.log(probability[b]) + negative[b] * Math.log1p(-probability[b]);
    }
    return Math.max(0, sum / rows());
  }

  /** Share of label 1 among the best-scored rows. */
  double recall(double fraction) {
    double left = fraction * rows();
    double hits = 0;
    for (int b = negative.length - 1; b >= 0; b--) {
      double all = positive[b] + negative[b];
      if (all >= left && all > 0) {
        return share((hits + left / all * positive[b]) / positives);
      }
      hits += positive[b];
      left -= all;
    }
    return 1;
  }

  private static double share(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
