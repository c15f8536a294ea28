package dev.tributary.fl.training;

import java.io.Serializable;

/**
 * First and second derivatives of one boosting round over the training rows, in fixed point: the
 * real value is {@code fixed * 2^-fractionBits}. Sampled-out rows are 0 in both.
 *
 * @param gradients {@code [class][row]}, magnitudes below 2^30
 * @param hessians {@code [class][row]}, 0 to 2^30 - 1
 * @param gradientFractionBits scale of the gradients, one for a whole training
 * @param hessianFractionBits scale of the hessians, one for a whole training
 */
public record GradientPairs(
    int[][] gradients, int[][] hessians, int gradientFractionBits, int hessianFractionBits)
    implements Serializable {
  /** Magnitude that no fixed-point value reaches. */
  public static final int LIMIT = 1 << 30;

  public GradientPairs {
    if (gradients.length == 0 || gradients.length != hessians.length) {
      throw new IllegalArgumentException(
          "gradients and hessians must have the same classes, at least one. Provided value: "
              + gradients.length
              + ", "
              + hessians.length);
    }
  }

  public int classes() {
    return gradients.length;
  }

  public int rows() {
    return gradients[0].length;
  }
}
