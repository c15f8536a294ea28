package dev.tributary.crypto.paillier;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Multiplication modulo n^2 for an odd n, on flat arrays of {@code long}.
 *
 * <p>Design. An element is a pair (c0, c1) that stands for {@code c = c0 + c1 n}, each half in L
 * limbs of 57 bits, L even: {@code limb(c0, i) = a[o + i]}, {@code limb(c1, i) = a[o + L + i]}.
 * Elements are kept times R modulo n^2, {@code R = 2^(57 L)} (Montgomery 1985). With the m of
 * Montgomery's reduction of the low product, {@code c0 d0 = R r - m n}, and so
 *
 * <pre>
 * c d / R = r + n ((c0 d1 + c1 d0 - m) / R mod n)    (mod n^2)
 * </pre>
 *
 * That is three products and two reductions of half length: 5 L^2 limb products instead of the 8
 * L^2 of a Montgomery multiplication that does not know that its modulus is a square.
 *
 * <p>Java 17 has neither an unsigned high product nor a carry flag. A column {@code S = sum x_i
 * y_j} is therefore kept as {@code lo = sum x_i y_j mod 2^64} and {@code hi = sum floor(2^6 x_i y_j
 * / 2^64)}, no carries and no corrections: {@code S - 2^58 hi} lies in {@code [0, terms 2^58)}, so
 * with at most 64 terms it equals {@code lo - 2^58 hi mod 2^64}. A row adds up to three terms to a
 * column, so the columns are brought back to limbs (one term at most) after every 20 rows.
 *
 * <p>Invariants: limbs are below 2^57, halves below 2 n, R at least 16 n; hence results are below
 * {@code (8 n^2 + R n) / R + 2 < 2 n} again without any final subtraction. Not constant time.
 * Immutable; scratch space is the caller's.
 */
final class SquareRing {
  static final int LIMB_BITS = 57;

  private static final long MASK = (1L << LIMB_BITS) - 1;
  private static final int SPARE_BITS = 64 - LIMB_BITS - 1;
  private static final int HIGH_BITS = LIMB_BITS + 1;
  private static final int SLACK_BITS = 4;
  private static final int ROWS = 20;

  private final BigInteger root;
  private final BigInteger modulus;
  private final int limbs;
  private final long[] n;
  private final long negatedInverse;
  private final long[] complement;
  private final long[] radixSquared;
  private final long[] one;

  /** Working memory of one thread. */
  static final class Scratch {
    private final long[] lo;
    private final long[] hi;
    private final long[] m;
    private final long[] low;

    private Scratch(int limbs) {
      lo = new long[2 * limbs];
      hi = new long[2 * limbs];
      m = new long[limbs];
      low = new long[limbs];
    }
  }

  SquareRing(BigInteger root) {
    if (root.signum() <= 0 || !root.testBit(0)) {
      throw new IllegalArgumentException("n must be odd and positive");
    }
    this.root = root;
    modulus = root.multiply(root);
    limbs = (root.bitLength() + SLACK_BITS + 2 * LIMB_BITS - 1) / (2 * LIMB_BITS) * 2;
    n = new long[limbs];
    split(root, n, 0);
    BigInteger word = BigInteger.ONE.shiftLeft(Long.SIZE);
    negatedInverse = root.negate().modInverse(word).longValue();
    BigInteger radix = BigInteger.ONE.shiftLeft(LIMB_BITS * limbs);
    complement = new long[limbs];
    split(BigInteger.ONE.subtract(radix).mod(root), complement, 0);
    radixSquared = pair(radix.multiply(radix));
    one = pair(radix);
  }

  BigInteger modulus() {
    return modulus;
  }

  /** Longs of one element: 2 L. */
  int size() {
    return 2 * limbs;
  }

  Scratch scratch() {
    return new Scratch(limbs);
  }

  /** Writes the neutral element to {@code out[o .. o + size)}. */
  void one(long[] out, int o) {
    System.arraycopy(one, 0, out, o, one.length);
  }

  /** Montgomery form of {@code value}, in {@code [0, n^2)}. */
  void enter(BigInteger value, long[] out, int o, Scratch scratch) {
    long[] plain = pair(value);
    multiply(plain, 0, radixSquared, 0, out, o, scratch);
  }

  /** The residue in {@code [0, n^2)} of an element in Montgomery form. */
  BigInteger leave(long[] a, int o, Scratch scratch) {
    long[] unit = new long[size()];
    unit[0] = 1;
    long[] plain = new long[size()];
    multiply(a, o, unit, 0, plain, 0, scratch);
    return join(plain, limbs).multiply(root).add(join(plain, 0)).mod(modulus);
  }

