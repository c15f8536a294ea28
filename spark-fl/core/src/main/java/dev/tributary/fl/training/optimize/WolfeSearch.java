package dev.tributary.fl.training.optimize;

import dev.tributary.fl.training.optimize.Smooth.Slope;
import java.util.Optional;

/**
 * A line search for the strong Wolfe conditions (Nocedal & Wright, 2006, section 3.5): with {@code
 * phi(a) = f(x + a d)},
 *
 * <pre>phi(a) <= phi(0) + c1 a phi'(0),   |phi'(a)| <= c2 |phi'(0)|,   c1 = 1e-4, c2 = 0.9.</pre>
 *
 * <p>It keeps an interval whose lower end descends enough and still falls steeply, and whose upper
 * end is too high, rises or cannot be told; in between such a point lies. Where the values differ
 * by rounding only, the first condition is replaced by the approximate one of Hager & Zhang, SIAM
 * J. Optim. 16, 2005, {@code phi'(a) <= (2 c1 - 1) phi'(0)}, so that a minimisation goes on until
 * the gradient vanishes and not until the value no longer changes.
 */
final class WolfeSearch {
  private static final double DESCENT = 1e-4;
  private static final double CURVATURE = 0.9;
  private static final int MOST_TRIALS = 40;

  private final Smooth function;
  private final double[] from;
  private final double[] direction;
  private final Trial origin;

  /** A step length with value and derivative along the line. */
  private record Trial(double length, double value, double derivative, Slope slope) {}

  WolfeSearch(Smooth function, Step from, double[] direction) {
    this.function = function;
    this.from = from.at();
    this.direction = direction;
    this.origin = trial(0, from.slope());
  }

  /** The accepted point, if any; {@code first} is the length to try first. */
  Optional<Step> run(double first) {
    Trial low = origin;
    Trial high = null;
    double length = first;
    for (int i = 0; i < MOST_TRIALS; i++) {
      double[] at = Vectors.plus(from, length, direction);
      Trial tried = trial(length, function.at(at));
      if (!descends(tried)) {
        high = tried;
      } else if (Math.abs(tried.derivative) <= CURVATURE * -origin.derivative) {
        return Optional.of(new Step(at, tried.slope));
      } else if (tried.derivative > 0) {
        high = tried;
      } else {
        low = tried;
      }
      length = high == null ? 4 * length : within(low, high);
      if (high != null && !(length > low.length && length < high.length)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Trial trial(double length, Slope slope) {
    double derivative = slope.isTold() ? Vectors.dot(slope.gradient(), direction) : Double.NaN;
    return new Trial(length, slope.value(), derivative, slope);
  }

  private boolean descends(Trial tried) {
    if (!tried.slope.isTold()) {
      return false;
    }
    double start = origin.value;
    return tried.value <= start + DESCENT * tried.length * origin.derivative
        || (tried.value <= start + Step.rounding(function, start)
            && tried.derivative <= (2 * DESCENT - 1) * origin.derivative);
  }

  /** The minimum of the cubic through both ends, kept away from them. */
  private static double within(Trial low, Trial high) {
    double width = high.length - low.length;
    double guess = low.length + width / 2;
    if (high.slope.isTold()) {
      double d1 = low.derivative + high.derivative - 3 * (high.value - low.value) / width;
      double d2 = Math.sqrt(d1 * d1 - low.derivative * high.derivative);
      double cubic =
          high.length
              - width * ((high.derivative + d2 - d1) / (high.derivative - low.derivative + 2 * d2));
      guess = Double.isFinite(cubic) ? cubic : guess;
    }
    return Math.max(low.length + 0.1 * width, Math.min(high.length - 0.1 * width, guess));
  }
}
