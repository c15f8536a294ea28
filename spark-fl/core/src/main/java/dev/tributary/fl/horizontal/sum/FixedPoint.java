package dev.tributary.fl.horizontal.sum;

import java.io.Serializable;

/**
 * Real numbers as 64-bit integers of a common scale, such that a sum over all parties cannot leave
 * the range of a {@code long}. All parties must derive it from the same numbers, which their job
 * states or which were agreed before.
 *
 * @param scale a power of two: {@code words = round(value * scale)}
 * @param bound largest magnitude that one party may put in
 */
public record FixedPoint(double scale, double bound) implements Serializable {
  /** One bit for the sign and one to spare. */
  private static final int BITS = 62;

  /**
   * The finest scale that is safe.
   *
   * @param bound largest magnitude of one party's sum, above zero and finite
   * @param parties how many put in, at least 1
   */
  public static FixedPoint of(double bound, int parties) {
    if (!(bound > 0) || Double.isInfinite(bound) || parties < 1) {
      throw new IllegalArgumentException(
          "bound must be above zero and finite, and parties at least 1. Provided values: %s and %d"
              .formatted(bound, parties));
    }
    int whole =
        Math.getExponent(bound) + 1 + (Integer.SIZE - Integer.numberOfLeadingZeros(parties));
    return new FixedPoint(Math.scalb(1.0, BITS - whole), bound);
  }

  /** Largest error of one party's encoded value. */
  public double error() {
    return 0.5 / scale;
  }

  /**
   * Encodes a value.
   *
   * @throws IllegalArgumentException if it is not a number or above the bound in magnitude
   */
  public long encode(double value) {
    if (!(Math.abs(value) <= bound)) {
      throw new IllegalArgumentException(
          "value must be a number of at most %s in magnitude. Provided value: %s"
              .formatted(bound, value));
    }
    return Math.round(value * scale);
  }

  /** The value of a word or of a total. */
  public double decode(long word) {
    return word / scale;
  }
}
