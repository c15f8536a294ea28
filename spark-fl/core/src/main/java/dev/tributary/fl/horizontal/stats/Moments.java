package dev.tributary.fl.horizontal.stats;

import dev.tributary.fl.horizontal.sum.WideWords;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * Mean and deviation of a column.
 *
 * @param mean NaN without a value
 * @param deviation of the sample, over {@code n - 1}; NaN below two values
 */
record Moments(double mean, double deviation) {
  /** Words of a column in the sum over parties. */
  static final int WIDTH = 8;

  private static final int SUM = 3;
  private static final int SQUARES = 5;

  /** A party's words of {@link PowerSums} as those that are summed over the parties. */
  static void put(long[] own, int column, long[] words) {
    WideWords.put(PowerSums.sum(own, column), words, WIDTH * column, SUM);
    WideWords.put(PowerSums.squares(own, column), words, WIDTH * column + SUM, SQUARES);
  }

  /**
   * From the words of all parties.
   *
   * @param n values that are not missing
   */
  static Moments of(long[] words, int column, long n, PowerSums sums) {
    if (n == 0) {
      return new Moments(Double.NaN, Double.NaN);
    }
    BigInteger sum = WideWords.get(words, WIDTH * column, SUM);
    BigInteger squares = WideWords.get(words, WIDTH * column + SUM, SQUARES);
    BigInteger count = BigInteger.valueOf(n);
    BigInteger spread = squares.multiply(count).subtract(sum.multiply(sum));
    if (spread.signum() < 0) {
      throw BucketCounts.misfit();
    }
    int unit = sums.unit(column);
    double mean = ratio(sum, count);
    double variance =
        n < 2 ? Double.NaN : ratio(spread, count.multiply(count.subtract(BigInteger.ONE)));
    return new Moments(Math.scalb(mean, unit), Math.scalb(Math.sqrt(variance), unit));
  }

  private static double ratio(BigInteger over, BigInteger under) {
    return new BigDecimal(over).divide(new BigDecimal(under), MathContext.DECIMAL128).doubleValue();
  }
}
