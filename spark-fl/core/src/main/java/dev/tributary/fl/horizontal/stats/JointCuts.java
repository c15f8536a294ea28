package dev.tributary.fl.horizontal.stats;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.SummedRows;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts of columns at quantiles over the rows of all parties, from two sums of counts by bucket and
 * up to four that split the buckets of quantiles further. What is split next follows from totals,
 * so all parties come to the same cuts, whatever the division of the rows.
 *
 * <p>A quantile is told to within a quarter of a bin, or where so many values lie closer together
 * than 2^-18 of their magnitude, to that.
 *
 * @param cuts of the columns, at least {@code least} values in every bin
 * @param rows of all parties, 1 to 2^40
 * @param ceilings exponent of the power of two above all magnitudes, of the columns beside
 */
public record JointCuts(FeatureCuts cuts, long rows, List<Integer> ceilings) {
  /** Widths of the buckets that are split, and of the last parts. */
  private static final int[] WIDTHS = {Buckets.OCTAVE, 16, Buckets.FINE, 25, 30};

  /** How many sums there are at most. */
  public static final int MOST_SUMS = 1 + WIDTHS.length;

  /** Rows of all parties, at most: what is beyond is no number of rows. */
  public static final long MOST_ROWS_OF_ALL = BucketCounts.MOST_ROWS;

  /** Largest number of values of a party. */
  private static final long MOST_ROWS = 1L << 31;

  /** Width of the parts of a bucket, at most. */
  private static final int MOST_PARTS = 5;

  public JointCuts {
    ceilings = List.copyOf(ceilings);
  }

  /**
   * All parties call with the same but for their rows.
   *
   * @param sum over the same parties every time
   * @param own this party's rows: a value per name, then of the columns beside, none infinite
   * @param names of the columns to cut
   * @param beside further columns, without missing values, of which the magnitude is asked
   * @param bins most value bins of a column, at least 2
   * @param least fewest values of a bin, the missing ones included
   * @throws FederationException USER if this party has no rows, or too many, or there are too many
   *     columns; PEER where sums do not fit each other
   */
  public static JointCuts of(
      SecureSum sum, SummedRows own, List<String> names, int beside, int bins, long least) {
    int most = mostColumns(bins);
    if (names.size() + (long) beside > most) {
      throw FederationException.user(
          "the data has %d columns, and common cuts are made of %d at most: list fewer in"
              + " data.columns",
          names.size(), most - beside);
    }
    FirstLook look = new FirstLook(names.size() + beside);
    long[] seen = sum.total("cuts-buckets", firstWords(own.sum(look), look)).words();
    List<BucketCounts> octaves = octaves(sum, own, look, seen);
    List<SplitBuckets> columns = new ArrayList<>();
    boolean[] missing = new boolean[names.size()];
    for (int c = 0; c < names.size(); c++) {
      columns.add(new SplitBuckets(octaves.get(c), bins, least));
      long absent = seen[look.missing(c)];
      missing[c] = absent >= least && seen[0] - absent >= least;
    }
    for (int w = 0; w + 1 < WIDTHS.length; w++) {
      refine(sum, own, columns, WIDTHS[w], WIDTHS[w + 1]);
    }
    double[][] cuts = columns.stream().map(SplitBuckets::cuts).toArray(double[][]::new);
    return new JointCuts(
        new FeatureCuts(names, cuts, missing),
        seen[0],
        octaves.subList(names.size(), octaves.size()).stream().map(JointCuts::ceiling).toList());
  }

  /** The buckets of all columns are the words of one sum, and so are all parts. */
  private static int mostColumns(int bins) {
    return Integer.MAX_VALUE / Math.max(1 << Buckets.OCTAVE, (bins - 1) << MOST_PARTS);
  }

  /** Words of all sums, at most. */
  public static long mostWords(int names, int beside, int bins) {
    long words = 1 + (names + (long) beside) * (1 + (1 << Buckets.COARSE) + (1 << Buckets.OCTAVE));
    for (int w = 0; w + 1 < WIDTHS.length; w++) {
      words += ((long) names * (bins - 1)) << (WIDTHS[w + 1] - WIDTHS[w]);
    }
    return words;
  }

  /** Sums of one run that cannot be of the same rows. */
  public static FederationException misfit() {
    return BucketCounts.misfit();
  }

  private static long[] firstWords(long[] mine, FirstLook look) {
    if (mine[0] == 0) {
      throw FederationException.user(
          "this party has no row to train on; check its table and the split");
    }
    if (mine[0] > MOST_ROWS) {
      throw FederationException.user(
          "the data has %d rows to train on, and a party may have %d: sample them, with data.where",
          mine[0], MOST_ROWS);
    }
    return Arrays.copyOf(mine, look.shared());
  }

  private static List<BucketCounts> octaves(
      SecureSum sum, SummedRows own, FirstLook look, long[] seen) {
    if (seen[0] < 1 || seen[0] > BucketCounts.MOST_ROWS) {
      throw misfit();
    }
    List<BucketCounts> coarse = new ArrayList<>();
    for (int c = 0; c < look.columns(); c++) {
      coarse.add(look.counts(seen, c));
      long missing = seen[look.missing(c)];
      if (missing < 0 || coarse.get(c).total() + missing != seen[0]) {
        throw misfit();
      }
    }
    int[][] occupied = coarse.stream().map(BucketCounts::occupied).toArray(int[][]::new);
    Refinement split = Refinement.of(Buckets.COARSE, Buckets.OCTAVE, occupied);
    long[] parts = totals(sum, "cuts-octaves", own, split);
    return IntStream.range(0, coarse.size())
        .mapToObj(c -> split.counts(parts, c, coarse.get(c)))
        .toList();
  }

  private static void refine(
      SecureSum sum, SummedRows own, List<SplitBuckets> columns, int from, int to) {
    int[][] open = columns.stream().map(column -> column.wide(from)).toArray(int[][]::new);
    Refinement split = Refinement.of(from, to, open);
    long[] parts = totals(sum, "cuts-parts", own, split);
    for (int c = 0; c < open.length; c++) {
      SplitBuckets column = columns.get(c);
      column.split(from, open[c], split.counts(parts, c, column.of(from)));
    }
  }

  private static long[] totals(SecureSum sum, String purpose, SummedRows own, Refinement split) {
    return split.length() == 0 ? new long[0] : sum.total(purpose, own.sum(split)).words();
  }

  private static int ceiling(BucketCounts octaves) {
    return Arrays.stream(octaves.occupied())
        .map(Buckets::ceiling)
        .max()
        .orElse(Double.MIN_EXPONENT);
  }
}
