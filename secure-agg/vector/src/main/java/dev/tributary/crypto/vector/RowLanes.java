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
  private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int MAX_BINS = 256;

  private RowLanes() {}

  static void add(byte[] bins, int from, int[] words, int rows, int columns, int[] h, int first) {
    int c = 0;
    for (; c + 4 * LANES <= columns; c += 4 * LANES) {
      four(bins, from, words, rows, columns, c, h, first + c);
    }
    for (; c + 2 * LANES <= columns; c += 2 * LANES) {
      two(bins, from, words, rows, columns, c, h, first + c);
    }
    for (; c + LANES <= columns; c += LANES) {
      one(bins, from, words, rows, columns, c, h, first + c);
    }
    if (c < columns) {
      rest(bins, from, words, rows, columns, c, h, first);
    }
  }

  private static void four(
      byte[] bins, int from, int[] b, int rows, int columns, int c, int[] h, int first) {
    for (int r = 0; r < rows; r++) {
      int o = first + (bins[from + r] & 0xff) * columns;
      int p = r * columns + c;
      step(b, p, h, o);
      step(b, p + LANES, h, o + LANES);
      step(b, p + 2 * LANES, h, o + 2 * LANES);
      step(b, p + 3 * LANES, h, o + 3 * LANES);
    }
  }

  private static void two(
      byte[] bins, int from, int[] b, int rows, int columns, int c, int[] h, int first) {
    for (int r = 0; r < rows; r++) {
      int o = first + (bins[from + r] & 0xff) * columns;
      int p = r * columns + c;
      step(b, p, h, o);
      step(b, p + LANES, h, o + LANES);
    }
  }

  private static void one(
      byte[] bins, int from, int[] b, int rows, int columns, int c, int[] h, int first) {
    for (int r = 0; r < rows; r++) {
      step(b, r * columns + c, h, first + (bins[from + r] & 0xff) * columns);
    }
  }

  private static void step(int[] b, int p, int[] h, int o) {
    IntVector.fromArray(SPECIES, h, o).add(IntVector.fromArray(SPECIES, b, p)).intoArray(h, o);
  }

  private static void rest(
      byte[] bins, int from, int[] b, int rows, int columns, int c, int[] h, int first) {
    int whole = wholeVectors(rows, columns, c);
    if (whole > 0) {
      int used = Math.min(MAX_BINS, (h.length - first) / columns);
      int[] padded = new int[used * LANES];
      padded(bins, from, b, whole, columns, c, padded);
      for (int bin = 0; bin < used; bin++) {
        for (int k = c; k < columns; k++) {
          h[first + bin * columns + k] += padded[bin * LANES + k - c];
        }
      }
    }
    for (int r = whole; r < rows; r++) {
      int o = first + (bins[from + r] & 0xff) * columns;
      for (int k = c; k < columns; k++) {
        h[o + k] += b[r * columns + k];
      }
    }
  }

  /** Rows whose vector from column c on ends inside the rows' words. */
  private static int wholeVectors(int rows, int columns, int c) {
    return Math.max(0, Math.min(rows, Math.floorDiv(rows * columns - c - LANES, columns) + 1));
  }

  private static void padded(
      byte[] bins, int from, int[] b, int rows, int columns, int c, int[] padded) {
    for (int r = 0; r < rows; r++) {
      step(b, r * columns + c, padded, (bins[from + r] & 0xff) * LANES);
    }
  }
}
