package dev.tributary.fl.horizontal.stats;

import java.util.Collections;
import java.util.List;

/**
 * What columns hold among some rows.
 *
 * @param rows how many there are
 * @param columns in an order that all parties share
 * @param correlations {@code [column][column]}, null where one does not vary or too few rows have
 *     both; empty where none were asked for
 * @param cost what it took
 * @param noise in them; null where there is none
 */
public record TableFigures(
    long rows,
    List<ColumnFigures> columns,
    List<List<Double>> correlations,
    SumCost cost,
    Noise noise) {
  public TableFigures {
    columns = List.copyOf(columns);
    correlations = correlations.stream().map(Collections::unmodifiableList).toList();
  }

  /**
   * Standard deviations of the noise of privacy.
   *
   * @param counts in the number of rows and of missing values
   * @param ranges in the number of values of each range that other figures are made of
   * @param correlations in a correlation of two columns without missing values, about; null without
   *     any. More where values are missing or rows were shortened
   */
  public record Noise(double counts, double ranges, Double correlations) {}

  /**
   * What was summed over the parties.
   *
   * @param sums how many sums
   * @param words of them all, eight bytes each
   */
  public record SumCost(int sums, long words) {
    /** What a run takes at most, whatever its rows hold. */
    public static SumCost atMost(long columns, StatsTerms terms) {
      long first = 1 + columns * (1 + (1L << Buckets.COARSE));
      long second = columns << Buckets.OCTAVE;
      long third =
          columns
              * (Moments.WIDTH + ((long) terms.levels().size() << (Buckets.FINE - Buckets.OCTAVE)));
      boolean pairs = terms.correlations() == StatsTerms.Correlations.ALL_PAIRS && columns > 1;
      long fourth = pairs ? PairSums.WITH_GAPS * columns * (columns - 1) / 2 : 0;
      return new SumCost(pairs ? 4 : 3, first + second + third + fourth);
    }
  }
}
