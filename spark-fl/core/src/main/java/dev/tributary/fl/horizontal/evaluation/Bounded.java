package dev.tributary.fl.horizontal.evaluation;

/**
 * A number that is known to lie between two others.
 *
 * @param value the estimate
 * @param least not above the true value
 * @param most not below the true value
 */
public record Bounded(double value, double least, double most) {
  static Bounded exact(double value) {
    return new Bounded(value, value, value);
  }

  /** Largest distance of the true value from the estimate. */
  public double error() {
    return Math.max(value - least, most - value);
  }
}
