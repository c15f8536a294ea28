package dev.tributary.fl.training.optimize;

/** A function with a continuous gradient. */
@FunctionalInterface
public interface Smooth {
  /**
   * Value and gradient at a point.
   *
   * @param at left unchanged
   */
  Slope at(double[] at);

  /** How far a value may be off, beside the rounding of its last digits. */
  default double rounding() {
    return 0;
  }

  /**
   * What a function is at a point.
   *
   * @param value infinite where the function cannot be told, which a search then stays away from
   * @param gradient one a coordinate; not read where the value is infinite
   */
  record Slope(double value, double[] gradient) {
    boolean isTold() {
      return Double.isFinite(value);
    }
  }
}
