package dev.tributary.fl.horizontal.pca;

import dev.tributary.fl.horizontal.privacy.ProductWords;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.rows.RowKernel;
import java.util.Iterator;

/**
 * Sum of the rows' {@link ProductWords}, behind the first word of {@link
 * dev.tributary.fl.horizontal.exact.Words}.
 */
record ClippedProducts(ProductWords products) implements RowKernel {
  @Override
  public int words() {
    return 1 + products.length();
  }

  @Override
  public long[] sum(Iterator<RowBlock> partition) {
    long[] sum = new long[words()];
    while (partition.hasNext()) {
      RowBlock block = partition.next();
      for (int r = 0; r < block.rows(); r++) {
        products.add(block.values(), r * products.columns(), sum, 1);
      }
    }
    return sum;
  }
}
