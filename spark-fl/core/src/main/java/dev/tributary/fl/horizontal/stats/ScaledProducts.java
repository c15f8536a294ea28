package dev.tributary.fl.horizontal.stats;

import dev.tributary.fl.data.RowWords;
import dev.tributary.fl.horizontal.privacy.ProductWords;

/**
 * {@link ProductWords} of columns less their means and over their deviations. A missing value
 * counts as the mean.
 *
 * @param means {@code [column]}
 * @param deviations {@code [column]}; a column with 0 counts as its mean throughout
 */
@SuppressWarnings("ArrayRecordComponent")
record ScaledProducts(ProductWords products, double[] means, double[] deviations)
    implements RowWords {
  @Override
  public int length() {
    return products.length();
  }

  @Override
  public void add(double[] row, long[] words) {
    double[] scaled = new double[means.length];
    for (int j = 0; j < scaled.length; j++) {
      if (!Double.isNaN(row[j]) && deviations[j] > 0) {
        scaled[j] = (row[j] - means[j]) / deviations[j];
      }
    }
    products.add(scaled, 0, words, 0);
  }
}
