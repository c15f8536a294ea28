package dev.tributary.fl.spark.data;

import java.util.Arrays;

/** Cuts of one column, and whether it has a missing bin. See {@code FeatureCuts}. */
public final class ColumnCuts {
  private final double[] cuts;
  private final boolean missing;

  ColumnCuts(double[] cuts, boolean missing) {
    this.cuts = cuts;
    this.missing = missing;
  }

  double[] cuts() {
    return cuts;
  }

  boolean missing() {
    return missing;
  }

  int valueBins() {
    return cuts.length + 1;
  }

  /** Bins of a column by row, as {@code FeatureCuts.bin} gives them. */
  byte[] bins(double[] values) {
    byte missingBin = (byte) (missing ? valueBins() : valueBins() - 1);
    byte[] bins = new byte[values.length];
    for (int row = 0; row < bins.length; row++) {
      double value = values[row];
      bins[row] = Double.isNaN(value) ? missingBin : (byte) bin(value);
    }
    return bins;
  }

  /** Number of cuts below a value that is not NaN. */
  int bin(double value) {
    int at = Arrays.binarySearch(cuts, value);
    return at >= 0 ? at : -at - 1;
  }
}
