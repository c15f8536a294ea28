package dev.tributary.crypto.encoding;

/**
 * Reals as integers: {@code encode(x) = round(x 2^fractionBits)}, error at most {@code
 * 2^-(fractionBits + 1)}.
 *
 * @param fractionBits bits after the point, 0 to 52
 * @param maximum largest magnitude of an encoded integer, exclusive; 1 to {@code 2^62}
 */
public record FixedPoint(int fractionBits, long maximum) {
  public FixedPoint {
    if (fractionBits < 0 || fractionBits > 52) {
      throw new IllegalArgumentException(
          "fractionBits must be 0 to 52. Provided value: " + fractionBits);
    }
    if (maximum < 1 || maximum > 1L << 62) {
      throw new IllegalArgumentException("maximum must be 1 to 2^62. Provided value: " + maximum);
    }
  }

  /** Refuses what is not finite or does not fit; never wraps or clips. */
  public long encode(double value) {
    double scaled = Math.rint(value * (1L << fractionBits));
    if (!(Math.abs(scaled) < maximum)) {
      throw new IllegalArgumentException(
          "value must be below "
              + (double) maximum / (1L << fractionBits)
              + " in magnitude. Provided value: "
              + value);
    }
    return (long) scaled;
  }

  /** Inverse of {@link #encode}, also for sums of encoded values. */
  public double decode(long encoded) {
    return (double) encoded / (1L << fractionBits);
  }
}
