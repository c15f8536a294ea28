package dev.tributary.fl.training.optimize;

/**
 * Where a minimisation ended.
 *
 * @param at the point
 * @param value of the function there, penalty included
 * @param gradient length of the gradient there (with an L1 penalty: of its least subgradient)
 * @param iterations steps taken
 * @param end why it ended
 */
public record Minimum(double[] at, double value, double gradient, int iterations, End end) {
  /** Why a minimisation ended. */
  public enum End {
    /** The gradient is within the tolerance. */
    CONVERGED,
    /** No step along the gradient lowers the function by more than its rounding. */
    PRECISION,
    /** The steps are used up. */
    ITERATIONS,
    /** As many steps were taken as were asked for, whatever the gradient. */
    STEPS,
    /** The function cannot be told where the minimisation begins. */
    UNTOLD
  }
}
