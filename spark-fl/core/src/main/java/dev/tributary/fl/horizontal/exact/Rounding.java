package dev.tributary.fl.horizontal.exact;

/**
 * Rounds doubles to multiples of a unit, a power of two, by adding and taking away {@code 1.5 x
 * 2^52} units: halves go to even, as {@link Math#rint} does it (Demmel & Nguyen, Fast reproducible
 * floating-point summation, ARITH 2013).
 *
 * <p>Addends of at most {@code 2^42} units add up without any rounding error {@value #BLOCK} times,
 * since {@code 2^42 x 2^10 < 2^53}.
 */
final class Rounding {
  /** How many addends a double holds exactly. */
  static final int BLOCK = 1 << 10;

  private static final double LARGEST = 0x1p42;

  private Rounding() {}

  /** What is added and taken away. */
  static double pull(double unit) {
    return 0x1.8p52 * unit;
  }

  /** Largest magnitude of an addend. */
  static double largest(double unit) {
    return LARGEST * unit;
  }
}
