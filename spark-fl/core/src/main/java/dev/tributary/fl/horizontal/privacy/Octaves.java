package dev.tributary.fl.horizontal.privacy;

/**
 * Buckets of numbers that are known before any data: by sign, a factor of four wide, from 2^-20 to
 * 2^48, and one for what is nearer to zero.
 */
final class Octaves {
  private static final int LEAST = -20;
  private static final int STEPS = 34;
  private static final int ZERO = STEPS;

  /** How many. */
  static final int BINS = 2 * STEPS + 1;

  private Octaves() {}

  /** Ascending with the value. */
  static int of(double value) {
    int exponent = Math.getExponent(value);
    if (exponent < LEAST) {
      return ZERO;
    }
    int step = Math.min(STEPS - 1, (exponent - LEAST) / 2);
    return value > 0 ? ZERO + 1 + step : ZERO - 1 - step;
  }

  /** Zero for what is as near to it as cannot be told from it, which -0.0 is; else the value. */
  static double told(double value) {
    return of(value) == ZERO ? 0 : value;
  }

  /** Smallest value of a bucket; of that around zero, zero. */
  static double lower(int bin) {
    if (bin == ZERO) {
      return 0;
    }
    return bin > ZERO ? bound(bin - ZERO - 1) : -bound(ZERO - bin);
  }

  /** Largest value of a bucket; of that around zero, zero. */
  static double upper(int bin) {
    return bin == ZERO ? 0 : -lower(BINS - 1 - bin);
  }

  private static double bound(int step) {
    return Math.scalb(1.0, LEAST + 2 * step);
  }
}
