package dev.tributary.fl.training.optimize;

/**
 * When a minimisation ends.
 *
 * @param iterations most steps, at least 0
 * @param tolerance of the gradient's length (with an L1 penalty: of its least subgradient), at
 *     least 0
 */
public record Stopping(int iterations, double tolerance) {
  public Stopping {
    if (iterations < 0 || !(tolerance >= 0)) {
      throw new IllegalArgumentException(
          "iterations and tolerance must be at least 0. Provided value: %d and %s"
              .formatted(iterations, tolerance));
    }
  }
}
