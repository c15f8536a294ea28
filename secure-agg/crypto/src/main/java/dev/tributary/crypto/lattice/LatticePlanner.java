package dev.tributary.crypto.lattice;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Chooses the smallest parameter set whose noise budget fits, and which stays secure whatever the
 * matrix owner is told.
 *
 * <p>A decoded word is {@code Delta s + noise} with {@code s} a sum of values of one channel over
 * any subset of the samples, so {@code -negative <= s <= positive}. Delta is q / 2 over the larger
 * bound plus {@link #TAIL} standard deviations of the noise asked for, rounded down to three
 * leading bits (it is public, and tells the bound to 25 % only): fixed per training, never per
 * node. The flood is {@code sigma_out Delta max|m|}. A set fits if that is at least what hides the
 * predictable noise ({@link NoiseBudget#smallestFlood}, or {@link NoiseBudget#smallestShareFlood}
 * if the matrix owner gets the result): the noise that is asked for is then all the noise there is.
 *
 * <p>Where a matrix owner is told which of its candidates won, it can make the winners spell out
 * the secrets of a window instead of answering. No more than the logarithm of the number of
 * outcomes gets out in this way; the set must keep {@link SecurityEstimate#REQUIRED_BITS} after
 * that.
 */
public final class LatticePlanner {
  /** Standard deviations of noise that a word has room for: one failure in 2^47 words. */
  static final double TAIL = 8;

  private static final int MAX_ROWS = 1 << 30;

  private LatticePlanner() {}

  /**
   * One kind of channel.
   *
   * @param positive upper bound on the sum of the positive values, above 0
   * @param negative upper bound on the absolute sum of the negative values, at least 0
   * @param largest unit of the noise, above 0: upper bound on the absolute value of one, or of most
   */
  public record Kind(double positive, double negative, double largest) {
    public Kind {
      double bound = Math.max(positive, negative);
      if (!(positive >= 0 && negative >= 0 && bound > 0 && bound < 1e300)) {
        throw new IllegalArgumentException(
            "bounds must be finite and one above 0. Provided value: " + positive + ", " + negative);
      }
      if (!(largest > 0 && largest <= bound)) {
        throw new IllegalArgumentException(
            "the largest value must be in (0, " + bound + "]. Provided value: " + largest);
      }
    }

    double bound() {
      return Math.max(positive, negative);
    }
  }

  /**
   * Plans calls whose results are for the vector owner, who tells nothing of them. Arguments and
   * errors are those of {@link #plan(int, int, double, List, ToDoubleFunction)}.
   */
  public static LatticePlan plan(int rows, int candidates, double sigmaOut, List<Kind> kinds) {
    return plan(rows, candidates, sigmaOut, kinds, set -> 0);
  }

  /**
   * Plans a training whose results are for the vector owner.
   *
   * @param rows n, 1 to 2^30
   * @param candidates r, at least 1
   * @param sigmaOut standard deviation of the noise on every sum in units of the largest value,
   *     above 0
   * @param toldBits bits that the matrix owner may be told about the secrets of one window
   * @throws LatticePlanException if no set fits; its message says what would
   */
  public static LatticePlan plan(
      int rows,
      int candidates,
      double sigmaOut,
      List<Kind> kinds,
      ToDoubleFunction<LatticeSet> toldBits) {
    return plan(rows, candidates, sigmaOut, kinds, toldBits, NoiseBudget::smallestFlood);
  }

  /**
   * Plans calls whose results are for the matrix owner; the noise is the vector owner's, and has to
   * hide 256 times as much. Arguments and errors are those of {@link #plan(int, int, double,
   * List)}.
   */
  public static LatticePlan planForMatrixOwner(
      int rows, int candidates, double sigmaOut, List<Kind> kinds) {
    return plan(rows, candidates, sigmaOut, kinds, set -> 0, NoiseBudget::smallestShareFlood);
  }

  private static LatticePlan plan(
      int rows,
      int candidates,
      double sigmaOut,
      List<Kind> kinds,
      ToDoubleFunction<LatticeSet> toldBits,
      ToDoubleFunction<NoiseBudget> smallestFlood) {
    if (rows < 1 || rows > MAX_ROWS || candidates < 1 || kinds.isEmpty()) {
      throw new IllegalArgumentException(
          "rows must be 1 to 2^30, candidates and kinds at least 1. Provided value: "
              + (rows + ", " + candidates + ", " + kinds.size()));
    }
    if (!(sigmaOut > 0 && sigmaOut < 1e12)) {
      throw new IllegalArgumentException(
          "sigma_out must be above 0 and below 10^12. Provided value: " + sigmaOut);
    }
    LatticeSet largest = null;
    double smallest = 0;
    for (LatticeSet set : LatticeSet.values()) {
      largest = set;
      smallest = smallestFlood.applyAsDouble(NoiseBudget.of(set, rows));
      boolean fits = fits(set, smallest, sigmaOut, kinds);
      if (fits && staysSecure(set, toldBits)) {
        return new LatticePlan(set, rows, candidates, scales(set, sigmaOut, kinds));
      }
    }
    if (fits(largest, smallest, sigmaOut, kinds)) {
      throw new LatticePlanException(
          String.format(
              "the winners among %d candidates can tell %.0f bits about one key, too many for every"
                  + " parameter set: use shallower trees or fewer candidates",
              candidates, toldBits.applyAsDouble(largest)));
    }
    double fitting = sigmaOut;
    while (!fits(largest, smallest, fitting, kinds)) {
      fitting *= 1.01;
    }
    throw new LatticePlanException(
        String.format(
            "sigma_out %.3g is less than what hides the cipher's own noise over %d rows: set"
                + " sigma_out to at least %.3g, or use fewer rows",
            sigmaOut, rows, 1.01 * fitting));
  }

  private static boolean staysSecure(LatticeSet set, ToDoubleFunction<LatticeSet> toldBits) {
    double told = toldBits.applyAsDouble(set);
    return SecurityEstimate.outer(set, told, SieveCost.BDGL16) >= SecurityEstimate.REQUIRED_BITS;
  }

  private static boolean fits(
      LatticeSet set, double smallestFlood, double sigmaOut, List<Kind> kinds) {
    return scales(set, sigmaOut, kinds).stream().allMatch(s -> s.flood() >= smallestFlood);
  }

  private static List<ChannelScale> scales(LatticeSet set, double sigmaOut, List<Kind> kinds) {
    List<ChannelScale> scales = new ArrayList<>();
    for (Kind kind : kinds) {
      double delta = delta(set, kind, sigmaOut);
      scales.add(new ChannelScale(delta, sigmaOut * delta * kind.largest()));
    }
    return scales;
  }

  private static double half(LatticeSet set) {
    return Math.pow(2, set.modulusBits() - 1);
  }

  private static double delta(LatticeSet set, Kind kind, double sigmaOut) {
    double exact = half(set) / (kind.bound() + TAIL * sigmaOut * kind.largest() + kind.largest());
    double unit = Math.pow(2, Math.getExponent(exact) - 2);
    return Math.floor(exact / unit) * unit;
  }
}
