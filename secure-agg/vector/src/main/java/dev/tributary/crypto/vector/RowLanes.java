package dev.tributary.crypto.vector;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Histograms of rows of words. A row is cut into stripes of four, two and one vectors, each a pass
 * over all rows.
 *
 * <p>What is left of a row is added as a whole vector, the next row's words included, to a
 * histogram of its own whose foreign lanes are dropped in the end. Masks would cost more, and so
 * would narrower vectors: code that meets two sizes of one element type no longer compiles to
 * instructions on JDK 17 (fifteen times slower).
 */
final class RowLanes {
  private static final VectorSpecies<Integer> SPECIES = VectorWidth.INTS;
  private static final int LANES = SPECIES.length();

  private RowLanes() {}

  static void add(char[] cells, int[] b, int from, int rows, int columns, int[] h) {
    int c = 0;
    for (; c + 4 * LANES <= columns; c += 4 * LANES) {
      four(cells, b, from + c, rows, columns, h, c);
    }
    for (; c + 2 * LANES <= columns; c += 2 * LANES) {
      two(cells, b, from + c, rows, columns, h, c);
    }
    for (; c + LANES <= columns; c += LANES) {
      one(cells, b, from + c, rows, columns, h, c);
    }
    if (c < columns) {
      rest(cells, b, from + c, rows, columns, h, c);
    }
  }

  private static void four(
      char[] cells, int[] b, int from, int rows, int columns, int[] h, int first) {
    for (int r = 0; r < rows; r++) {
      int o = first + cells[r] * columns;
      int p = from + r * columns;
      step(b, p, h, o);
      step(b, p + LANES, h, o + LANES);
      step(b, p + 2 * LANES, h, o + 2 * LANES);
      step(b, p + 3 * LANES, h, o + 3 * LANES);
    }
  }

  private static void two(
      char[] cells, int[] b, int from, int rows, int columns, int[] h, int first) {
    for (int r = 0; r < rows; r++) {
      int o = first + cells[r] * columns;
      int p = from + r * columns;
      step(b, p, h, o);
      step(b, p + LANES, h, o + LANES);
    }
  }

  private static void one(
      char[] cells, int[] b, int from, int rows, int columns, int[] h, int first) {
    for (int r = 0; r < rows; r++) {
      step(b, from + r * columns, h, first + cells[r] * columns);
    }
  }

  private static void step(int[] b, int p, int[] h, int o) {
    IntVector.fromArray(SPECIES, h, o).add(IntVector.fromArray(SPECIES, b, p)).intoArray(h, o);
  }

  /** Columns [first, columns), fewer than a vector has lanes. */
  private static void rest(
      char[] cells, int[] b, int from, int rows, int columns, int[] h, int first) {
    int whole = wholeVectors(b.length - from, rows, columns);
    if (whole > 0) {
      int used = h.length / columns;
      int[] padded = new int[used * LANES];
      padded(cells, b, from, whole, columns, padded);
      for (int cell = 0; cell < used; cell++) {
        for (int k = first; k < columns; k++) {
          h[cell * columns + k] += padded[cell * LANES + k - first];
        }
      }
    }
    for (int r = whole; r < rows; r++) {
      int o = cells[r] * columns;
      int p = from - first + r * columns;
      for (int k = first; k < columns; k++) {
        h[o + k] += b[p + k];
      }
    }
  }

  /** Rows whose vector ends inside the words, of which so many are left. */
  private static int wholeVectors(int words, int rows, int columns) {
    return Math.max(0, Math.min(rows, Math.floorDiv(words - LANES, columns) + 1));
  }

  private static void padded(char[] cells, int[] b, int from, int rows, int columns, int[] padded) {
    for (int r = 0; r < rows; r++) {
      step(b, from + r * columns, padded, cells[r] * LANES);
    }
  }
}
