package dev.tributary.crypto.lattice;

/**
 * A prime of at most 22 bits with 2 * 4096 | p - 1, and its arithmetic on centred residues.
 *
 * <p>Residues are exact integers held in {@code double}, centred in [-(p-1)/2, (p-1)/2]. A product
 * of two is below 2^42, so 2,048 of them add up exactly below 2^53 without any reduction: this is
 * what makes the hint product a plain floating-point matrix product.
 */
final class PrimeField {
  /** Exponent bound of the primes. */
  static final int BITS = 22;

  /** Most products of two residues that may be added before a reduction. */
  static final int MAX_TERMS = 1 << (53 - 2 * (BITS - 1));

  /** The four largest primes below 2^22 that are 1 modulo 8192. */
  private static final int[] PRIMES = {4169729, 4120577, 4104193, 4079617};

  final int prime;
  final double p;
  final double inverse;

  private PrimeField(int prime) {
    this.prime = prime;
    this.p = prime;
    this.inverse = 1.0 / prime;
  }

  /** The first {@code count} fields, 1 to 4. */
  static PrimeField[] first(int count) {
    PrimeField[] fields = new PrimeField[count];
    for (int i = 0; i < count; i++) {
      fields[i] = new PrimeField(PRIMES[i]);
    }
    return fields;
  }

  long multiply(long a, long b) {
    return centred(a * b);
  }

  long power(long base, long exponent) {
    long result = 1;
    long square = base;
    for (long e = exponent; e > 0; e >>= 1) {
      if ((e & 1) == 1) {
        result = multiply(result, square);
      }
      square = multiply(square, square);
    }
    return result;
  }

  long invert(long a) {
    return power(a, prime - 2L);
  }

  /** The centred representative. */
  long centred(long a) {
    long r = Math.floorMod(a, (long) prime);
    return r > prime / 2 ? r - prime : r;
  }

  /** An element of order exactly {@code order}, a power of two that divides p - 1. */
  long root(int order) {
    for (long candidate = 2; ; candidate++) {
      long root = power(candidate, (prime - 1) / order);
      if (power(root, order / 2) == -1) {
        return root;
      }
    }
  }

  /** Centres every element: exact for |a| below 2^53. */
  void reduce(double[] a, int length) {
    double p = this.p;
    double inverse = this.inverse;
    for (int i = 0; i < length; i++) {
      double v = a[i];
      a[i] = v - p * Math.rint(v * inverse);
    }
  }

  /** {@code a = a * factor}, centred. */
  void scale(double[] a, double factor, int length) {
    double p = this.p;
    double inverse = this.inverse;
    for (int i = 0; i < length; i++) {
      double v = a[i];
      v = factor * (v - p * Math.rint(v * inverse));
      a[i] = v - p * Math.rint(v * inverse);
    }
  }

  /** {@code a = (a - b) * factor}, centred, for a product below 2^53. */
  void scaleDifference(double[] a, double[] b, double factor, int length) {
    double p = this.p;
    double inverse = this.inverse;
    for (int i = 0; i < length; i++) {
      double v = (a[i] - b[i]) * factor;
      a[i] = v - p * Math.rint(v * inverse);
    }
  }

  /** {@code out = a * b}, centred, for |a b| below 2^53. */
  void multiply(double[] a, double[] b, double[] out) {
    double p = this.p;
    double inverse = this.inverse;
    for (int i = 0; i < out.length; i++) {
      double v = a[i] * b[i];
      out[i] = v - p * Math.rint(v * inverse);
    }
  }

  /** Forward butterfly {@code (a, b) = (a + w b, a - w b)}, w b centred. */
  void butterfly(double[] a, double[] b, double w) {
    double p = this.p;
    double inverse = this.inverse;
    for (int i = 0; i < a.length; i++) {
      double t = b[i] * w;
      t = t - p * Math.rint(t * inverse);
      double x = a[i];
      a[i] = x + t;
      b[i] = x - t;
    }
  }

  /** Forward butterfly with one twiddle factor per column. */
  void butterfly(double[] a, double[] b, double[] w) {
    double p = this.p;
    double inverse = this.inverse;
    for (int i = 0; i < a.length; i++) {
      double t = b[i] * w[i];
      t = t - p * Math.rint(t * inverse);
      double x = a[i];
      a[i] = x + t;
      b[i] = x - t;
    }
  }

  /** Inverse butterfly {@code (a, b) = (a + b, w (a - b))}, the product centred. */
  void inverseButterfly(double[] a, double[] b, double w) {
    double p = this.p;
    double inverse = this.inverse;
    for (int i = 0; i < a.length; i++) {
      double x = a[i];
      double y = b[i];
      double t = (x - y) * w;
      a[i] = x + y;
      b[i] = t - p * Math.rint(t * inverse);
    }
  }

  /** Inverse butterfly with one twiddle factor per column. */
  void inverseButterfly(double[] a, double[] b, double[] w) {
    double p = this.p;
    double inverse = this.inverse;
    for (int i = 0; i < a.length; i++) {
      double x = a[i];
      double y = b[i];
      double t = (x - y) * w[i];
      a[i] = x + y;
      b[i] = t - p * Math.rint(t * inverse);
    }
  }
}
