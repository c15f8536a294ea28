package dev.tributary.fl.horizontal.privacy;

import java.io.Serializable;

/**
 * Products of pairs of columns in whole words, the upper triangle with the diagonal by rows, of a
 * row that is shortened to a length first. The products of a row are then no longer than its length
 * squared, and as words no longer than {@link #LONGEST}, whatever it holds.
 *
 * @param columns of a row, up to 2^20
 * @param longest row
 */
public record ProductWords(int columns, double longest) implements Serializable {
  /** Length of the longest vector of products in units of a word. */
  public static final long LONGEST = 1L << 30;

  /** The same of a row. */
  private static final double LONGEST_ROW = 0x1p15;

  /** By which a row is shortened beyond what it must be, more than arithmetic in doubles is off. */
  private static final double SHORTER = 1 - 0x1p-30;

  /** How many pairs there are, each column with itself too. */
  public int length() {
    return length(columns);
  }

  /** The same of so many columns. */
  public static int length(int columns) {
    return columns * (columns + 1) / 2;
  }

  /** The product that a word's unit is. */
  public double unit() {
    return longest * longest / LONGEST;
  }

  /**
   * Adds a row's products; nothing of one that is no number throughout.
   *
   * @param values of the row, from {@code from}
   * @param words from {@code at}, {@link #length} of them
   */
  public void add(double[] values, int from, long[] words, int at) {
    double most = 0;
    for (int j = 0; j < columns; j++) {
      double magnitude = Math.abs(values[from + j]);
      most = Double.isNaN(magnitude) ? Double.NaN : Math.max(most, magnitude);
    }
    if (!Double.isFinite(most) || most == 0) {
      return;
    }
    double squares = 0;
    for (int j = 0; j < columns; j++) {
      squares += (values[from + j] / most) * (values[from + j] / most);
    }
    double length = most * Math.sqrt(squares);
    double factor = LONGEST_ROW * SHORTER / Math.max(length, longest);
    int word = at;
    for (int i = 0; i < columns; i++) {
      double one = values[from + i] * factor;
      for (int j = i; j < columns; j++) {
        words[word++] += (long) (one * (values[from + j] * factor));
      }
    }
  }
}
