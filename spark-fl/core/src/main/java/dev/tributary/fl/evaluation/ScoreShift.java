package dev.tributary.fl.evaluation;

import java.util.Arrays;

/**
 * How far the scores of one set of people are from those of another: population stability index
 * over bands that hold about equally many people of the reference (Siddiqi, Credit Risk Scorecards,
 * 2006). People count once, whatever they weigh; a band that holds nobody counts half a person.
 *
 * @param reference {@code [band]} share of the reference, lowest scores first
 * @param other {@code [band]} share of the other set
 * @param psi sum over bands of {@code (other - reference) ln(other / reference)}, at least 0
 * @param byChance what it would be on average between two samples of these sizes from one
 *     population, {@code (bands - 1) (1/n + 1/m)} (Yurdakul and Naranjo, J. Risk Model Validation
 *     14, 2020)
 */
public record ScoreShift(double[] reference, double[] other, double psi, double byChance) {
  private static final int BANDS = 10;

  /** That a normal deviate is below, nineteen times of twenty. */
  private static final double Z95 = 1.6448536269514722;

  /**
   * @param reference scores, at least one
   * @param other scores, at least one
   */
  public static ScoreShift between(double[] reference, double[] other) {
    double[] upper = upperEdges(reference);
    double[] expected = shares(upper, reference);
    double[] actual = shares(upper, other);
    double psi = 0;
    for (int b = 0; b < upper.length; b++) {
      double e = Math.max(expected[b], 0.5 / reference.length);
      double a = Math.max(actual[b], 0.5 / other.length);
      psi += (a - e) * Math.log(a / e);
    }
    double byChance = (upper.length - 1) * (1.0 / reference.length + 1.0 / other.length);
    return new ScoreShift(expected, actual, psi, byChance);
  }

  /**
   * What it would be at most, nineteen times of twenty, between two such samples: by chance alone
   * it is near to {@code byChance / (bands - 1)} times a chi-square with {@code bands - 1} degrees
   * of freedom, whose quantile is Wilson and Hilferty's (PNAS 17, 1931). 1.9 times the average of
   * ten bands, 3.8 times that of two.
   */
  public double mostByChance() {
    if (bands() < 2) {
      return 0;
    }
    double spread = 2.0 / (9 * (bands() - 1));
    return byChance * Math.pow(1 - spread + Z95 * Math.sqrt(spread), 3);
  }

  public int bands() {
    return reference.length;
  }

  /** Highest score of each band; the last holds everything above as well. */
  private static double[] upperEdges(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double[] edges = new double[BANDS];
    int count = 0;
    for (int b = 1; b <= BANDS; b++) {
      double edge = sorted[(int) Math.ceil((double) b * sorted.length / BANDS) - 1];
      if (count == 0 || edge > edges[count - 1]) {
        edges[count++] = edge;
      }
    }
    return Arrays.copyOf(edges, count);
  }

  private static double[] shares(double[] upper, double[] scores) {
    int[] count = new int[upper.length];
    for (double s : scores) {
      int at = Arrays.binarySearch(upper, s);
      count[Math.min(upper.length - 1, at >= 0 ? at : -at - 1)]++;
    }
    double[] share = new double[upper.length];
    Arrays.setAll(share, b -> count[b] / (double) scores.length);
    return share;
  }
}
