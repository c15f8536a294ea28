package dev.tributary.crypto.lattice;

/**
 * Sums per bin of the rows of a word matrix, for each feature of a block: the online product M B
 * before the prefix sums.
 *
 * <p>Features are taken two at a time where that pays: the words are summed by pair of bins, which
 * is one addition a row for both, and the sums of the pairs are then added up for either. It also
 * scatters the additions of a feature that has most of its rows in one bin, where each would wait
 * for the one before. Additive over disjoint rows. Not thread-safe.
 */
public final class BinSums {
  /** Rows that all features pass over while their words are in the cache. */
  private static final int CHUNK_ROWS = 1 << 15;

  /** Most words of the sums by pair: 128 KB at q = 2^32, for the second-level cache. */
  private static final int PAIR_WORDS = 1 << 15;

  private final LatticeSet set;
  private final WordKernels kernels;
  private final int columns;
  private final int[] bins;
  private final WordMatrix[] sums;

  /**
   * @param bins number of bins of each feature, the missing bin included, each in [1, 256]
   * @param columns channels of the words to sum
   */
  public BinSums(LatticeSet set, int[] bins, int columns, WordKernels kernels) {
    this.set = set;
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
   * of {@code words}, below the feature's number of bins. That is not checked for every call again:
   * {@link HintSums} has refused other columns.
   */
  public void add(byte[][] binColumns, int offset, WordMatrix words) {
    words.requireShape(set, words.rows(), columns);
    requireColumns(binColumns, bins, offset, words.rows());
    char[] cells = new char[Math.min(CHUNK_ROWS, words.rows())];
    for (int start = 0; start < words.rows(); start += CHUNK_ROWS) {
      int rows = Math.min(CHUNK_ROWS, words.rows() - start);
      WordMatrix pair = null;
      for (int f = 0; f < bins.length; f++) {
        if (f + 1 < bins.length && takenTogether(bins[f] * bins[f + 1], rows)) {
          int width = bins[f + 1];
          kernels.pairs(binColumns[f], binColumns[f + 1], offset + start, width, cells, rows);
          pair = cleared(pair, bins[f] * width);
          sum(cells, words, start, rows, pair);
          for (int bin = 0; bin < bins[f]; bin++) {
            sums[f].addSumOfRows(bin, pair, bin * width, width);
            sums[f + 1].addRows(pair, bin * width, width);
          }
          f++;
        } else {
          bins(binColumns[f], offset + start, cells, rows);
          sum(cells, words, start, rows, sums[f]);
        }
      }
    }
  }

  /** Adding up the pairs must cost little beside the rows. */
  private boolean takenTogether(int pairs, int rows) {
    return pairs * columns <= PAIR_WORDS && rows >= 4 * pairs;
  }

  private WordMatrix cleared(WordMatrix earlier, int rows) {
    if (earlier == null || earlier.rows() != rows) {
      return new WordMatrix(set, rows, columns);
    }
    earlier.clear();
    return earlier;
  }

  private static void bins(byte[] column, int from, char[] cells, int rows) {
    for (int r = 0; r < rows; r++) {
      cells[r] = (char) (column[from + r] & 0xff);
    }
  }

  private void sum(char[] cells, WordMatrix words, int start, int rows, WordMatrix into) {
    if (words.ints() != null) {
      kernels.histogram(cells, words.ints(), start * columns, rows, columns, into.ints());
    } else {
      sum(cells, words.longs(), start * columns, rows, into.longs());
    }
  }

  private void sum(char[] cells, long[] words, int from, int rows, long[] into) {
    for (int r = 0; r < rows; r++) {
      int to = cells[r] * columns;
      int word = from + r * columns;
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
