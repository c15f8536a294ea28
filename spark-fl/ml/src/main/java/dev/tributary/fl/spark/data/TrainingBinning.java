package dev.tributary.fl.spark.data;

import dev.tributary.fl.feature.QuantileCuts;
import java.util.Arrays;

/**
 * Cuts at quantiles of the training rows, which come first: exact up to a number of rows, above it
 * over an even sample; bins that the sample misjudged are merged by their exact counts.
 */
final class TrainingBinning implements ColumnBinning {
  private static final long serialVersionUID = 1L;

  private final int bins;
  private final int minSideCount;
  private final int sample;
  private final int training;

  /**
   * @param sample training rows above which quantiles are taken over this many of them
   * @param training number of training rows
   */
  TrainingBinning(int bins, int minSideCount, int sample, int training) {
    this.bins = bins;
    this.minSideCount = minSideCount;
    this.sample = sample;
    this.training = training;
  }

  @Override
  public ColumnCuts cuts(int feature, double[] values) {
    double[] seen = Arrays.copyOf(values, training);
    QuantileCuts exact = new QuantileCuts(bins, minSideCount);
    boolean missing = exact.missingBin(seen);
    if (training <= sample) {
      return new ColumnCuts(exact.cuts(seen), missing);
    }
    double[] cuts = new QuantileCuts(bins, 1).cuts(evenly(seen));
    return new ColumnCuts(merged(cuts, seen), missing);
  }

  private double[] evenly(double[] seen) {
    double[] drawn = new double[sample];
    for (int i = 0; i < sample; i++) {
      drawn[i] = seen[(int) ((long) i * seen.length / sample)];
    }
    return drawn;
  }

  /** Drops cuts until every bin holds {@code minSideCount} training values. */
  private double[] merged(double[] cuts, double[] seen) {
    ColumnCuts given = new ColumnCuts(cuts, false);
    long[] counts = new long[cuts.length + 1];
    long right = 0;
    for (double value : seen) {
      if (!Double.isNaN(value)) {
        counts[given.bin(value)]++;
        right++;
      }
    }
    double[] kept = new double[cuts.length];
    int count = 0;
    long inBin = 0;
    for (int i = 0; i < cuts.length; i++) {
      inBin += counts[i];
      right -= counts[i];
      if (inBin >= minSideCount && right >= minSideCount) {
        kept[count++] = cuts[i];
        inBin = 0;
      }
    }
    return Arrays.copyOf(kept, count);
  }
}
