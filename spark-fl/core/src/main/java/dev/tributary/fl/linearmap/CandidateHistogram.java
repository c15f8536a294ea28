package dev.tributary.fl.linearmap;

import dev.tributary.fl.data.BinnedBlock;
import java.util.Arrays;

/**
 * Left sums of every split candidate of a block: histograms per bin first, then prefix-added once,
 * since cumulative sums are linear.
 */
public final class CandidateHistogram {
  private CandidateHistogram() {}

  /**
   * Sums one block over the rows of a level.
   *
   * @param localIds position of each natural candidate number in the result
   * @param activeColumns whether a column of the block takes part; others stay 0
   * @return gradients at {@code id * channels + channel}, then all hessians in the same order
   */
  public static long[] leftSums(
      BinnedBlock block, LevelRows rows, int[] localIds, boolean[] activeColumns) {
    int channels = rows.channels();
    long[] sums = new long[Math.multiplyExact(2 * channels, block.candidates())];
    long[] histogram = new long[2 * channels * BinnedBlock.MAX_BINS];
    int natural = 0;
    for (int column = 0; column < block.columns(); column++) {
      int candidates = block.candidates(column);
      if (activeColumns[column] && candidates > 0) {
        int stride = block.totalBins(column);
        Arrays.fill(histogram, 0, 2 * channels * stride, 0L);
        rows.add(block.bins(column), stride, histogram);
        prefix(block, column, histogram, channels, localIds, natural, sums);
      }
      natural += candidates;
    }
    return sums;
  }

  /** Turns bin sums of a column into its candidates' left sums. */
  private static void prefix(
      BinnedBlock block,
      int column,
      long[] histogram,
      int channels,
      int[] localIds,
      int firstNatural,
      long[] sums) {
    int valueBins = block.valueBins(column);
    int stride = block.totalBins(column);
    boolean missing = block.hasMissing(column);
    int right = missing ? valueBins : valueBins - 1;
    int hessians = sums.length / 2;
    for (int channel = 0; channel < channels; channel++) {
      int base = 2 * channel * stride;
      long g = 0;
      long h = 0;
      for (int threshold = 0; threshold < right; threshold++) {
        g += histogram[base + 2 * threshold];
        h += histogram[base + 2 * threshold + 1];
        int at = localIds[firstNatural + threshold] * channels + channel;
        sums[at] = g;
        sums[hessians + at] = h;
        if (missing && threshold < valueBins - 1) {
          int left = localIds[firstNatural + right + threshold] * channels + channel;
          sums[left] = g + histogram[base + 2 * valueBins];
          sums[hessians + left] = h + histogram[base + 2 * valueBins + 1];
        }
      }
    }
  }
}
