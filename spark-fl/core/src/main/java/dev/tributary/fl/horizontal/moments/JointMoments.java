package dev.tributary.fl.horizontal.moments;

import dev.tributary.fl.horizontal.exact.WideSums;
import dev.tributary.fl.horizontal.exact.WideTotals;
import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.rows.RowKernel;
import dev.tributary.fl.horizontal.stats.JointCuts;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.SumOfAll;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PeerText;
import java.util.Iterator;

/**
 * Moments of all parties' rows together, each row counted once; every party learns them. Three
 * sums, all of the same parties: how many rows there are, and if these are enough the means, then
 * squares around them, so that nothing is lost where a column's mean is large.
 *
 * @param rows how many
 * @param means {@code [feature]}
 * @param deviations {@code [feature]} of the sample, over {@code rows - 1}; 0 for a column that is
 *     one number and its rounding
 */
public record JointMoments(long rows, double[] means, double[] deviations) {
  /** How many secure sums they take. */
  public static final int SUMS = 3;

  /** Deviation over mean below which a column is one number and its rounding. */
  private static final double CONSTANT = 0x1p-45;

  /**
   * @param least fewest rows of all parties of which anything is shown, at least 2
   * @throws FederationException USER, at a party without a row or at all parties if they have fewer
   *     than {@code least}; PEER where the sums do not fit each other
   */
  public static JointMoments of(PartyRows rows, SecureSum sum, long least) {
    int features = rows.features().size();
    long[] own = rows.sum(new Means(features));
    long mine = (long) WideSums.decode(own)[0];
    if (mine == 0) {
      throw FederationException.user("the data has no rows: a party without any adds nothing");
    }
    SumOfAll same = new SumOfAll(sum, "moments are of the same people in every sum");
    long all = same.total("moments-rows", new long[] {mine}).words()[0];
    OwnPart.requireRows((double) all, (double) mine);
    if (all < Math.max(2, least)) {
      throw FederationException.agreed(
          PeerText.TOO_FEW_ROWS,
          "the parties have fewer than %d rows in all (least-count): nothing is shown of so few",
          Math.max(2, least));
    }
    double[] first = WideTotals.of(same, "moments-means", own);
    if (first[0] != all) {
      throw JointCuts.misfit();
    }
    double[] means = new double[features];
    for (int j = 0; j < features; j++) {
      means[j] = first[1 + j] / all;
    }
    long[] squares = rows.sum(new Squares(means));
    double[] part = WideSums.decode(squares);
    double[] second = WideTotals.of(same, "moments-squares", squares);
    double[] deviations = new double[features];
    for (int j = 0; j < features; j++) {
      OwnPart.require(second[j], part[j]);
      double deviation = Math.sqrt(second[j] / (all - 1));
      deviations[j] = deviation <= CONSTANT * Math.abs(means[j]) ? 0 : deviation;
    }
    return new JointMoments(all, means, deviations);
  }

  /** Columns that vary. */
  public int varying() {
    int count = 0;
    for (double deviation : deviations) {
      count += deviation > 0 ? 1 : 0;
    }
    return count;
  }

  /** The number of rows, and sums of features. */
  private record Means(int features) implements RowKernel {
    @Override
    public int words() {
      return WideSums.words(1 + features);
    }

    @Override
    public long[] sum(Iterator<RowBlock> partition) {
      WideSums sums = new WideSums(1 + features);
      while (partition.hasNext()) {
        RowBlock block = partition.next();
        for (int r = 0; r < block.rows(); r++) {
          sums.add(0, 1);
          for (int j = 0; j < features; j++) {
            sums.add(1 + j, block.values()[r * features + j]);
          }
          sums.row();
        }
      }
      return sums.words();
    }
  }

  /** Squares around the means. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Squares(double[] means) implements RowKernel {
    @Override
    public int words() {
      return WideSums.words(means.length);
    }

    @Override
    public long[] sum(Iterator<RowBlock> partition) {
      WideSums sums = new WideSums(means.length);
      while (partition.hasNext()) {
        RowBlock block = partition.next();
        for (int r = 0; r < block.rows(); r++) {
          for (int j = 0; j < means.length; j++) {
            double apart = block.values()[r * means.length + j] - means[j];
            sums.add(j, apart * apart);
          }
          sums.row();
        }
      }
      return sums.words();
    }
  }
}
