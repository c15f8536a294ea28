package dev.tributary.fl.horizontal.moments;

import dev.tributary.fl.horizontal.stats.JointCuts;
import dev.tributary.protocol.FederationException;

/**
 * Holds a total of what is never negative, such as rows, weights and squares, to this party's own
 * part of it: a smaller total is of no rows, and what follows from it, as a range that sums must
 * keep, would not hold for this party's.
 */
public final class OwnPart {
  private OwnPart() {}

  /**
   * Refuses a total that is less than the own part, or no number.
   *
   * @throws FederationException PEER where sums do not fit each other
   */
  public static void require(double total, double own) {
    if (!(total >= own && Double.isFinite(total))) {
      throw JointCuts.misfit();
    }
  }

  /** The same for a number of rows. */
  public static void requireRows(double total, double own) {
    require(total, own);
    if (total > JointCuts.MOST_ROWS_OF_ALL) {
      throw JointCuts.misfit();
    }
  }
}
