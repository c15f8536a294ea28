package dev.tributary.protocol.linearmap;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.WordMatrix;
import java.util.function.IntFunction;

/**
 * The rows of the map as the sums of single bins: for every column its bins in ascending order, the
 * missing bin last. What categories and weights of evidence need, where a left sum of several bins
 * means nothing. Row i is the bin with natural number {@code order[i]}. Immutable.
 */
public final class SingleBins implements MapRows {
  private static final long serialVersionUID = 1L;

  private final int[] bins;
  private final RowPermutation order;

  /**
   * @param bins bins of each column, the missing bin included, at least 1
   * @param order a permutation of the natural numbers
   */
  public SingleBins(int[] bins, int[] order) {
    if (bins.length == 0) {
      throw new IllegalArgumentException("a block must have at least one column");
    }
    this.bins = bins.clone();
    this.order = RowPermutation.of(order, count());
  }

  @Override
  public int[] bins() {
    return bins.clone();
  }

  @Override
  public int count() {
    int total = 0;
    for (int count : bins) {
      total += count;
    }
    return total;
  }

  @Override
  public WordMatrix of(LatticeSet set, int width, IntFunction<WordMatrix> sums) {
    WordMatrix out = new WordMatrix(set, count(), width);
    int natural = 0;
    for (int column = 0; column < bins.length; column++) {
      WordMatrix ofColumn = sums.apply(column);
      for (int bin = 0; bin < bins[column]; bin++, natural++) {
        for (int c = 0; c < width; c++) {
          out.add(order.rowOf(natural), c, ofColumn.centred(bin, c));
        }
      }
    }
    return out;
  }

  @Override
  public long[] noiseTags(SampleTags tags, byte[][] columns) {
    long[] out = new long[2 * count()];
    int natural = 0;
    for (int column = 0; column < bins.length; column++) {
      for (long tag : tags.byBin(columns[column], bins[column])) {
        int row = order.rowOf(natural++);
        out[2 * row] = tags.canonical(tag);
        out[2 * row + 1] = SampleTags.NONE;
      }
    }
    return out;
  }
}
