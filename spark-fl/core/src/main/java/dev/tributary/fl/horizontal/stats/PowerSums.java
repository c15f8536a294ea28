package dev.tributary.fl.horizontal.stats;

import dev.tributary.fl.data.RowWords;
import java.math.BigInteger;

/**
 * Sums of values and of their squares, exact: a value is a whole number of 2^-60 of a power of two
 * that bounds its column. Words of a party: {@code [6 * column + k]}, two 32-bit digits of the sum
 * and four of that of the squares, the digits of every row added; so up to 2^31 rows.
 *
 * @param ceilings by column, the exponent of the power of two above all magnitudes
 */
@SuppressWarnings("ArrayRecordComponent")
record PowerSums(int[] ceilings) implements RowWords {
  /** Most rows of a party. */
  static final long MOST_ROWS = 1L << 31;

  private static final int BITS = 60;
  private static final int WIDTH = 6;
  private static final long DIGIT = 0xffff_ffffL;

  @Override
  public int length() {
    return WIDTH * ceilings.length;
  }

  @Override
  public void add(double[] row, long[] words) {
    for (int c = 0; c < ceilings.length; c++) {
      if (Double.isNaN(row[c])) {
        continue;
      }
      long q = Math.round(Math.scalb(row[c], BITS - ceilings[c]));
      long high = Math.multiplyHigh(q, q);
      long low = q * q;
      int at = WIDTH * c;
      words[at] += q & DIGIT;
      words[at + 1] += q >> 32;
      words[at + 2] += low & DIGIT;
      words[at + 3] += low >>> 32;
      words[at + 4] += high & DIGIT;
      words[at + 5] += high >>> 32;
    }
  }

  /** Sum of a column's values, in units of {@link #unit}, in a party's own words. */
  static BigInteger sum(long[] words, int column) {
    return digits(words, WIDTH * column, 2);
  }

  /** Sum of their squares, in units of its square. */
  static BigInteger squares(long[] words, int column) {
    return digits(words, WIDTH * column + 2, 4);
  }

  /** What a column's values are multiples of, as the exponent of a power of two. */
  int unit(int column) {
    return ceilings[column] - BITS;
  }

  private static BigInteger digits(long[] words, int at, int count) {
    BigInteger sum = BigInteger.ZERO;
    for (int k = 0; k < count; k++) {
      sum = sum.add(BigInteger.valueOf(words[at + k]).shiftLeft(32 * k));
    }
    return sum;
  }
}
