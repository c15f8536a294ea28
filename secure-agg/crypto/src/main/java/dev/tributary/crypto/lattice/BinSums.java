package dev.tributary.crypto.lattice;

/**
 * Sums per bin of the rows of a word matrix, for each feature of a block: the online product M B
 * before the prefix sums.
 *
 * <p>Rows are taken in chunks whose words fit half a megabyte while all features pass over them.
 * Additive over disjoint rows. Not thread-safe.
 */
public final class BinSums {
  private static final int CHUNK_WORDS = 1 << 16;

  private final WordKernels kernels;
  private final int columns;
  private final int[] bins;
  private final WordMatrix[] sums;

  /**
   * @param bins number of bins of each feature, the missing bin included, each in [1, 256]
   * @param columns channels of the words to sum
   */
  public BinSums(LatticeSet set, int[] bins, int columns, WordKernels kernels) {
    this.kernels = kernels;
    this.columns = columns;
    this.bins = bins.clone();
    this.sums = new WordMatrix[bins.length];
    for (int f = 0; f < bins.length; f++) {
      sums[f] = new WordMatrix(set, requireBins(bins[f]), columns);
    }
  }

  /**
   * Adds {@code words.rows()} samples; {@code binColumns[feature][offset + r]} is the bin of row r
   * of {@code words}. Bins must be below the feature's number of bins; a larger one fails or, by
   * the array's end, throws IndexOutOfBoundsException.
   */
  public void add(byte[][] binColumns, int offset, WordMatrix words) {
    words.requireShape(words.set(), words.rows(), columns);
    requireColumns(binColumns, bins, offset, words.rows());
    int chunk = Math.max(LatticeSet.BLOCK, CHUNK_WORDS / columns);
    boolean narrow = words.ints() != null;
    int[] part = narrow ? new int[Math.min(chunk, words.rows()) * columns] : null;
    for (int start = 0; start < words.rows(); start += chunk) {
      int count = Math.min(chunk, words.rows() - start);
      if (narrow) {
        System.arraycopy(words.ints(), start * columns, part, 0, count * columns);
      }
      for (int f = 0; f < bins.length; f++) {
        if (narrow) {
          int[] into = sums[f].ints();
          kernels.histogram(binColumns[f], offset + start, part, count, columns, into, 0);
        } else {
          histogram(binColumns[f], offset + start, words.longs(), start, count, sums[f].longs());
        }
      }
    }
  }

  private void histogram(byte[] column, int from, long[] words, int start, int rows, long[] into) {
    for (int r = 0; r < rows; r++) {
      int to = (column[from + r] & 0xff) * columns;
      int word = (start + r) * columns;
      for (int c = 0; c < columns; c++) {
        into[to + c] += words[word + c];
      }
    }
  }

  /** Adds the sums of other rows of the same features. */
  public void merge(BinSums other) {
    for (int f = 0; f < sums.length; f++) {
      sums[f].addScaled(other.sums[f], 1);
    }
  }

  /** Sums of feature {@code feature}: bins x columns words. */
  public WordMatrix feature(int feature) {
    return sums[feature];
  }

  static int requireBins(int bins) {
    if (bins < 1 || bins > 256) {
      throw new IllegalArgumentException(
          "the number of bins must be in [1, 256]. Provided value: " + bins);
    }
    return bins;
  }

  static void requireColumns(byte[][] columns, int[] bins, int offset, int rows) {
    if (columns.length != bins.length) {
      throw new IllegalArgumentException(
          "the block must have " + bins.length + " features. Provided value: " + columns.length);
    }
    for (byte[] column : columns) {
      if (offset < 0 || rows < 0 || column.length - offset < rows) {
        throw new IllegalArgumentException(
            "every column must hold the block's rows. Provided value: "
                + (column.length + " bytes for " + rows + " rows at " + offset));
      }
    }
  }
}
