package dev.tributary.fl.horizontal.evaluation;

import dev.tributary.fl.evaluation.Judge;
import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.evaluation.TopFraction;
import dev.tributary.fl.horizontal.exact.WideTotals;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PeerText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How good a model is on all parties' rows together. Means of rows are exact; metrics of a ranking
 * come from the weight of either label in bins of scores, with bounds that hold whatever the order
 * within the bins. All parties call the same method and get the same numbers.
 *
 * @param rows of all parties
 * @param weight of these
 * @param metrics what the model achieves
 * @param parties whose rows these are, in job order: those of the first sum. Metrics of a ranking
 *     are left out where one of them is lost before the last, since later totals over fewer rows
 *     would tell the lost party's
 */
public record PooledEvaluation(
    long rows, double weight, Map<Metric, Bounded> metrics, List<PartyId> parties) {
  public PooledEvaluation {
    parties = List.copyOf(parties);
  }

  /** What one way to judge asks of all parties. */
  public static PooledEvaluation of(
      Judge judge, ScoredRows rows, SecureSum sum, double... topFractions) {
    return judge.as(
        new Judge.Cases<>() {
          @Override
          public PooledEvaluation binary() {
            return PooledEvaluation.binary(rows, sum, topFractions);
          }

          @Override
          public PooledEvaluation numbers() {
            return PooledEvaluation.numbers(rows, sum);
          }

          @Override
          public PooledEvaluation means(double power) {
            return PooledEvaluation.means(rows, sum, power);
          }

          @Override
          public PooledEvaluation classes() {
            return PooledEvaluation.classes(rows, sum);
          }
        });
  }

  /**
   * Labels 0 and 1, in three sums.
   *
   * @param topFractions of the best-scored rows, each above 0 and at most 1; those of fewer than
   *     {@value TopFraction#LEAST_PEOPLE} rows are left out
   */
  public static PooledEvaluation binary(ScoredRows rows, SecureSum sum, double... topFractions) {
    WideTotals terms = terms(rows, sum, new LossTerms.OfTwo());
    double weight = terms.values()[TermsKernel.WEIGHT];
    double positives = terms.values()[TermsKernel.TERMS];
    if (!(positives > 0 && positives < weight)) {
      throw FederationException.agreed(
          PeerText.NOT_JUDGED,
          "all rows to judge the model on have label %d at all parties; change the split",
          positives > 0 ? 1 : 0);
    }
    Map<Metric, Bounded> metrics = new LinkedHashMap<>();
    Bounded logLoss = Bounded.exact(terms.values()[TermsKernel.TERMS + 1] / weight);
    Optional<BinnedRanking> found = ranking(rows, sum, terms.parties());
    if (found.isEmpty()) {
      metrics.put(Metric.LOG_LOSS, logLoss);
      return made(terms, metrics);
    }
    BinnedRanking ranking = found.get();
    metrics.put(Metric.AUC, ranking.auc());
    metrics.put(Metric.KS, ranking.ks());
    metrics.put(Metric.LOG_LOSS, logLoss);
    for (double fraction : topFractions) {
      TopFraction.checkFraction(fraction);
    }
    long judged = (long) terms.values()[TermsKernel.ROWS];
    for (double fraction : TopFraction.telling(judged, topFractions)) {
      putTop(metrics, fraction, ranking.recall(fraction), positives / weight);
    }
    return made(terms, metrics);
  }

  /** Of the rows of exactly these parties; empty where one of them is lost. */
  private static Optional<BinnedRanking> ranking(
      ScoredRows rows, SecureSum sum, List<PartyId> parties) {
    ScoreCuts coarse = ScoreCuts.even();
    Optional<double[]> first = bins(rows, sum, parties, coarse);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    double[] both = new double[coarse.bins()];
    for (int b = 0; b < both.length; b++) {
      both[b] = first.get()[b] + first.get()[both.length + b];
    }
    ScoreCuts cuts = coarse.refined(both);
    return bins(rows, sum, parties, cuts)
        .map(
            bins ->
                new BinnedRanking(
                    Arrays.copyOf(bins, cuts.bins()),
                    Arrays.copyOfRange(bins, cuts.bins(), bins.length)));
  }

  /** Labels 0 and up, one output each, in one sum. */
  public static PooledEvaluation classes(ScoredRows rows, SecureSum sum) {
    WideTotals terms = terms(rows, sum, new LossTerms.OfClasses());
    Map<Metric, Bounded> metrics = new LinkedHashMap<>();
    metrics.put(Metric.ACCURACY, mean(terms, 0));
    metrics.put(Metric.LOG_LOSS, mean(terms, 1));
    return made(terms, metrics);
  }

  /** Numbers in the unit of the label, in one sum. */
  public static PooledEvaluation numbers(ScoredRows rows, SecureSum sum) {
    WideTotals terms = terms(rows, sum, new LossTerms.OfNumbers());
    double residual = mean(terms, LossTerms.OfNumbers.RESIDUAL).value();
    double spread =
        terms.variance(
            TermsKernel.WEIGHT,
            TermsKernel.TERMS + LossTerms.OfNumbers.LABEL,
            TermsKernel.TERMS + LossTerms.OfNumbers.SQUARE,
            LossTerms.OfNumbers.ADDENDS * (long) terms.values()[TermsKernel.ROWS]);
    double r2 = spread > 0 ? 1 - residual / spread : residual == 0 ? 1 : 0;
    Map<Metric, Bounded> metrics = new LinkedHashMap<>();
    metrics.put(Metric.RMSE, Bounded.exact(Math.sqrt(residual)));
    metrics.put(Metric.R2, Bounded.exact(r2));
    return made(terms, metrics);
  }

  /**
   * Means of a family with variance {@code mu^power}, in one sum: the mean unit deviance.
   *
   * @param power 1 for Poisson, 2 for gamma, between for Tweedie
   */
  public static PooledEvaluation means(ScoredRows rows, SecureSum sum, double power) {
    WideTotals terms = terms(rows, sum, new LossTerms.OfMeans(power));
    return made(terms, Map.of(Metric.DEVIANCE, mean(terms, 0)));
  }

  static void putTop(Map<Metric, Bounded> metrics, double fraction, Bounded recall, double rate) {
    metrics.put(Metric.hitRate(fraction), times(recall, rate / fraction));
    metrics.put(new Metric(Metric.Kind.RECALL, fraction), recall);
    metrics.put(new Metric(Metric.Kind.LIFT, fraction), times(recall, 1 / fraction));
  }

  private static Bounded times(Bounded b, double factor) {
    return new Bounded(b.value() * factor, b.least() * factor, b.most() * factor);
  }

  private static WideTotals terms(ScoredRows rows, SecureSum sum, LossTerms terms) {
    WideTotals totals =
        WideTotals.ofThoseLeft(sum, "evaluation-terms", rows.sum(new TermsKernel(terms)));
    if (!(totals.values()[TermsKernel.WEIGHT] > 0)) {
      throw FederationException.agreed(
          PeerText.NOT_JUDGED,
          "no party has a row with a weight above 0 to judge the model on; change the split");
    }
    return totals;
  }

  private static Optional<double[]> bins(
      ScoredRows rows, SecureSum sum, List<PartyId> parties, ScoreCuts cuts) {
    return WideTotals.among(sum, parties, "evaluation-scores", rows.sum(new BinKernel(cuts)));
  }

  private static Bounded mean(WideTotals terms, int term) {
    return Bounded.exact(
        terms.values()[TermsKernel.TERMS + term] / terms.values()[TermsKernel.WEIGHT]);
  }

  private static PooledEvaluation made(WideTotals terms, Map<Metric, Bounded> metrics) {
    return new PooledEvaluation(
        (long) terms.values()[TermsKernel.ROWS],
        terms.values()[TermsKernel.WEIGHT],
        metrics,
        terms.parties());
  }
}
