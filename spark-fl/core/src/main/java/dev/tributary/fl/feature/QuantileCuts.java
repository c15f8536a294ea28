package dev.tributary.fl.feature;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.FeatureCuts;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts at the unique lower quantiles {@code i / bins}, {@code i = 1 .. bins - 1}, of the present
 * training values: the quantile {@code q} of {@code n} sorted values is the one at index {@code
 * floor(q (n - 1))}. Bins that would hold fewer than {@code minSideCount} training values are
 * merged with their neighbour, since the difference of adjacent candidates' sums shows a bin's sum.
 *
 * @param bins most value bins of a feature, 2 to 255
 * @param minSideCount least training values in every bin, the missing bin included, at least 1
 */
public record QuantileCuts(int bins, int minSideCount) {
  public QuantileCuts {
    if (bins < 2 || bins >= BinnedBlock.MAX_BINS) {
      throw new IllegalArgumentException(
          "bins must be 2 to " + (BinnedBlock.MAX_BINS - 1) + ". Provided value: " + bins);
    }
    if (minSideCount < 1) {
      throw new IllegalArgumentException(
          "min-side-count must be at least 1. Provided value: " + minSideCount);
    }
  }

  /**
   * Cuts of one feature.
   *
   * @param values training values in any order; NaN is missing
   * @return strictly ascending, below the largest value; empty for a constant or empty feature
   */
  public double[] cuts(double[] values) {
    double[] sorted = sortedPresent(values);
    int n = sorted.length;
    if (n < 2L * minSideCount) {
      return new double[0];
    }
    double[] kept = new double[bins - 1];
    int count = 0;
    int start = 0;
    for (int i = 1; i < bins; i++) {
      double cut = sorted[(int) ((long) i * (n - 1) / bins)];
      int end = upperBound(sorted, cut);
      if (end - start >= minSideCount && n - end >= minSideCount) {
        kept[count++] = cut;
        start = end;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  /**
   * Whether a feature gets a missing bin: both the missing and the present training values number
   * at least {@code minSideCount}. Otherwise missing values go right at every split.
   */
  public boolean missingBin(double[] values) {
    int missing = 0;
    for (double value : values) {
      missing += Double.isNaN(value) ? 1 : 0;
    }
    return missing >= minSideCount && values.length - missing >= minSideCount;
  }

  /**
   * Cuts of all features.
   *
   * @param columns {@code [feature][training row]}
   */
  public FeatureCuts of(List<String> names, double[][] columns) {
    double[][] cuts = new double[columns.length][];
    boolean[] missing = new boolean[columns.length];
    for (int f = 0; f < columns.length; f++) {
      cuts[f] = cuts(columns[f]);
      missing[f] = missingBin(columns[f]);
    }
    return new FeatureCuts(names, cuts, missing);
  }

  private static double[] sortedPresent(double[] values) {
    double[] present = new double[values.length];
    int n = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        // Zero of either sign is one value; binary search would part them.
        present[n++] = value + 0.0;
      }
    }
    Arrays.sort(present, 0, n);
    return Arrays.copyOf(present, n);
  }

  /** Number of values not above {@code value}. */
  private static int upperBound(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
