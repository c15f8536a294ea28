package dev.tributary.fl.jobs.plan;

import dev.tributary.fl.evaluation.Judge;
import dev.tributary.fl.horizontal.exact.WideTotals;
import dev.tributary.fl.training.Target;

/**
 * What it takes to judge a model on the rows of all parties: the sums of {@code
 * horizontal/evaluation}.
 */
public final class PooledCost {
  /** Bins of scores: even ones, then at most twice as many. */
  private static final int BINS = 4096 + 8192;

  private PooledCost() {}

  /** Words of the sums that judge the model, at most. */
  public static long words(Target target) {
    return target
        .judge()
        .as(
            new Judge.Cases<>() {
              @Override
              public Long binary() {
                return wide(4) + wide(2 * BINS);
              }

              @Override
              public Long numbers() {
                return wide(5);
              }

              @Override
              public Long means(double power) {
                return wide(3);
              }

              @Override
              public Long classes() {
                return wide(4);
              }
            });
  }

  /** How many sums judge the model. */
  public static int sums(Target target) {
    return target.hasPositives() ? 3 : 1;
  }

  /**
   * Words of a sum of wide numbers, without the count of what is out of range, which does not
   * travel.
   */
  public static long wide(int sums) {
    return WideTotals.words(sums);
  }
}
