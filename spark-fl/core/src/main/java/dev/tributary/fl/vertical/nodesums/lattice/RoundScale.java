package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.LatticePlanner;
import dev.tributary.fl.training.GradientPairs;
import dev.tributary.fl.training.NoiseUnit;
import dev.tributary.fl.training.SumNoise;
import java.io.Serializable;
import java.util.List;

/**
 * How the fixed-point values of a round enter the map: as {@code unit * fixed}. The unit is chosen
 * so that the noise unit of the round is the one that the plan was made for, and smaller if the
 * sums of the round would then exceed what the plan has room for. So nothing ever wraps, sums are
 * right, and the noise on them is {@code sigma_out} times the noise unit of the round itself, or
 * more.
 *
 * @param gradientUnit map units of a fixed-point gradient of 1
 * @param hessianUnit the same for hessians
 */
record RoundScale(double gradientUnit, double hessianUnit) implements Serializable {
  /** The scale of a round. */
  static RoundScale of(GradientPairs pairs, List<LatticePlanner.Kind> kinds, NoiseUnit noiseUnit) {
    SumNoise unit = noiseUnit.of(pairs);
    return new RoundScale(
        scale(pairs.gradients(), unit.gradient(), kinds.get(0)),
        scale(pairs.hessians(), unit.hessian(), kinds.get(1)));
  }

  private static double scale(int[][] values, double unit, LatticePlanner.Kind kind) {
    double most = 1;
    for (int[] ofClass : values) {
      long positive = 0;
      long negative = 0;
      for (int value : ofClass) {
        positive += Math.max(value, 0);
        negative -= Math.min(value, 0);
      }
      most = Math.max(most, (double) Math.max(positive, negative));
    }
    double bound = Math.max(kind.positive(), kind.negative());
    return Math.min(bound / most, kind.largest() / unit);
  }
}
