package dev.tributary.fl.horizontal.privacy;

import dev.tributary.fl.data.RowWords;
import dev.tributary.fl.data.SummedRows;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.protocol.FederationException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the values of columns lie over the rows of all parties, from counts with noise: first by
 * octave, then by ranges that are the narrower the more values were seen in them, twice. Missing
 * values have a count of their own. Every row counts once.
 *
 * @param rows about how many
 * @param classes about how many of each; empty for a label that is a number, or none
 * @param missing {@code [column]} about how many; 0 where no more than noise explains
 * @param columns ranges of each; without values where no octave has more than noise explains
 */
@SuppressWarnings("ArrayRecordComponent")
public record NoisyRanges(
    double rows, double[] classes, double[] missing, List<ValueRanges> columns) {
  /** How many totals it takes. */
  public static final int SUMS = 3;

  static final String OCTAVES = "ranges-octaves";
  static final String PARTS = "ranges-parts";
  private static final int ROUNDS = 2;

  public NoisyRanges {
    columns = List.copyOf(columns);
  }

  /**
   * What ranges are of.
   *
   * @param features of the rows
   * @param classes of a label that is one; 0 without such a label
   * @param numbers whether the label is a number, and so one column more
   */
  public record Columns(int features, int classes, boolean numbers) implements Serializable {
    int columns() {
      return features + (numbers ? 1 : 0);
    }
  }

  /** What the rows are for, as messages say it. */
  public enum Use {
    TRAINING(
        "rows to train on",
        "train on more rows",
        "this party has no row to train on; check its table and the split"),
    DESCRIBING(
        "rows", "describe more rows", "the data has no rows: a party without any adds nothing");

    private final String rows;
    private final String advice;
    private final String none;

    Use(String rows, String advice, String none) {
      this.rows = rows;
      this.advice = advice;
      this.none = none;
    }

    String rows() {
      return rows;
    }

    String advice() {
      return advice;
    }

    /** What a party without any is told. */
    String none() {
      return none;
    }
  }

  /**
   * What a plan has for it.
   *
   * @param share of the budget for each of its totals
   */
  public static List<Release> releases(Columns of, double share) {
    Octaved octaved = new Octaved(of);
    return List.of(
        new Release(OCTAVES, 1, octaved.length(), octaved.sensitivity(), share),
        new Release(
            PARTS,
            ROUNDS,
            of.columns() * ValueRanges.MOST,
            Math.sqrt((double) of.columns()),
            ROUNDS * share));
  }

  /**
   * All parties call with the same but for their rows.
   *
   * @param rows features, NaN where missing, then the label if there is one
   * @param sum to which the plan's noise is added
   * @param plan of what is opened, this among it
   * @param of the rows
   * @param use what messages say that the rows are for
   * @throws FederationException USER, at all parties, where the noise hides how many rows there
   *     are; at the party alone if it has none
   */
  public static NoisyRanges of(
      SummedRows rows, SecureSum sum, PrivacyPlan plan, Columns of, Use use) {
    Octaved octaved = new Octaved(of);
    long[] own = rows.sum(octaved);
    if (own[0] == 0) {
      throw FederationException.user("%s", use.none());
    }
    Total total = sum.total(OCTAVES, own);
    double noise = plan.deviation(OCTAVES, total.parties().size());
    double[] counts = Arrays.stream(total.words()).asDoubleStream().toArray();
    AboveNoise.require(use, use.rows(), counts[0], AboveNoise.ENOUGH * noise);
    double[] classes = Arrays.copyOfRange(counts, 1, 1 + of.classes());
    for (int k = 0; k < classes.length; k++) {
      AboveNoise.require(use, "rows of label " + k, classes[k], AboveNoise.SURE * noise);
    }
    List<ValueRanges> columns = new ArrayList<>();
    double[] missing = new double[of.columns()];
    for (int j = 0; j < missing.length; j++) {
      int at = octaved.at(j);
      int end = at + Octaves.BINS;
      columns.add(
          ValueRanges.octaves(
              AboveNoise.of(Arrays.copyOfRange(counts, at, end), AboveNoise.SURE * noise)));
      missing[j] = counts[end] >= AboveNoise.SURE * noise ? counts[end] : 0;
    }
    double least = AboveNoise.LIKELY * plan.deviation(PARTS, total.parties().size());
    for (int round = 0; round < ROUNDS; round++) {
      columns = counted(rows, sum, least, columns);
    }
    return new NoisyRanges(counts[0], classes, missing, columns);
  }

  /** Ranges divided, and what is counted in their parts. */
  private static List<ValueRanges> counted(
      SummedRows rows, SecureSum sum, double least, List<ValueRanges> columns) {
    List<ValueRanges> parts = columns.stream().map(c -> c.divided(least)).toList();
    Total total = sum.total(PARTS, rows.sum(new Parted(parts.toArray(ValueRanges[]::new))));
    List<ValueRanges> counted = new ArrayList<>();
    for (int j = 0; j < parts.size(); j++) {
      double[] counts = new double[parts.get(j).low().length];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = total.words()[j * ValueRanges.MOST + i];
      }
      counted.add(columns.get(j).refined(parts.get(j).with(AboveNoise.of(counts, least))));
    }
    return counted;
  }

  /**
   * Deviation of the noise in a number of rows, or of missing values.
   *
   * @param parties how many are in the totals
   */
  public static double noiseOfCounts(PrivacyPlan plan, int parties) {
    return plan.deviation(OCTAVES, parties);
  }

  /**
   * The same in a number of values of one range, if it is a part of an octave; of an octave that
   * stays whole, {@link #noiseOfCounts}.
   */
  public static double noiseOfRanges(PrivacyPlan plan, int parties) {
    return plan.deviation(PARTS, parties);
  }

  /** Rows, rows of each class, and values of every column by octave, those missing last. */
  private record Octaved(Columns of) implements RowWords {
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
  private record Parted(ValueRanges[] columns) implements RowWords {
    @Override
    public int length() {
      return columns.length * ValueRanges.MOST;
    }

    @Override
    public void add(double[] row, long[] words) {
      for (int j = 0; j < columns.length; j++) {
        if (columns[j].low().length > 0 && !Double.isNaN(row[j])) {
          words[j * ValueRanges.MOST + columns[j].of(row[j])]++;
        }
      }
    }
  }
}
