package dev.tributary.protocol.linearmap;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.WordMatrix;
import java.util.function.IntFunction;

/**
 * The rows of the map as split candidates of a feature block: cumulative left sums.
 *
 * <p>Natural order, per column: thresholds t = 0 .. valueBins - 2 with missing values right; where
 * values are missing, one more candidate "all present left, missing right"; then the thresholds
 * again with missing values left. Row i of the map is the candidate with natural number {@code
 * order[i]}. The missing bin, if any, is bin {@code valueBins} of the column. Immutable.
 */
public final class LeftSums implements MapRows {
  private static final long serialVersionUID = 1L;

  private final int[] valueBins;
  private final boolean[] missing;
  private final RowPermutation order;

  /** The candidates in natural order. */
  public LeftSums(int[] valueBins, boolean[] missing) {
    requireColumns(valueBins, missing);
    this.valueBins = valueBins.clone();
    this.missing = missing.clone();
    this.order = RowPermutation.natural(count());
  }

  /**
   * @param valueBins bins of each column without the missing bin, at least 1
   * @param missing whether a column has a missing bin
   * @param order a permutation of the natural numbers
   */
  public LeftSums(int[] valueBins, boolean[] missing, int[] order) {
    requireColumns(valueBins, missing);
    this.valueBins = valueBins.clone();
    this.missing = missing.clone();
    this.order = RowPermutation.of(order, count());
  }

  private static void requireColumns(int[] valueBins, boolean[] missing) {
    if (valueBins.length != missing.length || valueBins.length == 0) {
      throw new IllegalArgumentException(
          "a block must have at least one column and arrays of one length. Provided value: "
              + valueBins.length);
    }
  }

  @Override
  public int[] bins() {
    int[] bins = new int[valueBins.length];
    for (int f = 0; f < bins.length; f++) {
      bins[f] = valueBins[f] + (missing[f] ? 1 : 0);
    }
    return bins;
  }

  /** Number of candidates. */
  @Override
  public int count() {
    int total = 0;
    for (int f = 0; f < valueBins.length; f++) {
      total += missing[f] ? 2 * valueBins[f] - 1 : valueBins[f] - 1;
    }
    return total;
  }

  @Override
  public WordMatrix of(LatticeSet set, int width, IntFunction<WordMatrix> sums) {
    WordMatrix out = new WordMatrix(set, count(), width);
    int next = 0;
    for (int f = 0; f < valueBins.length; f++) {
      WordMatrix bins = sums.apply(f);
      int right = missing[f] ? valueBins[f] : valueBins[f] - 1;
      prefix(bins, right, null, out, next);
      next += right;
      if (missing[f]) {
        WordMatrix last = bins.slice(valueBins[f], valueBins[f] + 1, 0, width);
        prefix(bins, valueBins[f] - 1, last, out, next);
        next += valueBins[f] - 1;
      }
    }
    return out;
  }

  @Override
  public long[] noiseTags(SampleTags tags, byte[][] columns) {
    long[] out = new long[2 * count()];
    int next = 0;
    for (int f = 0; f < valueBins.length; f++) {
      long[] bins = tags.byBin(columns[f], bins()[f]);
      int right = missing[f] ? valueBins[f] : valueBins[f] - 1;
      int left = missing[f] ? valueBins[f] - 1 : 0;
      long running = 0;
      for (int t = 0; t < right; t++) {
        running += bins[t];
        long tag = tags.canonical(running);
        set(out, order.rowOf(next + t), tag, SampleTags.NONE);
        if (t < left) {
          set(out, order.rowOf(next + right + t), tag, tags.canonical(bins[valueBins[f]]));
        }
      }
      next += right + left;
    }
    return out;
  }

  private static void set(long[] out, int row, long first, long second) {
    out[2 * row] = first;
    out[2 * row + 1] = second;
  }

  private void prefix(WordMatrix bins, int count, WordMatrix start, WordMatrix out, int first) {
    long[] running = new long[bins.columns()];
    for (int c = 0; start != null && c < running.length; c++) {
      running[c] = start.centred(0, c);
    }
    for (int t = 0; t < count; t++) {
      for (int c = 0; c < running.length; c++) {
        running[c] += bins.centred(t, c);
        out.add(order.rowOf(first + t), c, running[c]);
      }
    }
  }
}
