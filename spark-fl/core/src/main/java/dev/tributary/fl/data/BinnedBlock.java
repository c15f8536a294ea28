package dev.tributary.fl.data;

import java.io.Serializable;

/**
 * The bins of a few columns of one party, for all rows in {@link RowOrder}: column major, one byte
 * a bin.
 *
 * <p>Bin {@code 0 .. valueBins(f) - 1} of feature {@code f} hold values in ascending order: bin
 * {@code b} holds {@code cut[b-1] < x <= cut[b]}. If {@link #hasMissing} says that a training row
 * lacks the value, bin {@code valueBins(f)} holds the missing ones; otherwise a missing value of a
 * later row is in the last value bin, so that it goes right at every split.
 */
public final class BinnedBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Largest number of bins of a feature, the missing bin included. */
  public static final int MAX_BINS = 256;

  private final int[] features;
  private final int[] valueBins;
  private final boolean[] missing;
  private final byte[][] bins;

  /**
   * @param features the party's feature numbers, one per column of this block
   * @param valueBins number of value bins of each column, 1 to 255 (256 without missing values)
   * @param missing whether a column has a missing bin
   * @param bins {@code [column][row]}, unsigned bytes; not copied
   */
  public BinnedBlock(int[] features, int[] valueBins, boolean[] missing, byte[][] bins) {
    if (features.length == 0
        || valueBins.length != features.length
        || missing.length != features.length
        || bins.length != features.length) {
      throw new IllegalArgumentException(
          "a block must have at least one column and arrays of one length. Provided value: "
              + features.length);
    }
    for (int f = 0; f < features.length; f++) {
      if (valueBins[f] < 1 || valueBins[f] + (missing[f] ? 1 : 0) > MAX_BINS) {
        throw new IllegalArgumentException(
            "a column must have 1 to " + MAX_BINS + " bins. Provided value: " + valueBins[f]);
      }
    }
    this.features = features.clone();
    this.valueBins = valueBins.clone();
    this.missing = missing.clone();
    this.bins = bins;
  }

  /** Number of columns. */
  public int columns() {
    return features.length;
  }

  /** Number of rows. */
  public int rows() {
    return bins[0].length;
  }

  /** The party's number of the feature in a column. */
  public int feature(int column) {
    return features[column];
  }

  public int valueBins(int column) {
    return valueBins[column];
  }

  public boolean hasMissing(int column) {
    return missing[column];
  }

  /** Bins of a column, the missing bin included. */
  public int totalBins(int column) {
    return valueBins[column] + (missing[column] ? 1 : 0);
  }

  /** Bins of one column by row, unsigned; callers must not write. */
  public byte[] bins(int column) {
    return bins[column];
  }

  /**
   * Number of split candidates of a column: each threshold {@code 0 .. valueBins - 2} sends missing
   * right; with missing values each threshold again sends missing left, and one more candidate
   * parts the present (left) from the missing (right).
   */
  public int candidates(int column) {
    int thresholds = valueBins[column] - 1;
    return missing[column] ? 2 * thresholds + 1 : thresholds;
  }

  /** Split candidates of all columns. */
  public int candidates() {
    int total = 0;
    for (int c = 0; c < columns(); c++) {
      total += candidates(c);
    }
    return total;
  }
}
