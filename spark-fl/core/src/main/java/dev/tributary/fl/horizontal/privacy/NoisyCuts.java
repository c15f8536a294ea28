package dev.tributary.fl.horizontal.privacy;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.RowWords;
import dev.tributary.fl.data.SummedRows;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts of columns at quantiles over the rows of all parties, from counts with noise: first by
 * octave, then of ranges that are the narrower the more values were seen in them, twice. Missing
 * values have a count of their own. Every row counts once.
 *
 * @param cuts of the features
 * @param rows about how many
 * @param classes about how many of each; empty for a label that is a number
 * @param labelMean of a label that is a number; otherwise 0
 * @param labelVariance of a label that is a number; 0 where nothing is seen to vary
 */
@SuppressWarnings("ArrayRecordComponent")
public record NoisyCuts(
    FeatureCuts cuts, long rows, double[] classes, double labelMean, double labelVariance) {
  /** How many totals it takes. */
  public static final int SUMS = 3;

  private static final String OCTAVES = "cuts-octaves-noisy";
  private static final String PARTS = "cuts-parts-noisy";
  private static final int ROUNDS = 2;

  /** Deviations of noise above which a count is of rows: one in 300,000 is not. */
  private static final double SURE = 4.5;

  /** The same for the ranges of one column: one in 4,000. */
  private static final double LIKELY = 3.5;

  /** Deviations of noise that the number of rows must have. */
  private static final double ENOUGH = 10;

  /**
   * What a plan has for it.
   *
   * @param share of the budget for each of its totals
   */
  public static List<Release> releases(NoisyScale.Columns of, double share) {
    Octaved octaved = new Octaved(of);
    return List.of(
        new Release(OCTAVES, 1, octaved.length(), octaved.sensitivity(), share),
        new Release(
            PARTS,
            ROUNDS,
            of.columns() * Parts.MOST,
            Math.sqrt((double) of.columns()),
            ROUNDS * share));
  }

  /**
   * All parties call with the same but for their rows.
   *
   * @param rows to train on: features, NaN where missing, then the label
   * @param sum to which the plan's noise is added
   * @param of the rows
   * @param names of the features
   * @param bins most value bins of a feature, at least 2
   * @throws FederationException USER, at all parties, where the noise hides how many rows there
   *     are; at the party alone if it has none
   */
  public static NoisyCuts of(
      SummedRows rows,
      SecureSum sum,
      PrivacyPlan plan,
      NoisyScale.Columns of,
      List<String> names,
      int bins) {
    Octaved octaved = new Octaved(of);
    long[] own = rows.sum(octaved);
    if (own[0] == 0) {
      throw FederationException.user(
          "this party has no row to train on; check its table and the split");
    }
    Total total = sum.total(OCTAVES, own);
    double noise = plan.deviation(OCTAVES, total.parties().size());
    double[] counts = Arrays.stream(total.words()).asDoubleStream().toArray();
    requireEnough("rows to train on", counts[0], ENOUGH * noise);
    double[] classes = Arrays.copyOfRange(counts, 1, 1 + of.classes());
    for (int k = 0; k < classes.length; k++) {
      requireEnough("rows of label " + k, classes[k], SURE * noise);
    }
    List<Parts> columns = new ArrayList<>();
    boolean[] missing = new boolean[of.features()];
    for (int j = 0; j < of.columns(); j++) {
      int at = octaved.at(j);
      double[] seen = above(Arrays.copyOfRange(counts, at, at + Octaves.BINS), SURE * noise);
      columns.add(Parts.octaves(seen));
      if (j < missing.length) {
        missing[j] = counts[at + Octaves.BINS] >= SURE * noise && Arrays.stream(seen).sum() > 0;
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      columns = counted(rows, sum, plan, columns.stream().map(Parts::divided).toList());
    }
    double[][] cuts = new double[of.features()][];
    for (int j = 0; j < cuts.length; j++) {
      cuts[j] = columns.get(j).cuts(bins);
    }
    Parts label = columns.get(columns.size() - 1);
    boolean numbers = of.numbers() && label.total() > 0;
    return new NoisyCuts(
        new FeatureCuts(names, cuts, missing),
        Math.round(counts[0]),
        classes,
        numbers ? label.mean() : 0,
        numbers ? label.variance() : 0);
  }

  private static void requireEnough(String what, double count, double least) {
    if (!(count >= least)) {
      throw FederationException.user(
          "the parties have so few %s that the noise of privacy hides how many: raise"
              + " privacy.epsilon or train on more rows",
          what);
    }
  }

  private static List<Parts> counted(
      SummedRows rows, SecureSum sum, PrivacyPlan plan, List<Parts> columns) {
    Total total = sum.total(PARTS, rows.sum(new Parted(columns.toArray(Parts[]::new))));
    double least = LIKELY * plan.deviation(PARTS, total.parties().size());
    List<Parts> counted = new ArrayList<>();
    for (int j = 0; j < columns.size(); j++) {
      Parts parts = columns.get(j);
      double[] counts = new double[parts.low().length];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = total.words()[j * Parts.MOST + i];
      }
      counted.add(parts.with(above(counts, least)));
    }
    return counted;
  }

  /** Counts; 0 where no more than noise explains. */
  private static double[] above(double[] counts, double least) {
    return Arrays.stream(counts).map(c -> c >= least ? c : 0).toArray();
  }

  /** Rows, rows of each class, and values of every column by octave, those missing last. */
  private record Octaved(NoisyScale.Columns of) implements RowWords {
    int at(int column) {
      return 1 + of.classes() + column * (Octaves.BINS + 1);
    }

    /** A row puts a one into one word of each kind. */
    double sensitivity() {
      return Math.sqrt(1.0 + (of.classes() > 0 ? 1 : 0) + of.columns());
    }

    @Override
    public int length() {
      return at(of.columns());
    }

    @Override
    public void add(double[] row, long[] words) {
      words[0]++;
      if (of.classes() > 0) {
        words[1 + (int) row[of.features()]]++;
      }
      for (int j = 0; j < of.columns(); j++) {
        words[at(j) + (Double.isNaN(row[j]) ? Octaves.BINS : Octaves.of(row[j]))]++;
      }
    }
  }

  /** Values of every column by range. */
  private record Parted(Parts[] columns) implements RowWords {
    @Override
    public int length() {
      return columns.length * Parts.MOST;
    }

    @Override
    public void add(double[] row, long[] words) {
      for (int j = 0; j < columns.length; j++) {
        if (columns[j].low().length > 0 && !Double.isNaN(row[j])) {
          words[j * Parts.MOST + columns[j].of(row[j])]++;
        }
      }
    }
  }
}
