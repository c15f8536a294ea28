package dev.tributary.fl.training;

/**
 * Standard deviations of the noise on every sum, in the sums' fixed point; up to root 2 times that
 * on sums with missing values left, which the reader of the sums cannot tell from the others.
 *
 * @param gradient on sums of gradients, at least 0
 * @param hessian on sums of hessians, at least 0
 */
public record SumNoise(double gradient, double hessian) {
  /** Exact sums. */
  public static final SumNoise NONE = new SumNoise(0, 0);

  /** The noise on the sum or the difference of two. */
  public SumNoise and(SumNoise other) {
    return new SumNoise(Math.hypot(gradient, other.gradient), Math.hypot(hessian, other.hessian));
  }
}
