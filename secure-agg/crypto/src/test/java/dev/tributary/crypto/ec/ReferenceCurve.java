package dev.tributary.crypto.ec;

import java.math.BigInteger;

/** Curve25519 in plain BigInteger formulas, an independent oracle for the tests. */
final class ReferenceCurve {
  static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
  static final BigInteger J = BigInteger.valueOf(486_662);

  private ReferenceCurve() {}

  static BigInteger decode(byte[] littleEndian) {
    byte[] bigEndian = new byte[littleEndian.length];
    for (int i = 0; i < bigEndian.length; i++) {
      bigEndian[i] = littleEndian[littleEndian.length - 1 - i];
    }
    return new BigInteger(1, bigEndian);
  }

  static byte[] encode(BigInteger value) {
    byte[] out = new byte[32];
    for (int i = 0; i < 32; i++) {
      out[i] = value.shiftRight(8 * i).byteValue();
    }
    return out;
  }

  /** 1, -1 or 0: square, non-square or zero. */
  static int character(BigInteger value) {
    BigInteger power = value.mod(P).modPow(P.shiftRight(1), P);
    return power.equals(P.subtract(BigInteger.ONE)) ? -1 : power.intValueExact();
  }

  /** 1 if a point of the curve has this u-coordinate, -1 if one of its twist has. */
  static int side(BigInteger u) {
    return character(u.multiply(u).add(J.multiply(u)).add(BigInteger.ONE).multiply(u));
  }

  /** Elligator 2 as the definition in RFC 9380, 6.7.1 reads. */
  static BigInteger elligator2(BigInteger t) {
    BigInteger d = BigInteger.ONE.add(t.multiply(t).shiftLeft(1)).mod(P);
    BigInteger x1 = J.negate().multiply(d.modInverse(P)).mod(P);
    return side(x1) >= 0 ? x1 : x1.negate().subtract(J).mod(P);
  }

  /** u-coordinate of {@code k} times the point, empty (null) at infinity: a Montgomery ladder. */
  static BigInteger multiply(BigInteger k, BigInteger u) {
    BigInteger x2 = BigInteger.ONE;
    BigInteger z2 = BigInteger.ZERO;
    BigInteger x3 = u;
    BigInteger z3 = BigInteger.ONE;
    for (int i = k.bitLength() - 1; i >= 0; i--) {
      boolean one = k.testBit(i);
      BigInteger xa = one ? x3 : x2;
      BigInteger za = one ? z3 : z2;
      BigInteger xb = one ? x2 : x3;
      BigInteger zb = one ? z2 : z3;
      BigInteger cross = xa.multiply(xb).subtract(za.multiply(zb));
      BigInteger other = xa.multiply(zb).subtract(za.multiply(xb));
      BigInteger sumX = cross.multiply(cross).mod(P);
      BigInteger sumZ = other.multiply(other).multiply(u).mod(P);
      BigInteger xx = xa.multiply(xa);
      BigInteger zz = za.multiply(za);
      BigInteger xz = xa.multiply(za);
      BigInteger difference = xx.subtract(zz);
      BigInteger doubleX = difference.multiply(difference).mod(P);
      BigInteger doubleZ = xz.shiftLeft(2).multiply(xx.add(J.multiply(xz)).add(zz)).mod(P);
      x2 = one ? sumX : doubleX;
      z2 = one ? sumZ : doubleZ;
      x3 = one ? doubleX : sumX;
      z3 = one ? doubleZ : sumZ;
    }
    return z2.signum() == 0 ? null : x2.multiply(z2.modInverse(P)).mod(P);
  }
}
