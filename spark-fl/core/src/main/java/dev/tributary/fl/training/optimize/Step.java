package dev.tributary.fl.training.optimize;

/**
 * A point that a line search accepted.
 *
 * @param at the point
 * @param slope of the function there
 */
record Step(double[] at, Smooth.Slope slope) {
  /**
   * How much a value may rise and still count as not higher: where values are told apart by
   * rounding only, gradients still point.
   */
  static double rounding(Smooth function, double value) {
    return function.rounding() + 1e-14 * (1 + Math.abs(value));
  }
}
