package dev.tributary.crypto.lattice;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The primes of a modulus Q and the way back from residues to integers by mixed radix: {@code x =
 * d_0 + p_0 (d_1 + p_1 (d_2 + ...))} with centred digits gives the representative in [-Q/2, Q/2]
 * (Garner 1959).
 */
final class PrimeBasis {
  final PrimeField[] fields;
  final BigInteger modulus;

  /** {@code inverses[i][j] = p_j^-1 mod p_i}, j below i. */
  private final double[][] inverses;

  private final double[] weights;

  PrimeBasis(int primes) {
    fields = PrimeField.first(primes);
    inverses = new double[primes][primes];
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

  /**
   * Replaces residues by centred mixed-radix digits, in place: {@code residues[i][c]}, a prime a
   * row.
   */
  private void toDigits(double[][] residues, int length) {
    for (int i = 1; i < residues.length; i++) {
      for (int j = 0; j < i; j++) {
        fields[i].scaleDifference(residues[i], residues[j], inverses[i][j], length);
      }
    }
  }

  /**
   * The centred integers with these residues modulo 2^64.
   *
   * @param residues {@code residues[i][c]} modulo prime i; destroyed
   * @param out receives {@code out.length} integers
   */
  void toLongs(double[][] residues, long[] out) {
    toDigits(residues, out.length);
    Arrays.fill(out, 0);
    for (int i = residues.length - 1; i >= 0; i--) {
      double[] digits = residues[i];
      long prime = fields[i].prime;
      for (int c = 0; c < out.length; c++) {
        out[c] = out[c] * prime + (long) digits[c];
      }
    }
  }

  /**
   * {@code round(q x / Q)} for the centred x with these residues.
   *
   * @param residues {@code residues[i][c]} modulo prime i; destroyed
   * @param out receives {@code out.length} integers
   */
  void switched(double[][] residues, int modulusBits, long[] out) {
    toDigits(residues, out.length);
    double q = Math.scalb(1.0, modulusBits);
    double[] fraction = residues[0];
    for (int c = 0; c < out.length; c++) {
      fraction[c] *= weights[0];
    }
    for (int i = 1; i < residues.length; i++) {
      double[] digits = residues[i];
      double weight = weights[i];
      for (int c = 0; c < out.length; c++) {
        fraction[c] += digits[c] * weight;
      }
    }
    for (int c = 0; c < out.length; c++) {
      out[c] = (long) Math.rint(fraction[c] * q);
    }
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
