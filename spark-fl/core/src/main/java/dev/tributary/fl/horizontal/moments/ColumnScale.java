package dev.tributary.fl.horizontal.moments;

import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.rows.RowMap;

/**
 * Features as {@code (x - shift) * factor}.
 *
 * @param shift {@code [feature]}
 * @param factor {@code [feature]}; 0 for a column that does not vary
 */
@SuppressWarnings("ArrayRecordComponent")
public record ColumnScale(double[] shift, double[] factor) implements RowMap {
  /** Columns of mean 0 and deviation 1. */
  public static ColumnScale standard(JointMoments moments) {
    double[] factor = new double[moments.means().length];
    for (int j = 0; j < factor.length; j++) {
      factor[j] = moments.deviations()[j] > 0 ? 1 / moments.deviations()[j] : 0;
    }
    return new ColumnScale(moments.means(), factor);
  }

  @Override
  public RowBlock of(RowBlock block) {
    int rows = block.rows();
    int features = shift.length;
    double[] values = new double[rows * features];
    double[] labels = new double[rows];
    double[] weights = new double[rows];
    double[] offsets = new double[rows];
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < features; j++) {
        values[r * features + j] = (block.values()[r * features + j] - shift[j]) * factor[j];
      }
      labels[r] = block.label(r);
      weights[r] = block.weight(r);
      offsets[r] = block.offset(r);
    }
    return new RowBlock(features, values, labels, weights, offsets);
  }
}
