package dev.tributary.fl.horizontal.stats;

import dev.tributary.fl.data.RowWords;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * Splits some buckets of every column into narrower ones. Words: {@code [(offset[column] + place) *
 * 2^(to - from) + part]}, where place is that of the bucket in {@code open[column]}.
 *
 * @param from width of the buckets that are split
 * @param to width of their parts
 * @param open buckets to split, by column, ascending
 * @param offsets buckets of all columns before one
 */
@SuppressWarnings("ArrayRecordComponent")
record Refinement(int from, int to, int[][] open, int[] offsets) implements RowWords {
  static Refinement of(int from, int to, int[][] open) {
    int[] offsets = new int[open.length + 1];
    for (int c = 0; c < open.length; c++) {
      offsets[c + 1] = offsets[c] + open[c].length;
    }
    return new Refinement(from, to, open, offsets);
  }

  @Override
  public int length() {
    return offsets[open.length] << (to - from);
  }

  @Override
  public void add(double[] row, long[] words) {
    for (int c = 0; c < open.length; c++) {
      if (!Double.isNaN(row[c])) {
        int part = Buckets.of(row[c], to);
        int place = Arrays.binarySearch(open[c], part >>> (to - from));
        if (place >= 0) {
          words[at(c, place) + (part & parts())]++;
        }
      }
    }
  }

  /**
   * Counts of a column's parts; PEER unless those of a bucket add up to its count.
   *
   * @param words of all columns
   * @param split counts of the buckets that were split
   */
  BucketCounts counts(long[] words, int column, BucketCounts split) {
    BucketCounts found = new BucketCounts(to, new TreeMap<>());
    for (int place = 0; place < open[column].length; place++) {
      int bucket = open[column][place];
      long sum = 0;
      for (int part = 0; part <= parts(); part++) {
        long count = words[at(column, place) + part];
        found.put((bucket << (to - from)) | part, count);
        sum += count;
      }
      if (sum != split.count(bucket)) {
        throw BucketCounts.misfit();
      }
    }
    return found;
  }

  private int at(int column, int place) {
    return (offsets[column] + place) << (to - from);
  }

  /** The last part of a bucket. */
  private int parts() {
    return (1 << (to - from)) - 1;
  }
}
