package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.LatticePlanner;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The job's {@code sigma-out}: the standard deviation of the noise on every sum that a feature
 * party answers, in units of the largest derivative, or with squared error of a typical one ({@link
 * dev.tributary.fl.training.NoiseUnit}). Equal at all parties.
 *
 * <p>Where the job says nothing it follows from what the label party announces before the first
 * tree: {@value #ROOT_SHARE} of the root of the sum of squared gradients, which is what a sum over
 * a random half of the rows spreads by, and at least {@value #LEAST}. So large trainings, whose
 * sums bear it, get more noise than small ones; the table of what it costs is in this package's
 * README.
 *
 * @param given the job's value, above 0; empty to follow from the training
 */
public record SigmaOut(OptionalDouble given) {
  /** The smallest value that is chosen where the job gives none. */
  public static final double LEAST = 1;

  static final double ROOT_SHARE = 0.04;

  public SigmaOut {
    if (given.isPresent() && !(given.getAsDouble() > 0 && Double.isFinite(given.getAsDouble()))) {
      throw new IllegalArgumentException(
          "sigma-out must be above 0. Provided value: " + given.getAsDouble());
    }
  }

  /** What follows from the training. */
  public static SigmaOut automatic() {
    return new SigmaOut(OptionalDouble.empty());
  }

  /** A value that the job gives. */
  public static SigmaOut of(double value) {
    return new SigmaOut(OptionalDouble.of(value));
  }

  /**
   * The value of one training.
   *
   * @param kinds bounds of gradients, then of hessians, as announced
   */
  double value(List<LatticePlanner.Kind> kinds) {
    return given.orElseGet(() -> followingFrom(kinds.get(0)));
  }

  /** The sum of squares is at most, and near the leaves of a tree about, sum times unit. */
  private static double followingFrom(LatticePlanner.Kind gradients) {
    double sum = Math.max(gradients.positive(), gradients.negative());
    return Math.max(LEAST, ROOT_SHARE * Math.sqrt(sum / gradients.largest()));
  }

  @Override
  public String toString() {
    return given.isPresent() ? String.valueOf(given.getAsDouble()) : "automatic";
  }
}
