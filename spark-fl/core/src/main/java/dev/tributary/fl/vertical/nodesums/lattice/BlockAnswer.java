package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.BinSums;
import dev.tributary.crypto.lattice.LatticePlan;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.protocol.linearmap.ChannelLease;
import dev.tributary.protocol.linearmap.MatrixOwnerBlock;
import java.io.Serializable;

/**
 * What a block's answer to one lease needs beside the words; secret of the matrix owner.
 *
 * @param mask b halves of the lease's channels, one row a candidate of the block
 * @param floodSeed fresh for lease, block and message
 */
record BlockAnswer(WordMatrix mask, byte[] floodSeed) implements Serializable {
  /**
   * The reply of the active part of a block.
   *
   * @param sums of the part over the hidden words of all rows
   */
  WordMatrix reply(LatticePlan plan, ActiveBlock part, BinSums sums) {
    int channels = mask.columns();
    MatrixOwnerBlock role = new MatrixOwnerBlock(plan.set(), part.mapRows());
    ChannelLease columns = new ChannelLease(0, 0, channels);
    return role.answer(columns, sums, part.rows(mask), floods(plan, channels), floodSeed);
  }

  /** Channels alternate between gradients and hessians. */
  private static double[] floods(LatticePlan plan, int channels) {
    double[] floods = new double[channels];
    for (int c = 0; c < channels; c++) {
      floods[c] = plan.scales().get(c & 1).flood();
    }
    return floods;
  }

  @Override
  public String toString() {
    return "BlockAnswer[" + mask.rows() + " x " + mask.columns() + "]";
  }
}
