package dev.tributary.fl.horizontal.pca;

import dev.tributary.fl.horizontal.privacy.ClippedWords;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.rows.RowKernel;
import java.util.Iterator;

/**
 * Products of pairs of columns, the upper triangle with the diagonal, by rows; each row is
 * shortened to a length first. The products of a row are then no longer than its length squared,
 * and as whole words no longer than {@link #LONGEST}, whatever it holds.
 *
 * @param longest row
 */
record ClippedProducts(int features, double longest) implements RowKernel {
  /** Length of the longest vector of products in units of a word. */
  static final long LONGEST = 1L << 30;

  ClippedWords clipped() {
    return new ClippedWords(longest * longest, LONGEST);
  }

  @Override
  public int words() {
    return 1 + PcaPrivacy.pairs(features);
  }

  @Override
  public long[] sum(Iterator<RowBlock> partition) {
    ClippedWords clipped = clipped();
    long[] sum = new long[words()];
    double[] products = new double[PcaPrivacy.pairs(features)];
    long[] own = new long[products.length];
    while (partition.hasNext()) {
      RowBlock block = partition.next();
      for (int r = 0; r < block.rows(); r++) {
        of(block.values(), r * features, products);
        if (clipped.round(products, own)) {
          for (int i = 0; i < own.length; i++) {
            sum[1 + i] += own[i];
          }
        }
      }
    }
    return sum;
  }

  private void of(double[] values, int from, double[] products) {
    double squares = 0;
    for (int j = 0; j < features; j++) {
      squares += values[from + j] * values[from + j];
    }
    double shorter = squares > longest * longest ? longest * longest / squares : 1;
    int at = 0;
    for (int i = 0; i < features; i++) {
      for (int j = i; j < features; j++) {
        products[at++] = shorter * values[from + i] * values[from + j];
      }
    }
  }
}