  /** {@code out = a b}; the output may be one of the inputs. */
  void multiply(long[] a, int ao, long[] b, int bo, long[] out, int oo, Scratch scratch) {
    lowHalf(a, ao, b, bo, scratch);
    highHalf(a, ao, b, bo, out, oo + limbs, scratch);
    System.arraycopy(scratch.low, 0, out, oo, limbs);
  }

  /** r of the design: two rows of the product and two of the reduction at a time. */
  private void lowHalf(long[] a, int ao, long[] b, int bo, Scratch scratch) {
    final int size = limbs;
    final long[] lo = scratch.lo;
    final long[] hi = scratch.hi;
    final long[] mod = n;
    Arrays.fill(lo, 0);
    Arrays.fill(hi, 0);
    final long b0 = b[bo];
    final long b1 = b[bo + 1];
    final long n0 = mod[0];
    final long n1 = mod[1];
    long carry = 0;
    for (int i = 0; i < size; i += 2) {
      if (i > 0 && i % ROWS == 0) {
        carry = settle(lo, hi, i, carry);
      }
      final long x0 = a[ao + i];
      final long x1 = a[ao + i + 1];
      final long y0 = x0 << SPARE_BITS;
      final long y1 = x1 << SPARE_BITS;
      long l = lo[i] + x0 * b0;
      long h = hi[i] + Math.multiplyHigh(y0, b0);
      final long m0 = ((l + carry) * negatedInverse) & MASK;
      final long k0 = m0 << SPARE_BITS;
      carry = carry(l + m0 * n0, h + Math.multiplyHigh(k0, n0), carry);
      l = lo[i + 1] + x0 * b1 + x1 * b0 + m0 * n1;
      h =
          hi[i + 1]
              + Math.multiplyHigh(y0, b1)
              + Math.multiplyHigh(y1, b0)
              + Math.multiplyHigh(k0, n1);
      final long m1 = ((l + carry) * negatedInverse) & MASK;
      final long k1 = m1 << SPARE_BITS;
      carry = carry(l + m1 * n0, h + Math.multiplyHigh(k1, n0), carry);
      scratch.m[i] = m0;
      scratch.m[i + 1] = m1;
      long bp = b1;
      long np = n1;
      for (int j = 2; j < size; j++) {
        final long bj = b[bo + j];
        final long nj = mod[j];
        lo[i + j] += x0 * bj + x1 * bp + m0 * nj + m1 * np;
        hi[i + j] +=
            Math.multiplyHigh(y0, bj)
                + Math.multiplyHigh(y1, bp)
                + Math.multiplyHigh(k0, nj)
                + Math.multiplyHigh(k1, np);
        bp = bj;
        np = nj;
      }
      lo[i + size] += x1 * bp + m1 * np;
      hi[i + size] += Math.multiplyHigh(y1, bp) + Math.multiplyHigh(k1, np);
    }
    normalise(lo, hi, size, carry, scratch.low, 0);
  }

