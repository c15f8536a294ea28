package dev.tributary.fl.horizontal.mlp;

import dev.tributary.fl.horizontal.exact.RoundedSums;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.rows.RowKernel;
import dev.tributary.fl.horizontal.sum.FixedPoint;
import java.util.Iterator;

/**
 * Weighted loss over rows.
 *
 * @param weights of the network
 */
@SuppressWarnings("ArrayRecordComponent")
record NetworkLossKernel(
    Topology topology, MlpObjective objective, double[] weights, FixedPoint point)
    implements RowKernel {
  @Override
  public int words() {
    return 2;
  }

  @Override
  public long[] sum(Iterator<RowBlock> partition) {
    RoundedSums sums = new RoundedSums(1, point);
    Network network = new Network(topology, objective.loss());
    while (partition.hasNext()) {
      add(partition.next(), network, weights, sums);
    }
    return sums.words();
  }

  /** Adds the losses of a block to the first sum, each rounded by itself. */
  static void add(RowBlock block, Network network, double[] weights, RoundedSums sums) {
    for (int r = 0; r < block.rows(); r++) {
      if (block.weight(r) > 0) {
        double loss = network.loss(weights, block.values(), r * block.features(), block.label(r));
        sums.add(0, block.weight(r) * loss);
      }
    }
  }
}
