package dev.tributary.crypto.lattice;

import java.util.Arrays;

/**
 * Sums of rows of A per bin of each feature of a block: the expensive half of the hint.
 *
 * <p>Design. Rows are taken in chunks of 4,096 whose extended polynomials (160 KB at q = 2^32) stay
 * in the second-level cache while all features of the block pass over them. Per feature the rows of
 * a chunk are sorted by bin once; then each bin and module component sums contiguous slices of 256
 * words into an accumulator that stays in the first-level cache. The cost is rows x features x N
 * word additions. Memory: features x bins x N words.
 *
 * <p>Additive: several objects over disjoint rows may be {@link #merge}d. Not thread-safe.
 */
public final class HintSums {
  private static final int CHUNK_BLOCKS = 16;
  private static final int CHUNK = CHUNK_BLOCKS * LatticeSet.BLOCK;

  private final LatticeSet set;
  private final WordKernels kernels;
  private final int[] bins;
  private final WordMatrix[] sums;
  private final int[] from = new int[CHUNK];

  /**
   * @param bins number of bins of each feature, the missing bin included, each in [1, 256]
   */
  public HintSums(LatticeSet set, int[] bins, WordKernels kernels) {
    this.set = set;
    this.kernels = kernels;
    this.bins = bins.clone();
    this.sums = new WordMatrix[bins.length];
    for (int f = 0; f < bins.length; f++) {
      sums[f] = new WordMatrix(set, BinSums.requireBins(bins[f]), set.dimension());
    }
  }

  /**
   * Adds rows {@code [firstRow, firstRow + rows)}.
   *
   * @param columns {@code columns[feature][offset + r]} is the bin of row {@code firstRow + r}
   * @param firstRow a multiple of 256
   */
  public void add(PublicMatrix matrix, byte[][] columns, int offset, int firstRow, int rows) {
    if (firstRow % LatticeSet.BLOCK != 0 || firstRow < 0) {
      throw new IllegalArgumentException(
          "the first row of a block must be a multiple of 256. Provided value: " + firstRow);
    }
    BinSums.requireColumns(columns, bins, offset, rows);
    boolean narrow = set.modulusBits() == Integer.SIZE;
    int words = CHUNK_BLOCKS * PublicMatrix.EXTENDED;
    int[][] ints = narrow ? new int[set.rank()][words] : null;
    long[][] longs = narrow ? null : new long[set.rank()][words];
    for (int start = 0; start < rows; start += CHUNK) {
      int count = Math.min(CHUNK, rows - start);
      for (int b = 0; b < LatticeSet.blocks(count); b++) {
        int block = (firstRow + start) / LatticeSet.BLOCK + b;
        if (narrow) {
          matrix.extended(block, ints, b * PublicMatrix.EXTENDED);
        } else {
          matrix.extended(block, longs, b * PublicMatrix.EXTENDED);
        }
      }
      for (int f = 0; f < bins.length; f++) {
        int[] ends = sort(columns[f], offset + start, count, bins[f]);
        if (narrow) {
          addChunk(sums[f].ints(), ints, ends);
        } else {
          addChunk(sums[f].longs(), longs, ends);
        }
      }
    }
  }

  /** Fills {@link #from} with slice offsets in order of bin; returns where each bin ends. */
  private int[] sort(byte[] column, int offset, int count, int binCount) {
    int[] ends = new int[binCount + 1];
    for (int r = 0; r < count; r++) {
      int bin = column[offset + r] & 0xff;
      if (bin >= binCount) {
        throw new IllegalArgumentException(
            "a bin must be below " + binCount + ". Provided value: " + bin);
      }
      ends[bin + 1]++;
    }
    for (int b = 0; b < binCount; b++) {
      ends[b + 1] += ends[b];
    }
    int[] next = Arrays.copyOf(ends, binCount);
    for (int r = 0; r < count; r++) {
      int slice = (r >> 8) * PublicMatrix.EXTENDED + 255 - (r & 0xff);
      from[next[column[offset + r] & 0xff]++] = slice;
    }
    return ends;
  }

  private void addChunk(int[] accumulator, int[][] extended, int[] ends) {
    for (int j = 0; j < set.rank(); j++) {
      for (int b = 0; b + 1 < ends.length; b++) {
        int to = b * set.dimension() + j * LatticeSet.BLOCK;
        int count = ends[b + 1] - ends[b];
        kernels.addSlices(accumulator, to, extended[j], from, ends[b], count, LatticeSet.BLOCK);
      }
    }
  }

  private void addChunk(long[] accumulator, long[][] extended, int[] ends) {
    for (int j = 0; j < set.rank(); j++) {
      for (int b = 0; b + 1 < ends.length; b++) {
        int to = b * set.dimension() + j * LatticeSet.BLOCK;
        for (int k = ends[b]; k < ends[b + 1]; k++) {
          addSlice(accumulator, to, extended[j], from[k]);
        }
      }
    }
  }

  private static void addSlice(long[] accumulator, int to, long[] source, int first) {
    for (int i = 0; i < LatticeSet.BLOCK; i++) {
      accumulator[to + i] += source[first + i];
    }
  }

  /** Adds the sums of other rows of the same features. */
  public void merge(HintSums other) {
    for (int f = 0; f < sums.length; f++) {
      sums[f].addScaled(other.sums[f], 1);
    }
  }

  /** Sums of feature {@code feature}: bins x N words. */
  public WordMatrix feature(int feature) {
    return sums[feature];
  }
}
