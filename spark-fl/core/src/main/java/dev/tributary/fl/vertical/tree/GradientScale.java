package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.training.GradientPairs;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.SumNoise;
import java.util.Arrays;

/**
 * The fixed point of a whole training. With {@code B} the bound on derivatives times the largest
 * row weight, values have {@code min(24, 29 - ceil(log2 B))} fraction bits, so that everything
 * within the bound stays below {@code 2^30}; what exceeds the bound saturates there (leaf weights
 * do not: they come from the exact derivatives).
 *
 * @param fractionBits of gradients and hessians alike; negative for huge labels
 */
public record GradientScale(int fractionBits) {
  private static final int MAX_FRACTION_BITS = 24;
  private static final int MAGNITUDE_BITS = 29;

  /**
   * The fixed point of a training.
   *
   * @param baseScores before the first tree
   */
  static GradientScale of(
      Objective objective, double[] labels, double[] weights, double[] baseScores, int training) {
    double heaviest = Arrays.stream(weights, 0, training).max().orElseThrow();
    return forBound(heaviest * objective.derivativeBound(labels, baseScores, training));
  }

  /**
   * @param bound positive and finite
   */
  public static GradientScale forBound(double bound) {
    int bits = Math.getExponent(bound);
    if (Math.scalb(1.0, bits) < bound) {
      bits++;
    }
    return new GradientScale(Math.min(MAX_FRACTION_BITS, MAGNITUDE_BITS - bits));
  }

  /** Rounds to nearest, ties to even; rows that are not drawn become 0. */
  GradientPairs quantize(double[][] gradients, double[][] hessians, boolean[] drawn) {
    int[][] g = new int[gradients.length][];
    int[][] h = new int[gradients.length][];
    for (int k = 0; k < gradients.length; k++) {
      g[k] = quantize(gradients[k], drawn);
      h[k] = quantize(hessians[k], drawn);
    }
    return new GradientPairs(g, h, fractionBits, fractionBits);
  }

  /** Real values of fixed-point ones. */
  SumNoise real(SumNoise fixed) {
    return new SumNoise(
        Math.scalb(fixed.gradient(), -fractionBits), Math.scalb(fixed.hessian(), -fractionBits));
  }

  private int[] quantize(double[] values, boolean[] drawn) {
    int limit = GradientPairs.LIMIT - 1;
    int[] fixed = new int[drawn.length];
    for (int row = 0; row < fixed.length; row++) {
      if (drawn[row]) {
        double scaled = Math.rint(Math.scalb(values[row], fractionBits));
        fixed[row] = (int) Math.max(-limit, Math.min(limit, scaled));
      }
    }
    return fixed;
  }
}
