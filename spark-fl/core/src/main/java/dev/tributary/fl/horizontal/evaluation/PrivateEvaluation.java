package dev.tributary.fl.horizontal.evaluation;

import dev.tributary.crypto.random.SecureSource;
import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.horizontal.privacy.NoiseShares;
import dev.tributary.fl.horizontal.privacy.NoisySum;
import dev.tributary.fl.horizontal.privacy.PrivacyBudget;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.horizontal.privacy.Release;
import dev.tributary.fl.horizontal.sum.SameTerms;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How good a model is on all parties' rows together, with differential privacy for single rows: one
 * sum of counts in bins of scores, to which noise is added, after one that compares how much.
 * Bounds are two deviations of what the noise does to a metric; rows count once each.
 */
public final class PrivateEvaluation {
  /** The purpose of the sum that compares plans, in which there is no row. */
  static final String PLAN = "evaluation-plan";

  /** The purpose of the sum with noise. */
  static final String SCORES = "evaluation-counts";

  private static final int BINS = 64;

  /** Length of the vectors with noise. */
  public static final int WORDS = 2 * BINS;

  private static final double FARTHEST = 8;
  private static final double ENOUGH = 5;
  private static final double[] MIDDLES = middles();

  private PrivateEvaluation() {}

  /** What it opens: a row is one of one word. */
  public static PrivacyPlan plan(PrivacyBudget budget, NoiseShares shares) {
    return new PrivacyPlan(
        budget, shares, List.of(new Release(SCORES, 1, WORDS, CountKernel.ROW, 1)));
  }

  /**
   * Labels 0 and 1.
   *
   * @param sum noise is added here
   * @param source of this party's noise
   * @param topFractions of the best-scored rows, each above 0 and at most 1
   * @throws FederationException USER, at all parties, where their plans differ, or noise hides how
   *     many rows have a label
   */
  public static PooledEvaluation binary(
      ScoredRows rows,
      SecureSum sum,
      PrivacyPlan plan,
      SecureSource source,
      double... topFractions) {
    SameTerms.require(sum, PLAN, plan.toString());
    ScoreCuts cuts = ScoreCuts.even(FARTHEST, BINS);
    long[] own = rows.sum(new CountKernel(cuts));
    NoisySum noisy = new NoisySum(sum, plan, source);
    Total total = noisy.total(SCORES, Arrays.copyOfRange(own, 1, own.length));
    double[] counts =
        Arrays.stream(total.words()).mapToDouble(w -> w / (double) CountKernel.ROW).toArray();
    double noise = plan.deviation(SCORES, total.parties().size()) / CountKernel.ROW;
    NoisyRanking ranking = new NoisyRanking(counts, MIDDLES);
    double least = ENOUGH * noise * Math.sqrt((double) BINS);
    if (ranking.positives() < least || ranking.negatives() < least) {
      throw FederationException.user(
          "the parties judge the model on so few rows of label %d that the noise of privacy hides"
              + " how many: raise privacy.epsilon or set more rows aside with split",
          ranking.positives() < least ? 1 : 0);
    }
    Map<Metric, Bounded> metrics = new LinkedHashMap<>();
    metrics.put(Metric.AUC, bounded(counts, noise, NoisyRanking::auc));
    metrics.put(Metric.KS, bounded(counts, noise, NoisyRanking::ks));
    metrics.put(Metric.LOG_LOSS, bounded(counts, noise, NoisyRanking::logLoss));
    for (double fraction : topFractions) {
      PooledEvaluation.putTop(
          metrics,
          fraction,
          bounded(counts, noise, r -> r.recall(fraction)),
          ranking.positives() / ranking.rows());
    }
    return new PooledEvaluation(
        Math.round(ranking.rows()), ranking.rows(), metrics, total.parties());
  }

  /** A metric, and two deviations that independent noise in every count gives it to first order. */
  private static Bounded bounded(
      double[] counts, double noise, ToDoubleFunction<NoisyRanking> metric) {
    double value = metric.applyAsDouble(new NoisyRanking(counts, MIDDLES));
    double squares = 0;
    for (int i = 0; i < counts.length; i++) {
      double[] moved = counts.clone();
      moved[i] += noise;
      double off = metric.applyAsDouble(new NoisyRanking(moved, MIDDLES)) - value;
      squares += off * off;
    }
    double deviations = 2 * Math.sqrt(squares);
    return new Bounded(value, value - deviations, value + deviations);
  }

  private static double[] middles() {
    double[] middles = new double[BINS];
    for (int b = 0; b < BINS; b++) {
      middles[b] = 1 / (1 + StrictMath.exp(-FARTHEST * ((2.0 * b + 1) / BINS - 1)));
    }
    return middles;
  }
}
