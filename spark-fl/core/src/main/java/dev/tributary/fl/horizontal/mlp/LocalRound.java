package dev.tributary.fl.horizontal.mlp;

import dev.tributary.fl.horizontal.exact.RoundedSums;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.rows.RowKernel;
import dev.tributary.fl.horizontal.sum.FixedPoint;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What a party puts into a round: the loss of the weights that it begins with, and how far its own
 * training moves them. Every shard trains by itself and counts by the weight of its rows, so that
 * many shards are to one party what many parties are to all.
 *
 * @param start weights that the round begins with
 * @param round from 0
 */
@SuppressWarnings("ArrayRecordComponent")
record LocalRound(
    Topology topology, MlpSettings settings, double[] start, int round, FixedPoint point)
    implements RowKernel {
  /** Places of the sums: the changes begin at the last. */
  static final int LOSS = 0;

  static final int CHANGES = 1;

  @Override
  public int words() {
    return 1 + CHANGES + start.length;
  }

  @Override
  public long[] sum(Iterator<RowBlock> shard) {
    RoundedSums sums = new RoundedSums(CHANGES + start.length, point);
    Network network = new Network(topology, settings.objective().loss());
    List<RowBlock> blocks = new ArrayList<>();
    while (shard.hasNext()) {
      blocks.add(shard.next());
      NetworkLossKernel.add(blocks.get(blocks.size() - 1), network, start, sums);
    }
    LocalDescent descent = new LocalDescent(topology, network, settings, blocks);
    double[] changes = descent.from(start, round);
    double most = 0;
    for (int i = 0; i < changes.length; i++) {
      changes[i] -= start[i];
      most = Math.max(most, Math.abs(changes[i])); // NaN stays, and is out of range below
    }
    sums.add(CHANGES, descent.weight(), changes, 0, changes.length, most);
    return sums.words();
  }
}
