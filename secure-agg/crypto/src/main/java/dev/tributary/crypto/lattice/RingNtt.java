package dev.tributary.crypto.lattice;

/**
 * The ring Z_p[X]/(X^4096 + 1) in three forms, all of 4096 centred residues:
 *
 * <ul>
 *   <li>coefficients, {@code double[32][128]}: X^(128 i + c) at {@code [i][c]};
 *   <li>split, {@code double[32][128]}: row k holds the residue modulo X^128 - root_k, where
 *       multiplication by a polynomial in X^128 is multiplication of row k by a constant;
 *   <li>full, {@code double[128][32]}: multiplication is pointwise.
 * </ul>
 *
 * The split form is the first five stages of the full transform; the last seven run on the
 * transpose, so that every butterfly works on whole rows. Not thread-safe (one workspace).
 */
final class RingNtt {
  static final int ROWS = LatticeSet.GROUP;
  static final int WIDTH = LatticeSet.CHANNELS;
  private static final int STAGES = 7;

  final PrimeField field;
  final RowNtt split;
  private final double[][][] twiddles = new double[STAGES][][];
  private final double[][][] inverses = new double[STAGES][][];
  private final double scale;

  RingNtt(PrimeField field) {
    this.field = field;
    long root = field.root(2 * LatticeSet.RING);
    this.split = new RowNtt(field, ROWS, field.power(root, WIDTH));
    fill(twiddles, RowNtt.reversedPowers(field, LatticeSet.RING, root));
    fill(inverses, RowNtt.reversedPowers(field, LatticeSet.RING, field.invert(root)));
    this.scale = field.invert(WIDTH);
  }

  /** {@code table[s][i][k]}: factor of stage s, block i of row k. */
  private static void fill(double[][][] table, double[] powers) {
    for (int s = 0; s < STAGES; s++) {
      table[s] = new double[1 << s][ROWS];
      for (int i = 0; i < 1 << s; i++) {
        for (int k = 0; k < ROWS; k++) {
          table[s][i][k] = powers[(ROWS << s) + (k << s) + i];
        }
      }
    }
  }

  /** Coefficients to split form, in place, centred. */
  void toSplit(double[][] element) {
    split.forward(element);
    reduce(element);
  }

  /** Split form to full form. */
  void toFull(double[][] element, double[][] full) {
    transpose(element, full);
    int half = WIDTH / 2;
    for (int s = 0; s < STAGES; s++, half /= 2) {
      for (int i = 0; i < 1 << s; i++) {
        int first = 2 * i * half;
        for (int j = first; j < first + half; j++) {
          field.butterfly(full[j], full[j + half], twiddles[s][i]);
        }
      }
    }
    reduce(full);
  }

  /** Full form to split form, centred; destroys {@code full}. */
  void fromFull(double[][] full, double[][] element) {
    int half = 1;
    for (int s = STAGES - 1; s >= 0; s--, half *= 2) {
      for (int i = 0; i < 1 << s; i++) {
        int first = 2 * i * half;
        for (int j = first; j < first + half; j++) {
          field.inverseButterfly(full[j], full[j + half], inverses[s][i]);
        }
      }
    }
    for (double[] row : full) {
      field.scale(row, scale, row.length);
    }
    transpose(full, element);
  }

  /** {@code out = a * b} in full form. */
  void multiply(double[][] a, double[][] b, double[][] out) {
    for (int i = 0; i < WIDTH; i++) {
      field.multiply(a[i], b[i], out[i]);
    }
  }

  void reduce(double[][] element) {
    for (double[] row : element) {
      field.reduce(row, row.length);
    }
  }

  static double[][] element() {
    return new double[ROWS][WIDTH];
  }

  static double[][] full() {
    return new double[WIDTH][ROWS];
  }

  private static void transpose(double[][] from, double[][] to) {
    for (int i = 0; i < from.length; i++) {
      double[] row = from[i];
      for (int j = 0; j < row.length; j++) {
        to[j][i] = row[j];
      }
    }
  }
}
