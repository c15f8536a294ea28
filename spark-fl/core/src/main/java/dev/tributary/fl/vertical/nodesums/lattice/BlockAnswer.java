package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.BinSums;
import dev.tributary.crypto.lattice.LatticePlan;
import dev.tributary.crypto.lattice.NoiseBudget;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.protocol.linearmap.AnswerNoise;
import dev.tributary.protocol.linearmap.ChannelLease;
import dev.tributary.protocol.linearmap.MatrixOwnerBlock;
import dev.tributary.protocol.linearmap.NoiseSources;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a block's answer to one lease needs beside the words; secret of the matrix owner.
 *
 * @param mask b halves of the lease's channels, one row a candidate of the block
 * @param sources of the noise, one row a candidate of the block
 * @param sharedSeed fresh for lease and message
 * @param ownSeed fresh for lease, block and message
 */
record BlockAnswer(WordMatrix mask, NoiseSources sources, byte[] sharedSeed, byte[] ownSeed)
    implements Serializable {
  /**
   * The reply of the active part of a block.
   *
   * @param sums of the part over the hidden words of all rows
   */
  WordMatrix reply(LatticePlan plan, ActiveBlock part, BinSums sums) {
    int channels = mask.columns();
    MatrixOwnerBlock role = new MatrixOwnerBlock(plan.set(), part.mapRows());
    ChannelLease columns = new ChannelLease(0, 0, channels);
    AnswerNoise noise =
        new AnswerNoise(sources.rows(part.ids()), floods(plan, channels), sharedSeed, ownSeed);
    return role.answer(columns, sums, part.rows(mask), noise);
  }

  /** Channels alternate between gradients and hessians. */
  private static List<NoiseBudget.Parts> floods(LatticePlan plan, int channels) {
    NoiseBudget budget = NoiseBudget.of(plan.set(), plan.rows());
    List<NoiseBudget.Parts> floods = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      floods.add(budget.parts(plan.scales().get(c & 1).flood()));
    }
    return floods;
  }

  @Override
  public String toString() {
    return "BlockAnswer[" + mask.rows() + " x " + mask.columns() + "]";
  }
}
