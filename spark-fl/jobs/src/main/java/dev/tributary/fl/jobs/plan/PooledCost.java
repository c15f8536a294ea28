package dev.tributary.fl.jobs.plan;

import dev.tributary.fl.horizontal.exact.WideTotals;
import dev.tributary.fl.training.Objective;

/**
 * What it takes to judge a model on the rows of all parties: the sums of {@code
 * horizontal/evaluation}.
 */
public final class PooledCost {
  /** Bins of scores: even ones, then at most twice as many. */
  private static final int BINS = 4096 + 8192;

  private PooledCost() {}

  /** Words of the sums that judge the model, at most. */
  public static long words(Objective objective) {
    return switch (objective.judge()) {
      case BINARY -> wide(4) + wide(2 * BINS);
      case CLASSES -> wide(4);
      case NUMBERS -> wide(5);
      case COUNTS -> wide(3);
    };
  }

  /** How many sums judge the model. */
  public static int sums(Objective objective) {
    return objective.hasPositives() ? 3 : 1;
  }

  /**
   * Words of a sum of wide numbers, without the count of what is out of range, which does not
   * travel.
   */
  public static long wide(int sums) {
    return WideTotals.words(sums);
  }
}
