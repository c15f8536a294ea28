package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.horizontal.exact.WideSums;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.rows.RowKernel;
import java.util.Iterator;

/** Counts, and weighted sums of labels and features. */
record MeansKernel(GlmObjective objective, int classes, int features) implements RowKernel {
  /** Places of the sums; classes begin at the last, features after them. */
  static final int ROWS = 0;

  static final int WEIGHT = 1;
  static final int WEIGHT_SQUARES = 2;
  static final int LABEL = 3;
  static final int EXPOSURE = 4;
  static final int CLASSES = 5;

  @Override
  public int words() {
    return WideSums.words(CLASSES + classes + features);
  }

  @Override
  public long[] sum(Iterator<RowBlock> partition) {
    WideSums sums = new WideSums(CLASSES + classes + features);
    while (partition.hasNext()) {
      RowBlock block = partition.next();
      for (int r = 0; r < block.rows(); r++) {
        add(block, r, sums);
        sums.row();
      }
    }
    return sums.words();
  }

  private void add(RowBlock block, int r, WideSums sums) {
    double weight = block.weight(r);
    sums.add(ROWS, 1);
    sums.add(WEIGHT, weight);
    sums.add(WEIGHT_SQUARES, weight * weight);
    sums.add(LABEL, weight * objective.target(block.label(r), block.offset(r)));
    sums.add(EXPOSURE, weight * Math.exp(objective.offset(block.offset(r))));
    if (classes > 0) {
      sums.add(CLASSES + (int) block.label(r), weight);
    }
    for (int j = 0; j < features; j++) {
      sums.add(CLASSES + classes + j, weight * block.values()[r * features + j]);
    }
  }
}
