package dev.tributary.fl.horizontal.pca;

import dev.tributary.fl.horizontal.exact.RoundedSums;
import dev.tributary.fl.horizontal.exact.Words;
import dev.tributary.fl.horizontal.moments.ColumnScale;
import dev.tributary.fl.horizontal.moments.JointMoments;
import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.rows.RowKernel;
import dev.tributary.fl.horizontal.sum.FixedPoint;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.SumOfAll;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.Iterator;

/**
 * Second moments of all parties' rows together; every party learns them, and they are those of one
 * party with all the rows, bit for bit.
 *
 * @param moments first and second by column
 * @param correlations {@code [feature][feature]}, symmetric; 0 beside the diagonal where a column
 *     does not vary, and there on the diagonal too
 */
@SuppressWarnings("ArrayRecordComponent")
public record JointCovariance(JointMoments moments, double[][] correlations) {
  /** Most columns: the sum is then of two million words. */
  public static final int MOST_COLUMNS = 2_000;

  /** How many secure sums it takes. */
  public static final int SUMS = JointMoments.SUMS + 1;

  /** Parties that the fixed point has room for. */
  private static final int MOST_PARTIES = 128;

  /**
   * All parties call it with the same columns in the same order.
   *
   * @param rows this party's; closed in the end
   * @param least fewest rows of all parties of which anything is shown
   * @throws FederationException USER for too many columns and too few rows
   */
  public static JointCovariance of(PartyRows rows, SecureSum sum, long least) {
    try {
      requireFewEnough(rows.features().size());
      SumOfAll same = new SumOfAll(sum, "covariances are of the same people in every sum");
      JointMoments moments = JointMoments.of(rows, same, least);
      try (PartyRows scaled = rows.on(ColumnScale.standard(moments))) {
        return new JointCovariance(moments, correlations(scaled, same, moments));
      }
    } finally {
      rows.close();
    }
  }

  /** USER for more columns than pairs are taken of. */
  public static void requireFewEnough(int columns) {
    if (columns > MOST_COLUMNS) {
      throw FederationException.user(
          "principal components take at most %d columns, and there are %d: name some of them",
          MOST_COLUMNS, columns);
    }
  }

  private static double[][] correlations(PartyRows scaled, SecureSum sum, JointMoments moments) {
    int features = moments.means().length;
    // By Cauchy-Schwarz a sum of products is at most that of squares, which is rows - 1.
    FixedPoint point = FixedPoint.of(2.0 * moments.rows(), MOST_PARTIES);
    long[] own = scaled.sum(new Products(features, point));
    if (!Words.inRange(own)) { // no total can cause it: moments are held to the own part
      throw FederationException.user(
          "the table gave other rows when it was read again: it must not change during a fit");
    }
    long[] total =
        features < 2
            ? new long[0]
            : sum.total("pca-products", Arrays.copyOfRange(own, 1, own.length)).words();
    double[][] correlations = new double[features][features];
    int at = 0;
    for (int i = 0; i < features; i++) {
      correlations[i][i] = moments.deviations()[i] > 0 ? 1 : 0;
      for (int j = i + 1; j < features; j++) {
        double r = point.decode(total[at++]) / (moments.rows() - 1);
        correlations[i][j] = Math.max(-1, Math.min(1, r));
        correlations[j][i] = correlations[i][j];
      }
    }
    return correlations;
  }

  /** {@code [feature][feature]} in the units of the columns, over {@code rows - 1}. */
  public double[][] covariances() {
    double[][] result = new double[correlations.length][correlations.length];
    for (int i = 0; i < result.length; i++) {
      for (int j = 0; j < result.length; j++) {
        result[i][j] = correlations[i][j] * moments.deviations()[i] * moments.deviations()[j];
      }
    }
    return result;
  }

  /** Products of pairs of columns, the upper triangle without the diagonal, by rows. */
  private record Products(int features, FixedPoint point) implements RowKernel {
    @Override
    public int words() {
      return 1 + pairs();
    }

    private int pairs() {
      return features * (features - 1) / 2;
    }

    @Override
    public long[] sum(Iterator<RowBlock> partition) {
      RoundedSums sums = new RoundedSums(pairs(), point);
      while (partition.hasNext()) {
        RowBlock block = partition.next();
        for (int r = 0; r < block.rows(); r++) {
          add(block, r * features, block.largest(r), sums);
        }
      }
      return sums.words();
    }

    private void add(RowBlock block, int from, double most, RoundedSums sums) {
      int at = 0;
      for (int i = 0; i + 1 < features; i++) {
        int others = features - 1 - i;
        sums.add(at, block.values()[from + i], block.values(), from + i + 1, others, most);
        at += others;
      }
    }
  }
}