  /** {@code (a0 b1 + a1 b0 - m) / R mod n}: four rows of products and two of the reduction. */
  private void highHalf(long[] a, int ao, long[] b, int bo, long[] out, int oo, Scratch scratch) {
    final int size = limbs;
    final long[] lo = scratch.lo;
    final long[] hi = scratch.hi;
    final long[] mod = n;
    Arrays.fill(lo, 0);
    Arrays.fill(hi, 0);
    // -m = (R - 1 - m) + (1 - R), limb by limb non-negative, the constant taken modulo n.
    for (int i = 0; i < size; i++) {
      lo[i] = MASK - scratch.m[i] + complement[i];
    }
    final long c0 = b[bo];
    final long c1 = b[bo + 1];
    final long d0 = b[bo + size];
    final long d1 = b[bo + size + 1];
    final long n0 = mod[0];
    final long n1 = mod[1];
    long carry = 0;
    for (int i = 0; i < size; i += 2) {
      if (i > 0 && i % ROWS == 0) {
        carry = settle(lo, hi, i, carry);
      }
      final long x0 = a[ao + i];
      final long x1 = a[ao + i + 1];
      final long u0 = a[ao + size + i];
      final long u1 = a[ao + size + i + 1];
      final long y0 = x0 << SPARE_BITS;
      final long y1 = x1 << SPARE_BITS;
      final long v0 = u0 << SPARE_BITS;
      final long v1 = u1 << SPARE_BITS;
      long l = lo[i] + x0 * d0 + u0 * c0;
      long h = hi[i] + Math.multiplyHigh(y0, d0) + Math.multiplyHigh(v0, c0);
      final long m0 = ((l + carry) * negatedInverse) & MASK;
      final long k0 = m0 << SPARE_BITS;
      carry = carry(l + m0 * n0, h + Math.multiplyHigh(k0, n0), carry);
      l = lo[i + 1] + x0 * d1 + x1 * d0 + u0 * c1 + u1 * c0 + m0 * n1;
      h =
          hi[i + 1]
              + Math.multiplyHigh(y0, d1)
              + Math.multiplyHigh(y1, d0)
              + Math.multiplyHigh(v0, c1)
              + Math.multiplyHigh(v1, c0)
              + Math.multiplyHigh(k0, n1);
      final long m1 = ((l + carry) * negatedInverse) & MASK;
      final long k1 = m1 << SPARE_BITS;
      carry = carry(l + m1 * n0, h + Math.multiplyHigh(k1, n0), carry);
      long cp = c1;
      long dp = d1;
      long np = n1;
      for (int j = 2; j < size; j++) {
        final long cj = b[bo + j];
        final long dj = b[bo + size + j];
        final long nj = mod[j];
        lo[i + j] += x0 * dj + x1 * dp + u0 * cj + u1 * cp + m0 * nj + m1 * np;
        hi[i + j] +=
            Math.multiplyHigh(y0, dj)
                + Math.multiplyHigh(y1, dp)
                + Math.multiplyHigh(v0, cj)
                + Math.multiplyHigh(v1, cp)
                + Math.multiplyHigh(k0, nj)
                + Math.multiplyHigh(k1, np);
        cp = cj;
        dp = dj;
        np = nj;
      }
      lo[i + size] += x1 * dp + u1 * cp + m1 * np;
      hi[i + size] +=
          Math.multiplyHigh(y1, dp) + Math.multiplyHigh(v1, cp) + Math.multiplyHigh(k1, np);
    }
    normalise(lo, hi, size, carry, out, oo);
  }

  /** Brings the columns from row i on back to limbs; no later column has been touched. */
  private long settle(long[] lo, long[] hi, int i, long carry) {
    lo[i + limbs] = normalise(lo, hi, i, carry, lo, i);
    Arrays.fill(hi, i, i + limbs, 0);
    return 0;
  }

  /** L columns as limbs, in place if the output is lo; returns what is left for the next column. */
  private long normalise(long[] lo, long[] hi, int from, long carry, long[] out, int oo) {
    long c = carry;
    for (int i = 0; i < limbs; i++) {
      final long l = lo[from + i];
      final long h = hi[from + i];
      out[oo + i] = (l - (h << HIGH_BITS) + c) & MASK;
      c = carry(l, h, c);
    }
    return c;
  }

  /** {@code floor((S + carry) / 2^57)} of a column S in its (lo, hi) form. */
  private static long carry(long lo, long hi, long carry) {
    final long rest = lo - (hi << HIGH_BITS);
    final long sum = rest + carry;
    final long wrapped = Long.compareUnsigned(sum, rest) < 0 ? 1L << (64 - LIMB_BITS) : 0;
    return (hi << 1) + (sum >>> LIMB_BITS) + wrapped;
  }

  private long[] pair(BigInteger value) {
    BigInteger[] halves = value.mod(modulus).divideAndRemainder(root);
    long[] out = new long[size()];
    split(halves[1], out, 0);
    split(halves[0], out, limbs);
    return out;
  }

  private void split(BigInteger value, long[] out, int o) {
    byte[] bytes = value.toByteArray();
    Arrays.fill(out, o, o + limbs, 0);
    for (int i = 0; i < bytes.length; i++) {
      long octet = bytes[bytes.length - 1 - i] & 0xffL;
      int bit = 8 * i;
      int limb = bit / LIMB_BITS;
      int shift = bit % LIMB_BITS;
      if (limb < limbs) {
        out[o + limb] |= (octet << shift) & MASK;
      }
      if (shift > LIMB_BITS - 8 && limb + 1 < limbs) {
        out[o + limb + 1] |= octet >>> (LIMB_BITS - shift);
      }
    }
  }

  private BigInteger join(long[] a, int o) {
    byte[] bytes = new byte[(limbs * LIMB_BITS + 7) / 8];
    for (int i = 0; i < bytes.length; i++) {
      int bit = 8 * i;
      int limb = bit / LIMB_BITS;
      int shift = bit % LIMB_BITS;
      long octet = a[o + limb] >>> shift;
      if (shift > LIMB_BITS - 8 && limb + 1 < limbs) {
        octet |= a[o + limb + 1] << (LIMB_BITS - shift);
      }
      bytes[bytes.length - 1 - i] = (byte) octet;
    }
    return new BigInteger(1, bytes);
  }
}
