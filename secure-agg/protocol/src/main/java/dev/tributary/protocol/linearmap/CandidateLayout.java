package dev.tributary.protocol.linearmap;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.WordMatrix;
import java.io.Serializable;
import java.util.function.IntFunction;

/**
 * The rows of the map that one feature block makes: split candidates, as cumulative left sums.
 *
 * <p>Natural order, per column: thresholds t = 0 .. valueBins - 2 with missing values right; where
 * values are missing, one more candidate "all present left, missing right"; then the thresholds
 * again with missing values left. Row i of the map is the candidate with natural number {@code
 * order[i]}. The missing bin, if any, is bin {@code valueBins} of the column. Immutable.
 */
public final class CandidateLayout implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] valueBins;
  private final boolean[] missing;
  private final int[] order;

  /** The layout in natural order. */
  public CandidateLayout(int[] valueBins, boolean[] missing) {
    this(valueBins, missing, null);
  }

  /**
   * @param valueBins bins of each column without the missing bin, at least 1
   * @param missing whether a column has a missing bin
   * @param order a permutation of the natural numbers, or null for natural order
   */
  public CandidateLayout(int[] valueBins, boolean[] missing, int[] order) {
    if (valueBins.length != missing.length || valueBins.length == 0) {
      throw new IllegalArgumentException(
          "a block must have at least one column and arrays of one length. Provided value: "
              + valueBins.length);
    }
    this.valueBins = valueBins.clone();
    this.missing = missing.clone();
    this.order = order == null ? null : permutation(order, candidates());
  }

  private static int[] permutation(int[] order, int size) {
    boolean[] seen = new boolean[size];
    for (int number : order) {
      if (order.length != size || number < 0 || number >= size || seen[number]) {
        throw new IllegalArgumentException(
            "the order must be a permutation of 0 .. "
                + (size - 1)
                + ". Provided value: "
                + number);
      }
      seen[number] = true;
    }
    return order.clone();
  }

  /** Bins of each column, the missing bin included. */
  public int[] bins() {
    int[] bins = new int[valueBins.length];
    for (int f = 0; f < bins.length; f++) {
      bins[f] = valueBins[f] + (missing[f] ? 1 : 0);
    }
    return bins;
  }

  /** Number of candidates: rows of the map. */
  public int candidates() {
    int total = 0;
    for (int f = 0; f < valueBins.length; f++) {
      total += missing[f] ? 2 * valueBins[f] - 1 : valueBins[f] - 1;
    }
    return total;
  }

  /**
   * Left sums of every candidate.
   *
   * @param sums per column, its sums by bin: {@code bins()[column]} rows
   * @param width columns of the sums
   * @return candidates x width words
   */
  public WordMatrix leftSums(LatticeSet set, int width, IntFunction<WordMatrix> sums) {
    WordMatrix out = new WordMatrix(set, candidates(), width);
    int[] rowOf = inverseOrder();
    int next = 0;
    for (int f = 0; f < valueBins.length; f++) {
      WordMatrix bins = sums.apply(f);
      int right = missing[f] ? valueBins[f] : valueBins[f] - 1;
      prefix(bins, right, null, out, rowOf, next);
      next += right;
      if (missing[f]) {
        WordMatrix last = bins.slice(valueBins[f], valueBins[f] + 1, 0, width);
        prefix(bins, valueBins[f] - 1, last, out, rowOf, next);
        next += valueBins[f] - 1;
      }
    }
    return out;
  }

  private static void prefix(
      WordMatrix bins, int count, WordMatrix start, WordMatrix out, int[] rowOf, int first) {
    long[] running = new long[bins.columns()];
    for (int c = 0; start != null && c < running.length; c++) {
      running[c] = start.centred(0, c);
    }
    for (int t = 0; t < count; t++) {
      for (int c = 0; c < running.length; c++) {
        running[c] += bins.centred(t, c);
        out.add(rowOf[first + t], c, running[c]);
      }
    }
  }

  private int[] inverseOrder() {
    int[] rowOf = new int[candidates()];
    for (int i = 0; i < rowOf.length; i++) {
      rowOf[order == null ? i : order[i]] = i;
    }
    return rowOf;
  }
}
