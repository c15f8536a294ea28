package dev.tributary.crypto.lattice;

/** The kernels in plain Java; four slices at a time halve the loads and stores of the sum. */
public final class PlainKernels implements WordKernels {
  @Override
  public int speed() {
    return 0;
  }

  @Override
  public void addSlices(
      int[] accumulator, int to, int[] source, int[] from, int firstFrom, int count, int length) {
    int k = firstFrom;
    int end = firstFrom + count;
    for (; k + 3 < end; k += 4) {
      four(accumulator, to, source, from[k], from[k + 1], from[k + 2], from[k + 3], length);
    }
    for (; k < end; k++) {
      one(accumulator, to, source, from[k], length);
    }
  }

  private static void one(int[] h, int to, int[] e, int p, int length) {
    for (int i = 0; i < length; i++) {
      h[to + i] += e[p + i];
    }
  }

  private static void four(int[] h, int to, int[] e, int p, int q, int r, int s, int length) {
    for (int i = 0; i < length; i++) {
      h[to + i] += e[p + i] + e[q + i] + e[r + i] + e[s + i];
    }
  }

  @Override
  public void pairs(byte[] first, byte[] second, int from, int width, char[] cells, int rows) {
    pairs(first, second, from, width, cells, 0, rows);
  }

  /** The same from row {@code start} on. */
  public static void pairs(
      byte[] first, byte[] second, int from, int width, char[] cells, int start, int rows) {
    for (int r = start; r < rows; r++) {
      cells[r] = (char) ((first[from + r] & 0xff) * width + (second[from + r] & 0xff));
    }
  }

  @Override
  public void histogram(char[] cells, int[] words, int from, int rows, int columns, int[] sums) {
    switch (columns) {
      case 2 -> two(cells, words, from, rows, sums);
      case 4 -> four(cells, words, from, rows, sums);
      default -> {
        int column = 0;
        for (; column + 8 <= columns; column += 8) {
          eight(cells, words, from + column, rows, columns, sums, column);
        }
        if (column < columns) {
          rest(cells, words, from, rows, columns, column, sums);
        }
      }
    }
  }

  private static void two(char[] cells, int[] b, int from, int rows, int[] h) {
    for (int r = 0; r < rows; r++) {
      int o = cells[r] * 2;
      int p = from + r * 2;
      h[o] += b[p];
      h[o + 1] += b[p + 1];
    }
  }

  private static void four(char[] cells, int[] b, int from, int rows, int[] h) {
    for (int r = 0; r < rows; r++) {
      int o = cells[r] * 4;
      int p = from + r * 4;
      h[o] += b[p];
      h[o + 1] += b[p + 1];
      h[o + 2] += b[p + 2];
      h[o + 3] += b[p + 3];
    }
  }

  private static void eight(
      char[] cells, int[] b, int from, int rows, int columns, int[] h, int column) {
    for (int r = 0; r < rows; r++) {
      int o = cells[r] * columns + column;
      int p = from + r * columns;
      h[o] += b[p];
      h[o + 1] += b[p + 1];
      h[o + 2] += b[p + 2];
      h[o + 3] += b[p + 3];
      h[o + 4] += b[p + 4];
      h[o + 5] += b[p + 5];
      h[o + 6] += b[p + 6];
      h[o + 7] += b[p + 7];
    }
  }

  private static void rest(
      char[] cells, int[] b, int from, int rows, int columns, int column, int[] h) {
    for (int r = 0; r < rows; r++) {
      int o = cells[r] * columns;
      int p = from + r * columns;
      for (int c = column; c < columns; c++) {
        h[o + c] += b[p + c];
      }
    }
  }

  @Override
  public void addProducts(
      double[][] sums, double[][] tile, int[] factors, int firstFactor, int stride, int count) {
    int g = 0;
    for (; g + 1 < sums.length; g += 2) {
      int at = firstFactor + g * stride;
      PlainProducts.addTwo(sums[g], sums[g + 1], tile, factors, at, at + stride, count);
    }
    if (g < sums.length) {
      PlainProducts.addOne(sums[g], tile, factors, firstFactor + g * stride, 0, count);
    }
  }

  @Override
  public String toString() {
    return "plain kernels";
  }
}
