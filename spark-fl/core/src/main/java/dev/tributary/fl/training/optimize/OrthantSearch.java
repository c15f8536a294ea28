package dev.tributary.fl.training.optimize;

import dev.tributary.fl.training.optimize.Smooth.Slope;
import java.util.Optional;

/**
 * The backtracking search of OWL-QN: points are projected onto the orthant in which the L1 penalty
 * is linear (Andrew & Gao, Scalable training of L1-regularized log-linear models, ICML 2007).
 */
final class OrthantSearch {
  private static final double DESCENT = 1e-4;
  private static final int MOST_HALVINGS = 50;

  private final Smooth function;
  private final double[] l1;

  OrthantSearch(Smooth function, double[] l1) {
    this.function = function;
    this.l1 = l1;
  }

  /** {@code sum of l1 |x|}. */
  double penalty(double[] at) {
    double sum = 0;
    for (int i = 0; i < at.length; i++) {
      sum += l1[i] * Math.abs(at[i]);
    }
    return sum;
  }

  /** The subgradient of least length. */
  double[] subgradient(Step from) {
    double[] result = from.slope().gradient().clone();
    for (int i = 0; i < result.length; i++) {
      double x = from.at()[i];
      if (x != 0) {
        result[i] += Math.signum(x) * l1[i];
      } else {
        double beyond = Math.abs(result[i]) - l1[i];
        result[i] = beyond > 0 ? Math.signum(result[i]) * beyond : 0;
      }
    }
    return result;
  }

  /**
   * The accepted point, if any.
   *
   * @param direction without the coordinates in which the subgradient does not fall
   */
  Optional<Step> run(Step from, double[] subgradient, double[] direction, double first) {
    double start = from.slope().value() + penalty(from.at());
    double length = first;
    for (int i = 0; i < MOST_HALVINGS; i++) {
      double[] at = project(from.at(), subgradient, direction, length);
      Slope slope = function.at(at);
      if (slope.isTold()) {
        double expected = Vectors.dot(subgradient, Vectors.plus(at, -1, from.at()));
        double value = slope.value() + penalty(at);
        if (expected < 0 && value <= start + DESCENT * expected + Step.rounding(function, start)) {
          return Optional.of(new Step(at, slope));
        }
      }
      length /= 2;
    }
    return Optional.empty();
  }

  private double[] project(double[] from, double[] subgradient, double[] direction, double length) {
    double[] at = Vectors.plus(from, length, direction);
    for (int i = 0; i < at.length; i++) {
      double orthant = from[i] != 0 ? Math.signum(from[i]) : -Math.signum(subgradient[i]);
      if (l1[i] > 0 && Math.signum(at[i]) != orthant) {
        at[i] = 0;
      }
    }
    return at;
  }
}
