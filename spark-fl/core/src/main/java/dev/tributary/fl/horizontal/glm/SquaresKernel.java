package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.horizontal.exact.WideSums;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.rows.RowKernel;
import java.util.Iterator;

/** Weighted squares around the means: of the label first, then of every feature. */
record SquaresKernel(GlmObjective objective, double labelMean, double[] means)
    implements RowKernel {
  @Override
  public int words() {
    return WideSums.words(1 + means.length);
  }

  @Override
  public long[] sum(Iterator<RowBlock> partition) {
    WideSums sums = new WideSums(1 + means.length);
    while (partition.hasNext()) {
      RowBlock block = partition.next();
      for (int r = 0; r < block.rows(); r++) {
        double weight = block.weight(r);
        double off = objective.target(block.label(r), block.offset(r)) - labelMean;
        sums.add(0, weight * off * off);
        for (int j = 0; j < means.length; j++) {
          double apart = block.values()[r * means.length + j] - means[j];
          sums.add(1 + j, weight * apart * apart);
        }
        sums.row();
      }
    }
    return sums.words();
  }
}
