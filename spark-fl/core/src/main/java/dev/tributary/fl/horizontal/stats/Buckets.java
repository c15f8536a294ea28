package dev.tributary.fl.horizontal.stats;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers as unsigned 64-bit keys of the same order, whose leading bits are buckets: the sign, then
 * the exponent, then the mantissa of a double. That is the bucketing of DDSketch (Masson, Rim and
 * Lee, 2019) with the bounds of floating point in place of powers of gamma: exact at every bound,
 * and a bucket of k bits splits into those of k + 1.
 *
 * <p>Magnitudes below the least normal double, 2.2e-308, count as zero.
 */
final class Buckets {
  /** Sign and six bits of the exponent: a factor of 2^32. */
  static final int COARSE = 7;

  /** Sign and exponent: a factor of 2. */
  static final int OCTAVE = 12;

  /** Eight bits of the mantissa more: 1/256 of a power of two. */
  static final int FINE = 20;

  /** Largest relative distance of two values of a fine bucket. */
  static final double ACCURACY = 1.0 / 256;

  /** The octave that holds zero, and nothing else. */
  static final int ZERO = of(0, OCTAVE);

  private Buckets() {}

  /**
   * The bucket of a value.
   *
   * @param value finite
   * @param bits 1 to {@link #FINE}
   */
  static int of(double value, int bits) {
    double seen = Math.abs(value) < Double.MIN_NORMAL ? 0.0 : value;
    long raw = Double.doubleToRawLongBits(seen);
    long key = raw ^ ((raw >> 63) | Long.MIN_VALUE);
    return (int) (key >>> (Long.SIZE - bits));
  }

  /** Smallest value of a bucket. */
  static double lower(int bucket, int bits) {
    return value((long) bucket << (Long.SIZE - bits));
  }

  /** Largest value of a bucket. */
  static double upper(int bucket, int bits) {
    return value(((long) bucket << (Long.SIZE - bits)) | (-1L >>> bits));
  }

  /**
   * The number of a bucket with the fewest decimal digits, so that a whole number stays one as long
   * as the bucket holds no other.
   */
  static double simplest(int bucket, int bits) {
    return simplest(lower(bucket, bits), upper(bucket, bits));
  }

  /** The number from one to another, both included, with the fewest decimal digits. */
  static double simplest(double from, double to) {
    if (to < 0) {
      return -shortest(-to, -from);
    }
    return from <= 0 ? 0 : shortest(from, to);
  }

  private static double shortest(double from, double to) {
    BigDecimal least = new BigDecimal(from);
    BigDecimal most = new BigDecimal(to);
    int digits = most.scale() - most.precision();
    while (true) {
      BigDecimal rounded = least.setScale(digits, RoundingMode.CEILING);
      if (rounded.doubleValue() <= to) {
        return rounded.doubleValue();
      }
      digits++;
    }
  }

  /** The exponent {@code e} for which all magnitudes of an octave are below {@code 2^e}. */
  static int ceiling(int octave) {
    double farthest = Math.max(Math.abs(lower(octave, OCTAVE)), Math.abs(upper(octave, OCTAVE)));
    return octave == ZERO ? Double.MIN_EXPONENT : Math.getExponent(farthest) + 1;
  }

  private static double value(long key) {
    return Double.longBitsToDouble(key ^ ((~key >> 63) | Long.MIN_VALUE));
  }
}
