package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.horizontal.exact.WideSums;
import dev.tributary.fl.training.Objective;
import java.util.Iterator;

/** Weighted loss of the training rows, then of those that validate. */
record BoostedLossKernel(Objective objective) implements BlockKernel {
  @Override
  public int words() {
    return WideSums.words(2);
  }

  @Override
  public long[] sum(Iterator<ScoredBlock> partition) {
    WideSums sums = new WideSums(2);
    double[] raw = new double[objective.classes()];
    while (partition.hasNext()) {
      ScoredBlock scored = partition.next();
      BinBlock block = scored.block();
      for (int row = 0; row < block.rows(); row++) {
        for (int k = 0; k < raw.length; k++) {
          raw[k] = scored.scores()[k][row];
        }
        double loss = objective.rowLoss(raw, block.labels()[row]);
        sums.add(block.validates() ? 1 : 0, block.weights()[row] * loss);
        sums.row();
      }
    }
    return sums.words();
  }
}
