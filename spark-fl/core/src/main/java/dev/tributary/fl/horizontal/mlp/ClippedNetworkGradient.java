package dev.tributary.fl.horizontal.mlp;

import dev.tributary.fl.horizontal.privacy.ClippedWords;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.rows.RowKernel;
import java.util.Arrays;
import java.util.Iterator;

/**
 * Sum of the rows' gradients, laid out like the weights, each row's shortened by itself, whatever
 * it weighs.
 *
 * @param at weights where they are taken
 * @param clipped how
 */
@SuppressWarnings("ArrayRecordComponent")
record ClippedNetworkGradient(
    Topology topology, MlpObjective objective, double[] at, ClippedWords clipped)
    implements RowKernel {
  @Override
  public int words() {
    return 1 + at.length;
  }

  @Override
  public long[] sum(Iterator<RowBlock> partition) {
    long[] sum = new long[words()];
    Network network = new Network(topology, objective.loss());
    double[] gradient = new double[at.length];
    long[] own = new long[at.length];
    while (partition.hasNext()) {
      RowBlock block = partition.next();
      for (int r = 0; r < block.rows(); r++) {
        Arrays.fill(gradient, 0);
        network.gradient(at, block.values(), r * block.features(), block.label(r), 1, gradient);
        if (clipped.round(gradient, own)) {
          for (int i = 0; i < own.length; i++) {
            sum[1 + i] += own[i];
          }
        }
      }
    }
    return sum;
  }
}
