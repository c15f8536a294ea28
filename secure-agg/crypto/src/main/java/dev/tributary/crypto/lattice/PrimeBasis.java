package dev.tributary.crypto.lattice;

import java.math.BigInteger;

/**
 * The primes of a modulus Q and the way back from residues to integers by mixed radix: {@code x =
 * d_0 + p_0 (d_1 + p_1 (d_2 + ...))} with centred digits gives the representative in [-Q/2, Q/2]
 * (Garner 1959).
 */
final class PrimeBasis {
  final PrimeField[] fields;
  final BigInteger modulus;

  /** {@code inverses[i][j] = p_j^-1 mod p_i}, j below i. */
  private final long[][] inverses;

  private final double[] weights;

  PrimeBasis(int primes) {
    fields = PrimeField.first(primes);
    inverses = new long[primes][primes];
    weights = new double[primes];
    BigInteger product = BigInteger.ONE;
    for (int i = 0; i < primes; i++) {
      for (int j = 0; j < i; j++) {
        inverses[i][j] = fields[i].invert(fields[j].prime);
      }
      product = product.multiply(BigInteger.valueOf(fields[i].prime));
    }
    modulus = product;
    double weight = 1;
    for (int i = primes - 1; i >= 0; i--) {
      weight /= fields[i].p;
      weights[i] = weight;
    }
  }

  /** Replaces residues by centred mixed-radix digits, in place. */
  private void toDigits(double[] residues) {
    for (int i = 1; i < residues.length; i++) {
      PrimeField field = fields[i];
      double p = field.p;
      double digit = residues[i];
      for (int j = 0; j < i; j++) {
        double t = (digit - residues[j]) * inverses[i][j];
        digit = t - p * Math.rint(t * field.inverse);
      }
      residues[i] = digit;
    }
  }

  /** The centred integer with these residues modulo 2^64; destroys {@code residues}. */
  long toLong(double[] residues) {
    toDigits(residues);
    long value = 0;
    for (int i = residues.length - 1; i >= 0; i--) {
      value = value * fields[i].prime + (long) residues[i];
    }
    return value;
  }

  /** {@code round(q x / Q)} for the centred x with these residues; destroys {@code residues}. */
  long switched(double[] residues, int modulusBits) {
    toDigits(residues);
    double fraction = 0;
    for (int i = 0; i < residues.length; i++) {
      fraction += residues[i] * weights[i];
    }
    return (long) Math.rint(fraction * (1L << modulusBits));
  }

  /** {@code round(Q / 2^modulusBits)}, the scale of a plaintext modulo q. */
  BigInteger scale(int modulusBits) {
    return modulus.add(BigInteger.ONE.shiftLeft(modulusBits - 1)).shiftRight(modulusBits);
  }

  /** Residues of {@code value}. */
  double[] residues(BigInteger value) {
    double[] residues = new double[fields.length];
    for (int i = 0; i < fields.length; i++) {
      long r = value.mod(BigInteger.valueOf(fields[i].prime)).longValueExact();
      residues[i] = fields[i].centred(r);
    }
    return residues;
  }
}
