package dev.tributary.fl.horizontal.stats;

import dev.tributary.fl.data.RowWords;
import dev.tributary.fl.horizontal.sum.FixedPoint;
import java.util.List;

/**
 * Sums over pairs of standardised columns, from which correlations follow: the upper triangle of
 * their Gram matrix. Where a column of a pair has missing values, also the rows that have both and
 * the sums of either and of its square over these, so that the correlation is of the rows that have
 * both.
 *
 * @param means by column
 * @param deviations by column; a column that does not vary has 0 or NaN
 * @param gaps by column, whether a value is missing at any party
 * @param scale of the words, a power of two
 * @param bound all rows and one, which no number that is added up goes beyond
 */
@SuppressWarnings("ArrayRecordComponent")
record PairSums(double[] means, double[] deviations, boolean[] gaps, double scale, double bound)
    implements RowWords {
  private static final int WHOLE = 1;
  static final int WITH_GAPS = 6;

  /**
   * @param rows of all parties
   * @param parties how many there are
   */
  static PairSums of(List<Moments> moments, boolean[] gaps, long rows, int parties) {
    // Squares of standardised values sum to less than the rows, and so does any product.
    FixedPoint point = FixedPoint.of(rows + 1.0, parties);
    return new PairSums(
        moments.stream().mapToDouble(Moments::mean).toArray(),
        moments.stream().mapToDouble(Moments::deviation).toArray(),
        gaps,
        point.scale(),
        point.bound());
  }

  @Override
  public int length() {
    int length = 0;
    for (int i = 0; i < means.length; i++) {
      for (int j = i + 1; j < means.length; j++) {
        length += width(i, j);
      }
    }
    return length;
  }

  @Override
  public void add(double[] row, long[] words) {
    FixedPoint point = point();
    double[] z = new double[means.length];
    for (int c = 0; c < z.length; c++) {
      z[c] = deviations[c] > 0 ? (row[c] - means[c]) / deviations[c] : constant(row[c]);
    }
    int at = 0;
    for (int i = 0; i < z.length; i++) {
      for (int j = i + 1; j < z.length; j++) {
        if (!Double.isNaN(z[i]) && !Double.isNaN(z[j])) {
          words[at] += point.encode(z[i] * z[j]);
          if (width(i, j) == WITH_GAPS) {
            words[at + 1]++;
            words[at + 2] += point.encode(z[i]);
            words[at + 3] += point.encode(z[j]);
            words[at + 4] += point.encode(z[i] * z[i]);
            words[at + 5] += point.encode(z[j] * z[j]);
          }
        }
        at += width(i, j);
      }
    }
  }

  /** Of a column whose values are all the same: no distance, unless the value is missing. */
  private static double constant(double value) {
    return Double.isNaN(value) ? Double.NaN : 0;
  }

  /**
   * Correlations from the words of all parties.
   *
   * @param rows of all parties
   * @return symmetric; NaN where a column does not vary or fewer than {@code least} rows have both
   */
  double[][] correlations(long[] words, long rows, long least) {
    double[][] r = new double[means.length][means.length];
    int at = 0;
    for (int i = 0; i < r.length; i++) {
      r[i][i] = deviations[i] > 0 ? 1 : Double.NaN;
      for (int j = i + 1; j < r.length; j++) {
        r[i][j] = width(i, j) == WHOLE ? whole(words, at, rows) : withGaps(words, at, least);
        if (!(deviations[i] > 0 && deviations[j] > 0)) {
          r[i][j] = Double.NaN;
        }
        r[j][i] = r[i][j];
        at += width(i, j);
      }
    }
    return r;
  }

  private double whole(long[] words, int at, long rows) {
    return within(decode(words[at]) / (rows - 1));
  }

  private double withGaps(long[] words, int at, long least) {
    long n = words[at + 1];
    if (n < Math.max(2, least)) {
      return Double.NaN;
    }
    double i = decode(words[at + 2]);
    double j = decode(words[at + 3]);
    double ii = n * decode(words[at + 4]) - i * i;
    double jj = n * decode(words[at + 5]) - j * j;
    return within((n * decode(words[at]) - i * j) / Math.sqrt(ii * jj));
  }

  private double decode(long word) {
    return point().decode(word);
  }

  /** Made where it is used: what is shipped to executors is its numbers. */
  private FixedPoint point() {
    return new FixedPoint(scale, bound);
  }

  private static double within(double r) {
    return Double.isFinite(r) ? Math.max(-1, Math.min(1, r)) : Double.NaN;
  }

  private int width(int i, int j) {
    return gaps[i] || gaps[j] ? WITH_GAPS : WHOLE;
  }
}
