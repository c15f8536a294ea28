package dev.tributary.fl.horizontal.stats;

import dev.tributary.fl.data.RowWords;

/**
 * The first pass: rows, and per column missing values, coarse buckets and, for the party itself,
 * infinite values.
 *
 * <p>Words: {@code [rows]}, then {@code [(1 + 2^7) * column + place]} with the missing first, then
 * {@code [column]} infinite ones, which stay at their party.
 *
 * @param columns how many there are
 */
record FirstLook(int columns) implements RowWords {
  private static final int BUCKETS = 1 << Buckets.COARSE;
  private static final int WIDTH = 1 + BUCKETS;

  /** Words that are summed over the parties. */
  int shared() {
    return 1 + WIDTH * columns;
  }

  @Override
  public int length() {
    return shared() + columns;
  }

  @Override
  public void add(double[] row, long[] words) {
    words[0]++;
    for (int c = 0; c < columns; c++) {
      double value = row[c];
      if (Double.isNaN(value)) {
        words[missing(c)]++;
      } else if (Double.isInfinite(value)) {
        words[shared() + c]++;
      } else {
        words[missing(c) + 1 + Buckets.of(value, Buckets.COARSE)]++;
      }
    }
  }

  int missing(int column) {
    return 1 + WIDTH * column;
  }

  /** Infinite values of a column in the party's own words. */
  long infinite(long[] words, int column) {
    return words[shared() + column];
  }

  /** Counts of a column's coarse buckets. */
  BucketCounts counts(long[] words, int column) {
    return BucketCounts.all(Buckets.COARSE, words, missing(column) + 1);
  }
}
