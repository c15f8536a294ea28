package dev.tributary.crypto.lattice;

/**
 * Negacyclic number-theoretic transform of size D along the rows of a D x width matrix: column by
 * column, the polynomial with coefficients {@code rows[0..D)[c]} of Z_p[Y]/(Y^D + 1).
 *
 * <p>Cooley-Tukey forward and Gentleman-Sande inverse with merged powers of the 2D-th root (Longa,
 * Naehrig, "Speeding up the number theoretic transform for faster ideal lattice-based
 * cryptography", CANS 2016). Every butterfly works on two whole rows, which the compiler turns into
 * vector code. Outputs of {@link #forward} are at most (log2 D + 1) p / 2 in size; {@link #inverse}
 * takes inputs of up to 2^30 / D and centres its outputs.
 */
final class RowNtt {
  private final PrimeField field;
  private final int size;
  private final double[] twiddles;
  private final double[] inverses;
  private final double scale;

  RowNtt(PrimeField field, int size, long root) {
    this.field = field;
    this.size = size;
    this.twiddles = reversedPowers(field, size, root);
    this.inverses = reversedPowers(field, size, field.invert(root));
    this.scale = field.invert(size);
  }

  /** Powers {@code root^brv(k)}, k in [0, size). */
  static double[] reversedPowers(PrimeField field, int size, long root) {
    double[] powers = new double[size];
    int bits = Integer.numberOfTrailingZeros(size);
    for (int k = 0; k < size; k++) {
      powers[k] = field.power(root, bits == 0 ? 0 : Integer.reverse(k) >>> (32 - bits));
    }
    return powers;
  }

  void forward(double[][] rows) {
    int half = size / 2;
    for (int m = 1; m < size; m *= 2, half /= 2) {
      for (int block = 0; block < m; block++) {
        double w = twiddles[m + block];
        int first = 2 * block * half;
        for (int j = first; j < first + half; j++) {
          field.butterfly(rows[j], rows[j + half], w);
        }
      }
    }
  }

  void inverse(double[][] rows) {
    int half = 1;
    for (int m = size / 2; m >= 1; m /= 2, half *= 2) {
      for (int block = 0; block < m; block++) {
        double w = inverses[m + block];
        int first = 2 * block * half;
        for (int j = first; j < first + half; j++) {
          field.inverseButterfly(rows[j], rows[j + half], w);
        }
      }
    }
    for (int j = 0; j < size; j++) {
      field.scale(rows[j], scale, rows[j].length);
    }
  }
}
