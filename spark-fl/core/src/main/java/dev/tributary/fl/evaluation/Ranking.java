package dev.tributary.fl.evaluation;

import dev.tributary.protocol.FederationException;

/**
 * Rows of a two-class sample from the highest score to the lowest, equal scores in one group, so
 * that nothing depends on the order of tied rows.
 *
 * <p>After the {@code g} best groups, {@code positive[g]} and {@code negative[g]} are the weights
 * of label 1 and label 0 among them; index 0 is 0 and the last index the total. Both are cumulative
 * and never descend.
 */
public final class Ranking {
  private final double[] positive;
  private final double[] negative;

  private Ranking(double[] positive, double[] negative) {
    this.positive = positive;
    this.negative = negative;
  }

  /**
   * @param sample labels 0 and 1, each with a positive weight
   * @throws FederationException USER where a label is another number or a class is absent
   */
  public static Ranking of(Sample sample) {
    return of(sample, ScoreOrder.of(sample.score()));
  }

  /** The same where the order is known. */
  static Ranking of(Sample sample, ScoreOrder order) {
    checkLabels(sample);
    double[] positive = new double[order.groups() + 1];
    double[] negative = new double[order.groups() + 1];
    for (int r = 0; r < sample.rows(); r++) {
      (sample.label()[r] == 1 ? positive : negative)[order.groupOf()[r] + 1] += sample.weight()[r];
    }
    for (int g = 1; g <= order.groups(); g++) {
      positive[g] += positive[g - 1];
      negative[g] += negative[g - 1];
    }
    return new Ranking(positive, negative);
  }

  /** Weight of label 1. */
  public double positives() {
    return positive[positive.length - 1];
  }

  /** Weight of label 0. */
  public double negatives() {
    return negative[negative.length - 1];
  }

  /**
   * Area under the ROC curve: the probability that a row of label 1 scores above one of label 0,
   * ties counting one half (Mann-Whitney). In [0, 1].
   */
  public double auc() {
    double area = 0;
    for (int g = 1; g < positive.length; g++) {
      area += (negative[g] - negative[g - 1]) * (positive[g] + positive[g - 1]) / 2;
    }
    return area / (positives() * negatives());
  }

  /**
   * Two-sample Kolmogorov-Smirnov statistic: the largest distance between the distribution
   * functions of the scores of both classes, whichever is above. In [0, 1].
   */
  public double ks() {
    double largest = 0;
    for (int g = 1; g < positive.length; g++) {
      largest = Math.max(largest, Math.abs(positive[g] / positives() - negative[g] / negatives()));
    }
    return largest;
  }

  /** What contacting only the best rows would give. See {@link TopFraction}. */
  public TopFraction top(double fraction) {
    double total = positives() + negatives();
    double budget = fraction * total;
    int g = 1;
    while (g < positive.length - 1 && positive[g] + negative[g] < budget) {
      g++;
    }
    double before = positive[g - 1] + negative[g - 1];
    double inGroup = positive[g] + negative[g] - before;
    double share = inGroup > 0 ? Math.min(1, (budget - before) / inGroup) : 0;
    double hits = positive[g - 1] + share * (positive[g] - positive[g - 1]);
    double misses = negative[g - 1] + share * (negative[g] - negative[g - 1]);
    return TopFraction.of(fraction, hits, misses, positives(), negatives());
  }

  /** ROC: share of label 0 at x, share of label 1 at y, from (0, 0) to (1, 1). */
  public Curve roc() {
    return new Curve(shares(negative), shares(positive));
  }

  /** Cumulative gain: share of all rows contacted at x, share of label 1 reached at y. */
  public Curve gain() {
    return new Curve(depths(), shares(positive));
  }

  /** Share of all rows contacted at x, share of label 0 among them at y. */
  public Curve loss() {
    return new Curve(depths(), shares(negative));
  }

  /** Lift: share of all rows contacted at x, rate of label 1 there over the overall rate at y. */
  public Curve lift() {
    double[] depth = depths();
    double[] reached = shares(positive);
    double[] x = new double[depth.length - 1];
    double[] y = new double[depth.length - 1];
    for (int g = 1; g < depth.length; g++) {
      x[g - 1] = depth[g];
      y[g - 1] = depth[g] > 0 ? reached[g] / depth[g] : 0;
    }
    return new Curve(x, y);
  }

  private double[] depths() {
    double[] depth = new double[positive.length];
    for (int g = 0; g < depth.length; g++) {
      depth[g] = (positive[g] + negative[g]) / (positives() + negatives());
    }
    return depth;
  }

  private static double[] shares(double[] cumulative) {
    double[] share = new double[cumulative.length];
    for (int g = 0; g < share.length; g++) {
      share[g] = cumulative[g] / cumulative[cumulative.length - 1];
    }
    return share;
  }

  private static void checkLabels(Sample sample) {
    double[] weightOf = new double[2];
    for (int r = 0; r < sample.rows(); r++) {
      double y = sample.label()[r];
      if (y != 0 && y != 1) {
        throw FederationException.user(
            "label of row %d must be 0 or 1 for a binary objective. Provided value: %s", r, y);
      }
      weightOf[(int) y] += sample.weight()[r];
    }
    if (!(weightOf[0] > 0 && weightOf[1] > 0)) {
      throw FederationException.user(
          "all %d rows to evaluate have label %d: AUC and KS need both classes; choose another split"
              + " or a longer observation window",
          sample.rows(), weightOf[1] > 0 ? 1 : 0);
    }
  }
}
