package dev.tributary.crypto.ec;

import org.bouncycastle.math.ec.rfc7748.X25519Field;

/**
 * Elligator 2 for Curve25519, u-coordinate only (RFC 9380, 6.7.1, with Z = 2).
 *
 * <p>For a field element t let {@code d = 1 + 2 t^2}. The candidates are {@code x1 = -J / d} and
 * {@code x2 = -x1 - J}; the result is x1 if {@code g(x1) = x1^3 + J x1^2 + x1} is a square, and x2
 * otherwise (then g(x2) is one). So the result is always the u-coordinate of a point of the curve,
 * never of its twist.
 *
 * <p>One exponentiation serves both the inverse and the quadratic character. {@code d^4 g(x1) = n}
 * with {@code n = -J (J^2 - J^2 d + d^2) d}, so g(x1) and n have the same character; and as d
 * divides n, {@code 1/d = (n/d) / n}. With {@code r = n^((p-5)/8)}: character {@code n^((p-1)/2) =
 * r^4 n^2} and inverse {@code 1/n = r^8 n^3}. n is never 0: -1/2 and J^2 - 4 are non-squares, so
 * neither factor vanishes.
 *
 * <p>Holds scratch space: not thread-safe. Runs in constant time but for the final selection, whose
 * timing depends on the id alone and stays with the party that owns the id.
 */
final class Elligator2 {
  private static final int J = 486_662;

  private final int[] jSquared = element();
  private final int[] d = element();
  private final int[] cofactor = element();
  private final int[] n = element();
  private final int[] square = element();
  private final int[] root = element();
  private final int[] power = element();
  private final int[] scratch = element();

  Elligator2() {
    X25519Field.one(jSquared);
    X25519Field.mul(jSquared, J, jSquared);
    X25519Field.mul(jSquared, J, jSquared);
  }

  static int[] element() {
    return X25519Field.create();
  }

  /**
   * @param t any field element
   * @param u receives the u-coordinate, normalised; may be {@code t}
   */
  void map(int[] t, int[] u) {
    denominator(t);
    productOverDenominator();
    X25519Field.mul(cofactor, d, n);
    X25519Field.sqr(n, square);
    powPm5d8(n, root);
    X25519Field.sqr(root, 2, power);
    X25519Field.mul(power, square, scratch);
    X25519Field.normalize(scratch);
    boolean isSquare = X25519Field.isOneVar(scratch);
    X25519Field.sqr(power, power);
    X25519Field.mul(power, square, power);
    X25519Field.mul(power, n, power);
    X25519Field.mul(power, cofactor, power);
    X25519Field.mul(power, J, u);
    if (isSquare) {
      X25519Field.negate(u, u);
    } else {
      X25519Field.zero(scratch);
      scratch[0] = J;
      X25519Field.sub(u, scratch, u);
    }
    X25519Field.carry(u);
    X25519Field.normalize(u);
  }

  /** {@code d = 1 + 2 t^2}. */
  private void denominator(int[] t) {
    X25519Field.sqr(t, d);
    X25519Field.add(d, d, d);
    X25519Field.addOne(d);
    X25519Field.carry(d);
  }

  /** {@code cofactor = n / d = -J (J^2 - J^2 d + d^2)}. */
  private void productOverDenominator() {
    X25519Field.sqr(d, cofactor);
    X25519Field.add(cofactor, jSquared, cofactor);
    X25519Field.mul(d, jSquared, scratch);
    X25519Field.sub(scratch, cofactor, cofactor);
    X25519Field.carry(cofactor);
    X25519Field.mul(cofactor, J, cofactor);
  }

  /** {@code z = x^((p-5)/8) = x^(2^252 - 3)}; the chain doubles runs of ones in the exponent. */
  private void powPm5d8(int[] x, int[] z) {
    int[] ones2 = element();
    int[] ones5 = element();
    int[] ones10 = element();
    int[] ones50 = element();
    int[] run = element();
    X25519Field.sqr(x, ones2);
    X25519Field.mul(ones2, x, ones2);
    extend(ones2, 2, ones2, run);
    X25519Field.sqr(run, ones5);
    X25519Field.mul(ones5, x, ones5);
    extend(ones5, 5, ones5, ones10);
    extend(ones10, 10, ones10, run);
    extend(run, 20, run, ones50);
    extend(ones50, 10, ones10, ones50);
    extend(ones50, 50, ones50, run);
    extend(run, 100, run, z);
    extend(z, 50, ones50, z);
    X25519Field.sqr(z, 2, z);
    X25519Field.mul(z, x, z);
  }

  /** {@code z = high^(2^bits) * low}: the exponent {@code high} shifted, then {@code low} added. */
  private static void extend(int[] high, int bits, int[] low, int[] z) {
    int[] shifted = element();
    X25519Field.sqr(high, bits, shifted);
    X25519Field.mul(shifted, low, z);
  }
}
