package dev.tributary.fl.horizontal.evaluation;

import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.horizontal.privacy.AboveNoise;
import dev.tributary.fl.horizontal.privacy.NoisySum;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.horizontal.privacy.Release;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PeerText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Metrics that are means over rows, from two sums with noise: first in which ranges there are more
 * rows than the noise explains, then the terms, none above the last of these ranges. A prediction
 * that has no loss counts as the largest, since an error would tell of one row.
 *
 * @param terms what a row adds, at least 0
 * @param metrics of the first terms, in their order, and what becomes of a mean
 */
record NoisyMeans(LossTerms terms, Map<Metric, DoubleUnaryOperator> metrics) {
  private static final String RANGES = "evaluation-ranges";
  private static final String MEANS = "evaluation-means";
  private static final double OF_RANGES = 0.2;
  private static final double OF_MEANS = 0.8;

  /** Numbers: of squared errors. */
  static NoisyMeans ofNumbers() {
    return new NoisyMeans(new LossTerms.OfNumbers(), Map.of(Metric.RMSE, Math::sqrt));
  }

  /** Means: of unit deviances. */
  static NoisyMeans ofMeans(double power) {
    return new NoisyMeans(
        new LossTerms.OfMeans(power), Map.of(Metric.DEVIANCE, DoubleUnaryOperator.identity()));
  }

  /** Classes: of what is right, and of the logarithms of what was given to the true ones. */
  static NoisyMeans ofClasses() {
    Map<Metric, DoubleUnaryOperator> metrics = new LinkedHashMap<>();
    metrics.put(Metric.ACCURACY, share -> Math.min(1, share));
    metrics.put(Metric.LOG_LOSS, DoubleUnaryOperator.identity());
    return new NoisyMeans(new LossTerms.OfClasses(), metrics);
  }

  /** A row is in one range of each term, and then at most one of each word. */
  List<Release> releases() {
    int count = metrics.size();
    return List.of(
        new Release(
            RANGES,
            1,
            count * LossRanges.BINS,
            CountKernel.ROW * Math.sqrt((double) count),
            OF_RANGES),
        new Release(MEANS, 1, 1 + count, ClippedTerms.ONE * Math.sqrt(1.0 + count), OF_MEANS));
  }

  /**
   * Judges.
   *
   * @throws FederationException USER, at all parties, where the noise hides how many rows there are
   */
  PooledEvaluation judge(ScoredRows rows, NoisySum noisy, PrivacyPlan plan) {
    long[] counted = rows.sum(new LossRanges(terms, metrics.size()));
    Total ranges = noisy.total(RANGES, Arrays.copyOfRange(counted, 1, counted.length));
    double[] limits =
        limits(ranges.words(), AboveNoise.LIKELY * plan.deviation(RANGES, ranges.parties().size()));
    long[] own = rows.sum(new ClippedTerms(terms, limits));
    Total total = noisy.total(MEANS, Arrays.copyOfRange(own, 1, own.length));
    double noise = plan.deviation(MEANS, total.parties().size()) / ClippedTerms.ONE;
    double[] sums =
        Arrays.stream(total.words()).mapToDouble(w -> w / (double) ClippedTerms.ONE).toArray();
    requireEnough(sums[0] >= AboveNoise.ENOUGH * noise);
    Map<Metric, Bounded> found = new LinkedHashMap<>();
    int term = 0;
    for (Map.Entry<Metric, DoubleUnaryOperator> metric : metrics.entrySet()) {
      int at = 1 + term;
      double limit = limits[term];
      found.put(
          metric.getKey(),
          NoiseBounds.of(
              sums,
              noise,
              s -> metric.getValue().applyAsDouble(limit * Math.max(0, s[at]) / s[0])));
      term++;
    }
    return new PooledEvaluation(Math.round(sums[0]), sums[0], found, total.parties());
  }

  private double[] limits(long[] counts, double least) {
    double[] limits = new double[metrics.size()];
    for (int t = 0; t < limits.length; t++) {
      for (int b = 0; b < LossRanges.BINS; b++) {
        if (counts[t * LossRanges.BINS + b] >= least) {
          limits[t] = LossRanges.upper(b);
        }
      }
      requireEnough(limits[t] > 0);
    }
    return limits;
  }

  private static void requireEnough(boolean enough) {
    if (!enough) {
      throw FederationException.agreed(
          PeerText.NOT_JUDGED,
          "the parties judge the model on so few rows that the noise of privacy hides how many:"
              + " raise privacy.epsilon or set more rows aside with split");
    }
  }
}
