package dev.tributary.fl.horizontal.evaluation;

import dev.tributary.crypto.random.SecureSource;
import dev.tributary.fl.evaluation.Judge;
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
import dev.tributary.protocol.PeerText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How good a model is on all parties' rows together, with differential privacy for single rows: of
 * two classes one sum of counts in bins of scores, otherwise two that {@link NoisyMeans} takes, to
 * which noise is added, after one that compares how much. Bounds are two deviations of what the
 * noise does to a metric; rows count once each.
 */
public final class PrivateEvaluation {
  /** The purpose of the sum that compares plans, in which there is no row. */
  static final String PLAN = "evaluation-plan";

  /** The purpose of the sum with noise. */
  static final String SCORES = "evaluation-counts";

  private static final int BINS = 64;

  private static final int WORDS = 2 * BINS;

  private static final double FARTHEST = 8;
  private static final double ENOUGH = 5;
  private static final double[] MIDDLES = middles();

  private PrivateEvaluation() {}

  /** What one way to judge opens. */
  public static PrivacyPlan plan(Judge judge, PrivacyBudget budget, NoiseShares shares) {
    List<Release> ofScores = List.of(new Release(SCORES, 1, WORDS, CountKernel.ROW, 1));
    return new PrivacyPlan(budget, shares, means(judge).map(NoisyMeans::releases).orElse(ofScores));
  }

  /**
   * That of two plans which tells more of a row: of a fit, in which are those that train, or of one
   * judgement with as large a budget, in which are those that do not. Each rounds its noise up, and
   * so its epsilon down, by itself.
   */
  public static PrivacyPlan orFit(PrivacyPlan fit, Judge judge) {
    PrivacyPlan judging = plan(judge, fit.budget(), fit.shares());
    return judging.rho() > fit.rho() ? judging : fit;
  }

  /**
   * What one way to judge asks of all parties.
   *
   * @param sum noise is added here
   * @param plan of the same way
   * @param source of this party's noise
   * @param topFractions of the best-scored rows, each above 0 and at most 1; for two classes only
   * @throws FederationException USER, at all parties, where their plans differ, or noise hides how
   *     many rows there are
   */
  public static PooledEvaluation of(
      Judge judge,
      ScoredRows rows,
      SecureSum sum,
      PrivacyPlan plan,
      SecureSource source,
      double... topFractions) {
    SameTerms.require(sum, PLAN, plan.toString());
    NoisySum noisy = new NoisySum(sum, plan, source);
    return means(judge)
        .map(means -> means.judge(rows, noisy, plan))
        .orElseGet(() -> binary(rows, noisy, plan, topFractions));
  }

  /** Empty for two classes. */
  private static Optional<NoisyMeans> means(Judge judge) {
    return judge.as(
        new Judge.Cases<>() {
          @Override
          public Optional<NoisyMeans> binary() {
            return Optional.empty();
          }

          @Override
          public Optional<NoisyMeans> numbers() {
            return Optional.of(NoisyMeans.ofNumbers());
          }

          @Override
          public Optional<NoisyMeans> means(double power) {
            return Optional.of(NoisyMeans.ofMeans(power));
          }

          @Override
          public Optional<NoisyMeans> classes() {
            return Optional.of(NoisyMeans.ofClasses());
          }
        });
  }

  /** Labels 0 and 1. */
  private static PooledEvaluation binary(
      ScoredRows rows, NoisySum noisy, PrivacyPlan plan, double... topFractions) {
    ScoreCuts cuts = ScoreCuts.even(FARTHEST, BINS);
    long[] own = rows.sum(new CountKernel(cuts));
    Total total = noisy.total(SCORES, Arrays.copyOfRange(own, 1, own.length));
    double[] counts =
        Arrays.stream(total.words()).mapToDouble(w -> w / (double) CountKernel.ROW).toArray();
    double noise = plan.deviation(SCORES, total.parties().size()) / CountKernel.ROW;
    NoisyRanking ranking = new NoisyRanking(counts, MIDDLES);
    double least = ENOUGH * noise * Math.sqrt((double) BINS);
    if (ranking.positives() < least || ranking.negatives() < least) {
      throw FederationException.agreed(
          PeerText.NOT_JUDGED,
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

  private static Bounded bounded(
      double[] counts, double noise, ToDoubleFunction<NoisyRanking> metric) {
    return NoiseBounds.of(counts, noise, of -> metric.applyAsDouble(new NoisyRanking(of, MIDDLES)));
  }

  private static double[] middles() {
    double[] middles = new double[BINS];
    for (int b = 0; b < BINS; b++) {
      middles[b] = 1 / (1 + StrictMath.exp(-FARTHEST * ((2.0 * b + 1) / BINS - 1)));
    }
    return middles;
  }
}
