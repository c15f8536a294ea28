package dev.tributary.fl.horizontal.evaluation;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Bins of probabilities: bin {@code b} has those whose log odds are at least cut {@code b - 1} and
 * below cut {@code b}.
 *
 * @param cuts ascending, in log odds
 */
record ScoreCuts(double[] cuts) implements Serializable {
  /** Bins of either round. */
  static final int BINS = 1 << 12;

  private static final double FARTHEST = 32;

  /** Of equal width in log odds, from {@code -32} to 32. */
  static ScoreCuts even() {
    return even(FARTHEST, BINS);
  }

  /**
   * Of equal width in log odds.
   *
   * @param farthest beyond which values are in the outermost bins
   * @param bins how many
   */
  static ScoreCuts even(double farthest, int bins) {
    double[] cuts = new double[bins - 1];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = farthest * (2.0 * (i + 1) / bins - 1);
    }
    return new ScoreCuts(cuts);
  }

  /**
   * Every bin cut evenly into a number of parts that follows its share of the weight, so that all
   * have about the same.
   *
   * @param weights {@code [bin]}
   */
  ScoreCuts refined(double[] weights) {
    double total = Arrays.stream(weights).sum();
    double[] finer = new double[2 * BINS];
    int count = 0;
    for (int b = 0; b < weights.length; b++) {
      if (b > 0) {
        finer[count++] = cuts[b - 1];
      }
      if (b > 0 && b < cuts.length) {
        int parts = (int) Math.floor(weights[b] / total * BINS) + 1;
        double width = cuts[b] - cuts[b - 1];
        for (int p = 1; p < parts; p++) {
          finer[count++] = cuts[b - 1] + width * p / parts;
        }
      }
    }
    return new ScoreCuts(Arrays.copyOf(finer, count));
  }

  int bins() {
    return cuts.length + 1;
  }

  /** Bin of a probability. */
  int bin(double probability) {
    double odds = Math.log(probability) - Math.log1p(-probability);
    int at = Arrays.binarySearch(cuts, odds);
    return at >= 0 ? at + 1 : -at - 1;
  }
}
