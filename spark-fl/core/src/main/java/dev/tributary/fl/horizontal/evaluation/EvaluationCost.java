package dev.tributary.fl.horizontal.evaluation;

import dev.tributary.fl.evaluation.Judge;
import dev.tributary.fl.horizontal.exact.WideTotals;

/**
 * What {@link PooledEvaluation} takes, for plans.
 *
 * @param sums how many there are
 * @param words of all of them, at most
 */
public record EvaluationCost(int sums, long words) {
  /** Those that are even, and those that are refined. */
  private static final int BINS = ScoreCuts.BINS + 2 * ScoreCuts.BINS;

  /** Of one way to judge. */
  public static EvaluationCost of(Judge judge) {
    return judge.as(
        new Judge.Cases<>() {
          @Override
          public EvaluationCost binary() {
            return new EvaluationCost(3, terms(new LossTerms.OfTwo()) + WideTotals.words(2 * BINS));
          }

          @Override
          public EvaluationCost numbers() {
            return new EvaluationCost(1, terms(new LossTerms.OfNumbers()));
          }

          @Override
          public EvaluationCost means(double power) {
            return new EvaluationCost(1, terms(new LossTerms.OfMeans(power)));
          }

          @Override
          public EvaluationCost classes() {
            return new EvaluationCost(1, terms(new LossTerms.OfClasses()));
          }
        });
  }

  private static long terms(LossTerms terms) {
    return WideTotals.words(TermsKernel.TERMS + terms.count());
  }
}
