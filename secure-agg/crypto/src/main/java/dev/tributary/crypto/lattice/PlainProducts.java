package dev.tributary.crypto.lattice;

/**
 * Products of factors and rows, in loops that the compiler turns into vector code by itself: one
 * index for all arrays. Two sums and four rows at a time save loads and stores.
 */
final class PlainProducts {
  /** A constant: with {@code s.length} the loop over many arrays stays scalar on JDK 17. */
  private static final int WIDTH = LatticeSet.CHANNELS;

  private PlainProducts() {}

  /** {@code s += sum of factors[a + j] row[j]}, {@code t += sum of factors[b + j] row[j]}. */
  static void addTwo(
      double[] s, double[] t, double[][] rows, int[] factors, int a, int b, int count) {
    int j = 0;
    for (; j + 3 < count; j += 4) {
      addFour(
          s,
          t,
          rows[j],
          rows[j + 1],
          rows[j + 2],
          rows[j + 3],
          factors[a + j],
          factors[a + j + 1],
          factors[a + j + 2],
          factors[a + j + 3],
          factors[b + j],
          factors[b + j + 1],
          factors[b + j + 2],
          factors[b + j + 3]);
    }
    addOne(s, rows, factors, a, j, count);
    addOne(t, rows, factors, b, j, count);
  }

  private static void addFour(
      double[] s,
      double[] t,
      double[] row0,
      double[] row1,
      double[] row2,
      double[] row3,
      double a0,
      double a1,
      double a2,
      double a3,
      double b0,
      double b1,
      double b2,
      double b3) {
    for (int i = 0; i < WIDTH; i++) {
      s[i] += a0 * row0[i] + a1 * row1[i] + a2 * row2[i] + a3 * row3[i];
      t[i] += b0 * row0[i] + b1 * row1[i] + b2 * row2[i] + b3 * row3[i];
    }
  }

  /** {@code s += sum of factors[a + j] row[j]}, j in [j0, j1). */
  static void addOne(double[] s, double[][] rows, int[] factors, int a, int j0, int j1) {
    for (int j = j0; j < j1; j++) {
      addRow(s, rows[j], factors[a + j]);
    }
  }

  private static void addRow(double[] s, double[] row, double factor) {
    for (int i = 0; i < WIDTH; i++) {
      s[i] += factor * row[i];
    }
  }
}
