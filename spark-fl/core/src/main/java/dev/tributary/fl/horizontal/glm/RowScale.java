package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.rows.RowMap;

/**
 * How features, and labels under squared error, are standardised: {@code (x - shift) * factor}.
 *
 * @param shift {@code [feature]}
 * @param factor {@code [feature]}; 0 for a column that is the same in all rows
 * @param objective takes the offset into the label where it can
 * @param labelShift taken from labels
 * @param labelFactor by which labels are multiplied
 */
public record RowScale(
    double[] shift, double[] factor, GlmObjective objective, double labelShift, double labelFactor)
    implements RowMap {

  @Override
  public RowBlock of(RowBlock block) {
    int rows = block.rows();
    int features = block.features();
    double[] values = new double[rows * features];
    double[] labels = new double[rows];
    double[] weights = new double[rows];
    double[] offsets = new double[rows];
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < features; j++) {
        int at = r * features + j;
        values[at] = (block.values()[at] - shift[j]) * factor[j];
      }
      double target = objective.target(block.label(r), block.offset(r));
      labels[r] = (target - labelShift) * labelFactor;
      weights[r] = block.weight(r);
      offsets[r] = objective.offset(block.offset(r));
    }
    return new RowBlock(features, values, labels, weights, offsets);
  }
}
