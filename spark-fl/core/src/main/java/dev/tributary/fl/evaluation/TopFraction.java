package dev.tributary.fl.evaluation;

import java.util.Arrays;
import java.util.Map;

/**
 * What contacting only the best-scored rows gives. Exactly {@code fraction} of the weight is
 * contacted: a group of equal scores that the cut runs through counts in proportion, which is its
 * expectation over all orders of the tied rows.
 *
 * @param fraction contacted share of the weight, in (0, 1]
 * @param precision share of label 1 among the contacted (the hit rate)
 * @param recall share of all label 1 that is among the contacted
 * @param lift precision over the share of label 1 among all rows
 * @param ks value of the KS curve at the cut: recall minus the share of all label 0 that is among
 *     the contacted; in [-1, 1], and at most {@link Ranking#ks()}
 */
public record TopFraction(
    double fraction, double precision, double recall, double lift, double ks) {
  /** Fewer people than these tell nothing of a rate: one more or less moves it by a tenth. */
  public static final int LEAST_PEOPLE = 10;

  public TopFraction {
    checkFraction(fraction);
  }

  /**
   * From weights.
   *
   * @param hits label 1 among the contacted
   * @param misses label 0 among the contacted
   * @param positives label 1 in all, positive
   * @param negatives label 0 in all, positive
   */
  static TopFraction of(
      double fraction, double hits, double misses, double positives, double negatives) {
    double total = positives + negatives;
    double precision = hits / (fraction * total);
    double recall = hits / positives;
    return new TopFraction(
        fraction, precision, recall, precision / (positives / total), recall - misses / negatives);
  }

  /** Those of the fractions that are {@value #LEAST_PEOPLE} people or more, of so many rows. */
  public static double[] telling(long rows, double... fractions) {
    return Arrays.stream(fractions).filter(f -> f * rows >= LEAST_PEOPLE).toArray();
  }

  void putInto(Map<Metric, Double> metrics) {
    metrics.put(Metric.hitRate(fraction), precision);
    metrics.put(new Metric(Metric.Kind.RECALL, fraction), recall);
    metrics.put(new Metric(Metric.Kind.LIFT, fraction), lift);
    metrics.put(new Metric(Metric.Kind.TOP_KS, fraction), ks);
  }

  /**
   * Refuses what is no fraction.
   *
   * @throws IllegalArgumentException naming it
   */
  public static void checkFraction(double fraction) {
    if (!(fraction > 0 && fraction <= 1)) {
      throw new IllegalArgumentException(
          "top fraction must be above 0 and at most 1. Provided value: " + fraction);
    }
  }
}
