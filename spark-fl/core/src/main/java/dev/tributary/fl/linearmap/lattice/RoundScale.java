package dev.tributary.fl.linearmap.lattice;

import dev.tributary.crypto.lattice.LatticePlanner;
import dev.tributary.fl.linearmap.GradientPairs;
import java.io.Serializable;
import java.util.List;

/**
 * How the fixed-point values of a round enter the map: as {@code unit * fixed}. The unit is chosen
 * so that the largest value of the round is the largest that the plan was made for, and smaller if
 * the sums of the round would then exceed what the plan has room for. So nothing ever wraps, sums
 * are right, and the noise on them is {@code sigma_out} times the largest value of the round
 * itself, or more.
 *
 * @param gradientUnit map units of a fixed-point gradient of 1
 * @param hessianUnit the same for hessians
 */
record RoundScale(double gradientUnit, double hessianUnit) implements Serializable {
  /** The scale of a round. */
  static RoundScale of(GradientPairs pairs, List<LatticePlanner.Kind> kinds) {
    return new RoundScale(
        unit(pairs.gradients(), kinds.get(0)), unit(pairs.hessians(), kinds.get(1)));
  }

  private static double unit(int[][] values, LatticePlanner.Kind kind) {
    double most = 1;
    int largest = 1;
    for (int[] ofClass : values) {
      long positive = 0;
      long negative = 0;
      for (int value : ofClass) {
        positive += Math.max(value, 0);
        negative -= Math.min(value, 0);
        largest = Math.max(largest, Math.abs(value));
      }
      most = Math.max(most, (double) Math.max(positive, negative));
    }
    double bound = Math.max(kind.positive(), kind.negative());
    return Math.min(bound / most, kind.largest() / largest);
  }
}
