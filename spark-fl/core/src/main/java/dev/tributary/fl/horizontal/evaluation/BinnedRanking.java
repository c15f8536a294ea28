package dev.tributary.fl.horizontal.evaluation;

import java.util.Arrays;

/**
 * Metrics of a ranking of which only the weight of either label in bins of scores is known, best
 * bins last. Within a bin any order is possible: bounds are over all of them, estimates take the
 * rows of a bin as tied.
 */
final class BinnedRanking {
  private final double[] negative;
  private final double[] positive;
  private final double negatives;
  private final double positives;

  /**
   * @param negative {@code [bin]} weight of label 0, positive in sum
   * @param positive {@code [bin]} weight of label 1, positive in sum
   */
  BinnedRanking(double[] negative, double[] positive) {
    this.negative = negative;
    this.positive = positive;
    this.negatives = Arrays.stream(negative).sum();
    this.positives = Arrays.stream(positive).sum();
  }

  /** Area under the ROC curve: pairs within a bin count half, and none or all at the bounds. */
  Bounded auc() {
    double below = 0;
    double won = 0;
    double tied = 0;
    for (int b = 0; b < negative.length; b++) {
      won += positive[b] * below;
      tied += positive[b] * negative[b];
      below += negative[b];
    }
    double pairs = positives * negatives;
    return new Bounded((won + tied / 2) / pairs, won / pairs, (won + tied) / pairs);
  }

  /** Largest distance of the two distributions: at an edge, or in between at most a bin higher. */
  Bounded ks() {
    double low = 0;
    double high = 0;
    double apart = 0;
    for (int b = 0; b < negative.length; b++) {
      double down = positive[b] / positives;
      double up = negative[b] / negatives;
      high = Math.max(high, Math.max(Math.abs(apart + up), Math.abs(apart - down)));
      apart += up - down;
      low = Math.max(low, Math.abs(apart));
    }
    return new Bounded(low, low, Math.max(low, high));
  }

  /** Share of label 1 that is among the best-scored rows. */
  Bounded recall(double fraction) {
    double left = fraction * (positives + negatives);
    double hits = 0;
    for (int b = negative.length - 1; b >= 0; b--) {
      double all = positive[b] + negative[b];
      if (all >= left) {
        double least = hits + Math.max(0, left - negative[b]);
        double most = hits + Math.min(positive[b], left);
        double value = all > 0 ? hits + left / all * positive[b] : hits;
        return new Bounded(value / positives, least / positives, most / positives);
      }
      hits += positive[b];
      left -= all;
    }
    return Bounded.exact(1);
  }
}
