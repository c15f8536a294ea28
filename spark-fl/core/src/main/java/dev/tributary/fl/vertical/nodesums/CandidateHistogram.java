package dev.tributary.fl.vertical.nodesums;

import dev.tributary.fl.data.BinnedBlock;
import java.util.stream.IntStream;

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
    int[] first = firstCandidates(block);
    int[] columns = summed(block, activeColumns);
    ColumnHistograms histograms = new ColumnHistograms(rows);
    byte[][] bins = new byte[ColumnHistograms.COLUMNS][];
    for (int from = 0; from < columns.length; from += bins.length) {
      int group = Math.min(bins.length, columns.length - from);
      int stride = 0;
      for (int i = 0; i < bins.length; i++) {
        // A short last group repeats a column, whose further sums nobody reads.
        int column = columns[from + Math.min(i, group - 1)];
        bins[i] = block.bins(column);
        stride = Math.max(stride, block.totalBins(column));
      }
      histograms.sum(bins, stride);
      for (int i = 0; i < group; i++) {
        int column = columns[from + i];
        long[] histogram = histograms.ofColumn(i);
        prefix(block, column, histogram, stride, channels, localIds, first[column], sums);
      }
    }
    return sums;
  }

  /** Natural number of every column's first candidate. */
  private static int[] firstCandidates(BinnedBlock block) {
    int[] first = new int[block.columns()];
    for (int column = 1; column < first.length; column++) {
      first[column] = first[column - 1] + block.candidates(column - 1);
    }
    return first;
  }

  private static int[] summed(BinnedBlock block, boolean[] active) {
    return IntStream.range(0, block.columns())
        .filter(column -> active[column] && block.candidates(column) > 0)
        .toArray();
  }

  /** Turns bin sums of a column into its candidates' left sums. */
  private static void prefix(
      BinnedBlock block,
      int column,
      long[] histogram,
      int stride,
      int channels,
      int[] localIds,
      int firstNatural,
      long[] sums) {
    int valueBins = block.valueBins(column);
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
