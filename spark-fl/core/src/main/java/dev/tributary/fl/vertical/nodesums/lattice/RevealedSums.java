package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.ChannelScale;
import dev.tributary.crypto.lattice.LatticePlan;
import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.fl.training.SumNoise;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.CandidateSums;
import dev.tributary.protocol.linearmap.ChannelLease;

/** The sums of a level as the vector owner takes them out of the replies, block by block. */
final class RevealedSums {
  private final LatticeSet set;
  private final CandidateLayout layout;
  private final CandidateSet active;
  private final int nodes;
  private final double[] wordsPerUnit;
  private final SumNoise noise;
  private final long[] gradients;
  private final long[] hessians;

  /**
   * @param nodes nodes of the level
   * @param units map units of a fixed-point gradient and of a fixed-point hessian
   */
  RevealedSums(
      LatticePlan plan, CandidateLayout layout, CandidateSet active, int nodes, double[] units) {
    this.set = plan.set();
    this.layout = layout;
    this.active = active;
    this.nodes = nodes;
    this.wordsPerUnit = new double[units.length];
    for (int k = 0; k < units.length; k++) {
      ChannelScale scale = plan.scales().get(k);
      wordsPerUnit[k] = scale.delta() * units[k];
    }
    this.noise =
        new SumNoise(
            plan.scales().get(0).flood() / wordsPerUnit[0],
            plan.scales().get(1).flood() / wordsPerUnit[1]);
    this.gradients = new long[Math.multiplyExact(layout.total(), nodes)];
    this.hessians = new long[gradients.length];
  }

  /** Rows of a block's reply: its active candidates. */
  int rows(int block) {
    int from = layout.offset(block);
    return active.count(from, from + layout.size(block));
  }

  /**
   * Takes the sums of one block and lease.
   *
   * @param firstNode node of the first two channels of the lease
   * @param reply one row an active candidate, in the order of their ids
   * @param corrections of the block, all candidates and channels
   */
  void add(int block, ChannelLease lease, int firstNode, WordMatrix reply, WordMatrix corrections) {
    int from = layout.offset(block);
    int to = from + layout.size(block);
    int row = 0;
    for (int id = active.next(from); id >= 0 && id < to; id = active.next(id + 1), row++) {
      for (int channel = 0; channel < lease.channels(); channel++) {
        long correction = corrections.centred(id - from, lease.first() + channel);
        long word = set.centred(reply.centred(row, channel) - correction);
        long sum = Math.round(word / wordsPerUnit[channel & 1]);
        long[] sums = (channel & 1) == 0 ? gradients : hessians;
        sums[id * nodes + firstNode + channel / 2] = sum;
      }
    }
  }

  CandidateSums sums() {
    return new CandidateSums(layout.total(), nodes, gradients, hessians, noise);
  }
}
