package dev.tributary.fl.horizontal.privacy;

import dev.tributary.fl.data.RowWords;
import dev.tributary.fl.horizontal.moments.JointMoments;
import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.rows.RowKernel;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * How all parties' rows are spread, by {@link NoisyRanges}, as methods need it whose columns have
 * one scale. Every row counts once.
 *
 * @param rows about how many
 * @param classes about how many of each
 * @param means {@code [column]}, of features and then of a label that is a number
 * @param variances {@code [column]}; 0 where nothing is seen to vary
 */
@SuppressWarnings("ArrayRecordComponent")
public record NoisyScale(long rows, double[] classes, double[] means, double[] variances) {
  /** How many totals it takes. */
  public static final int SUMS = NoisyRanges.SUMS;

  /**
   * What a plan has for it.
   *
   * @param share of the budget for each of its totals
   */
  public static List<Release> releases(NoisyRanges.Columns of, double share) {
    return NoisyRanges.releases(of, share);
  }

  /**
   * @param sum to which the plan's noise is added
   * @throws FederationException USER, at all parties, where the noise hides how many rows there
   *     are; at the party alone if it has none
   */
  public static NoisyScale of(
      PartyRows rows, SecureSum sum, PrivacyPlan plan, NoisyRanges.Columns of) {
    NoisyRanges ranges =
        NoisyRanges.of(
            words -> withoutFirst(rows.sum(new ByRow(words))),
            sum,
            plan,
            of,
            NoisyRanges.Use.TRAINING);
    double[] means = new double[of.columns()];
    double[] variances = new double[means.length];
    for (int j = 0; j < means.length; j++) {
      ValueRanges values = ranges.columns().get(j);
      means[j] = values.total() > 0 ? values.mean() : 0;
      variances[j] = values.variance();
    }
    return new NoisyScale(Math.round(ranges.rows()), ranges.classes(), means, variances);
  }

  /** The same of all columns as those that are known exactly have it. */
  public JointMoments moments() {
    return new JointMoments(rows, means, Arrays.stream(variances).map(Math::sqrt).toArray());
  }

  private static long[] withoutFirst(long[] words) {
    return Arrays.copyOfRange(words, 1, words.length);
  }

  /** Adds features and label of every row, after the word for what is out of range. */
  private record ByRow(RowWords added) implements RowKernel {
    @Override
    public int words() {
      return 1 + added.length();
    }

    @Override
    public long[] sum(Iterator<RowBlock> partition) {
      long[] words = new long[words()];
      while (partition.hasNext()) {
        RowBlock block = partition.next();
        double[] row = new double[block.features() + 1];
        for (int r = 0; r < block.rows(); r++) {
          System.arraycopy(block.values(), r * block.features(), row, 0, block.features());
          row[block.features()] = block.label(r);
          added.add(row, words);
        }
      }
      // The first word is for what is out of range: no count is.
      System.arraycopy(words, 0, words, 1, added.length());
      words[0] = 0;
      return words;
    }
  }
}
