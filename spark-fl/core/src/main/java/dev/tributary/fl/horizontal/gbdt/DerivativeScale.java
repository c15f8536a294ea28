package dev.tributary.fl.horizontal.gbdt;

import java.io.Serializable;

/**
 * The fixed point of all derivatives of a training: a row's is rounded to nearest and cut off where
 * all rows of all parties cannot leave {@code 2^62} together. All parties have the same, from the
 * same totals.
 *
 * @param fractionBits a word is the derivative times two to this; negative for huge labels
 * @param limit largest magnitude of a row's word, a power of two
 */
record DerivativeScale(int fractionBits, double limit) implements Serializable {
  private static final int BITS = 62;

  /** As precise as the weights of leaves ever need it, of a derivative within the bound. */
  private static final int MOST_BITS = 40;

  /**
   * @param bound what no derivative is expected to go beyond, positive and finite
   * @param rows of all parties, at least 1
   */
  static DerivativeScale of(double bound, long rows) {
    int magnitude = BITS - (Long.SIZE - Long.numberOfLeadingZeros(rows));
    int bits = Math.min(MOST_BITS, magnitude) - Math.getExponent(bound) - 1;
    return new DerivativeScale(bits, Math.scalb(1.0, magnitude));
  }

  /** The word of a derivative. */
  long word(double value) {
    return (long) Math.max(-limit, Math.min(limit, Math.rint(Math.scalb(value, fractionBits))));
  }

  /** The value of a word. */
  double value(long word) {
    return Math.scalb((double) word, -fractionBits);
  }
}
