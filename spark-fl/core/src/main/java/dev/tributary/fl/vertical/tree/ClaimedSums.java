package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.training.SumNoise;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Holds feature parties to their sums. The bitmap of a split tells the label party who went left,
 * so it can add up their derivatives itself: they must be the sums for which the split was chosen,
 * up to the noise on these. A party whose winner is not such a sum ends the training with it; one
 * whose winners are right and whose other answers are not goes unnoticed, and what the choice among
 * them tells it is bounded by {@code WinnersTold} instead.
 */
final class ClaimedSums {
  /**
   * Eight deviations of the noise of a sum with missing values left, which is root 2 times that of
   * others: met once in 10^15 such sums. The label party does not know which these are.
   */
  private static final double MOST_DEVIATIONS = 8 * Math.sqrt(2);

  /** Noisy sums are rounded to fixed point. */
  private static final double ROUNDING = 1;

  private final List<PartyId> parties;
  private final int round;
  private final int level;

  /**
   * @param parties feature parties in job order
   */
  ClaimedSums(List<PartyId> parties, int round, int level) {
    this.parties = parties;
    this.round = round;
    this.level = level;
  }

  /**
   * Compares the splits of a level.
   *
   * @param parents nodes of the level, with the sums as they were answered
   * @param splits of the parents
   * @param children of the parents that were split, in order, left before right, with exact totals
   *     of this party's rows
   * @throws FederationException PEER if a feature party's sums are not those of its bitmap
   */
  void check(
      List<OpenNode> parents,
      List<Optional<SplitFinder.BestSplit>> splits,
      List<OpenNode> children) {
    int left = 0;
    for (int i = 0; i < parents.size(); i++) {
      if (splits.get(i).isPresent()) {
        SplitFinder.BestSplit split = splits.get(i).get();
        if (split.source() > 0) {
          check(parents.get(i).answered.get(split.source()), split, children.get(left).own);
        }
        left += 2;
      }
    }
  }

  private void check(NodeSums claimed, SplitFinder.BestSplit split, NodeTotals left) {
    SumNoise noise = claimed.noise();
    double gradient = Math.abs((double) claimed.gradients()[split.candidate()] - left.gradient());
    double hessian = Math.abs((double) claimed.hessians()[split.candidate()] - left.hessian());
    if (gradient > ROUNDING + MOST_DEVIATIONS * noise.gradient()
        || hessian > ROUNDING + MOST_DEVIATIONS * noise.hessian()) {
      throw FederationException.peer(
          parties.get(split.source() - 1),
          "answered sums in round %d at level %d that are not those of its own bitmap (off by %s of"
              + " the noise agreed on); do not train with it before it has explained this",
          round + 1,
          level,
          times(Math.max(ratio(gradient, noise.gradient()), ratio(hessian, noise.hessian()))));
    }
  }

  private static double ratio(double difference, double deviation) {
    return difference == 0 ? 0 : difference / deviation;
  }

  private static String times(double ratio) {
    return Double.isInfinite(ratio)
        ? "any multiple"
        : String.format(Locale.ROOT, "%.0f times", ratio);
  }
}
