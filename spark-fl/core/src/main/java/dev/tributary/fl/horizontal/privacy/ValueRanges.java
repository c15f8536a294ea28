package dev.tributary.fl.horizontal.privacy;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Ranges of a column in which noisy counts have shown values: ascending, apart or next to each
 * other. A range has its lower bound and what follows, up to the next one; the first has what is
 * below it too.
 *
 * @param low {@code [range]}
 * @param high {@code [range]}, not below, and not above the next {@code low}
 * @param counts {@code [range]} about how many values, at least 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record ValueRanges(double[] low, double[] high, double[] counts) implements Serializable {
  /** Of a column in one vector. */
  static final int MOST = 128;

  /** Into so many, and one more each, are ranges with values divided. */
  private static final int SHARED = MOST - Octaves.BINS - 1;

  /** The octaves of values, of which negative ones have their upper bound and not the lower. */
  static ValueRanges octaves(double[] counts) {
    double[] low = new double[Octaves.BINS];
    double[] high = new double[Octaves.BINS];
    for (int b = 0; b < low.length; b++) {
      high[b] = Octaves.upper(b);
      low[b] = high[b] < 0 ? Math.nextUp(Octaves.lower(b)) : Octaves.lower(b);
    }
    return new ValueRanges(low, high, counts);
  }

  /** About how many values there are. */
  public double total() {
    return Arrays.stream(counts).sum();
  }

  /**
   * Ranges with values, each divided evenly, and the more the more values it has of those in ranges
   * that can be divided: one that most values have, such as 0, takes no parts from the others.
   *
   * @param least fewest values of a part that will be seen: parts are to have twice as many
   */
  ValueRanges divided(double least) {
    double[] newLow = new double[MOST];
    double[] newHigh = new double[MOST];
    int places = 0;
    double total = 0;
    for (int i = 0; i < counts.length; i++) {
      total += low[i] < high[i] ? counts[i] : 0;
    }
    int full = (int) Arrays.stream(counts).filter(c -> c > 0).count();
    int shared = full > Octaves.BINS ? MOST - full : SHARED;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        int most = Math.max(1, (int) (counts[i] / (2 * least)));
        int parts = low[i] < high[i] ? Math.min(most, 1 + (int) (shared * counts[i] / total)) : 1;
        double width = (high[i] - low[i]) / parts;
        for (int p = 0; p < parts; p++) {
          newLow[places] = low[i] + p * width;
          newHigh[places] = p + 1 < parts ? low[i] + (p + 1) * width : high[i];
          places++;
        }
      }
    }
    return new ValueRanges(
        Arrays.copyOf(newLow, places), Arrays.copyOf(newHigh, places), new double[places]);
  }

  /** The same ranges with what was counted. */
  ValueRanges with(double[] newCounts) {
    return new ValueRanges(low, high, newCounts);
  }

  /**
   * Parts that have values, and whole ranges of whose parts none has: what was seen stays.
   *
   * @param parts of the ranges with values, as counted anew
   */
  ValueRanges refined(ValueRanges parts) {
    ValueRanges refined = new ValueRanges(new double[MOST], new double[MOST], new double[MOST]);
    int places = 0;
    int part = 0;
    for (int i = 0; i < low.length; i++) {
      int before = places;
      for (; part < parts.low.length && has(i, parts.low[part]); part++) {
        places += parts.counts[part] > 0 ? refined.put(places, parts, part) : 0;
      }
      places += counts[i] > 0 && places == before ? refined.put(places, this, i) : 0;
    }
    return new ValueRanges(
        Arrays.copyOf(refined.low, places),
        Arrays.copyOf(refined.high, places),
        Arrays.copyOf(refined.counts, places));
  }

  private boolean has(int range, double value) {
    return value >= low[range] && (value < high[range] || value == low[range]);
  }

  private int put(int place, ValueRanges from, int range) {
    low[place] = from.low[range];
    high[place] = from.high[range];
    counts[place] = from.counts[range];
    return 1;
  }

  /** Range of a value, at least 0; only where there is one. */
  int of(double value) {
    int at = Arrays.binarySearch(low, Octaves.told(value));
    return Math.max(0, at >= 0 ? at : -at - 2);
  }

  /**
   * Quantiles between ranges: where as many values as a bin should have lie behind the last cut.
   *
   * @param bins at most
   * @return ascending, as {@link dev.tributary.fl.data.FeatureCuts} has them
   */
  double[] cuts(int bins) {
    double[] cuts = new double[bins - 1];
    int places = 0;
    double left = total();
    double each = left / bins;
    double behind = 0;
    for (int i = 0; i + 1 < low.length && places < cuts.length; i++) {
      behind += counts[i];
      left -= counts[i];
      if (behind >= each && left > 0) {
        cuts[places++] = between(i);
        behind = 0;
      }
    }
    return Arrays.copyOf(cuts, places);
  }

  /** A value that parts a range from the next one, whose lower bound is not below it. */
  private double between(int range) {
    double middle = high[range] + (low[range + 1] - high[range]) / 2;
    return middle < low[range + 1] ? middle : Math.nextDown(low[range + 1]);
  }

  /**
   * About the value of a rank, as if those of a range lay evenly in it.
   *
   * @param level 0 to 1 of all values
   * @return NaN without a value
   */
  public double quantile(double level) {
    double rank = level * total();
    double before = 0;
    double found = Double.NaN;
    for (int i = 0; i < low.length && !(before >= rank && before > 0); i++) {
      if (counts[i] > 0) {
        double inside = Math.min(1, (rank - before) / counts[i]);
        found = low[i] + inside * (high[i] - low[i]);
        before += counts[i];
      }
    }
    return found;
  }

  /**
   * Neighbouring ranges as one until they have their share of the values.
   *
   * @param most how many, at least 1
   * @return those with values, ascending
   */
  public ValueRanges bands(int most) {
    double[] from = new double[most];
    double[] to = new double[most];
    double[] values = new double[most];
    double each = total() / most;
    double behind = 0;
    int places = 0;
    boolean open = false;
    for (int i = 0; i < low.length; i++) {
      if (counts[i] > 0) {
        from[places] = open ? from[places] : low[i];
        to[places] = high[i];
        values[places] += counts[i];
        behind += counts[i];
        open = true;
        if (places + 1 < most && behind >= (places + 1) * each) {
          places++;
          open = false;
        }
      }
    }
    int used = open ? places + 1 : places;
    return new ValueRanges(
        Arrays.copyOf(from, used), Arrays.copyOf(to, used), Arrays.copyOf(values, used));
  }

  /** Mean of values that lie evenly in their ranges; NaN without a value. */
  public double mean() {
    double sum = 0;
    for (int i = 0; i < low.length; i++) {
      sum += counts[i] * middle(i);
    }
    return sum / total();
  }

  /** Their variance, of the widths too; 0 where fewer than two ranges have values. */
  public double variance() {
    double mean = mean();
    double sum = 0;
    for (int i = 0; i < low.length; i++) {
      double off = middle(i) - mean;
      double width = high[i] - low[i];
      sum += counts[i] * (off * off + width * width / 12);
    }
    boolean several = Arrays.stream(counts).filter(c -> c > 0).count() > 1;
    return several ? sum / total() : 0;
  }

  /** Whether all values are in one range that is a single number. */
  public boolean isOnePoint() {
    int seen = 0;
    boolean point = true;
    for (int i = 0; i < low.length; i++) {
      if (counts[i] > 0) {
        seen++;
        point &= low[i] == high[i];
      }
    }
    return seen == 1 && point;
  }

  private double middle(int range) {
    return low[range] + (high[range] - low[range]) / 2;
  }
}
