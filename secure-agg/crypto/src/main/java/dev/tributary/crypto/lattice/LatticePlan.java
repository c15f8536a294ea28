package dev.tributary.crypto.lattice;

import java.io.Serializable;
import java.util.List;

/**
 * The parameters of one training, agreed by both parties and stored in the model's manifest under
 * {@link LatticeSet#SUITE}.
 *
 * @param set parameter set
 * @param rows n, the samples
 * @param candidates r, the rows of the matrix over all blocks of one matrix owner
 * @param scales one per kind of channel, in the order asked for
 */
public record LatticePlan(LatticeSet set, int rows, int candidates, List<ChannelScale> scales)
    implements Serializable {
  public LatticePlan {
    scales = List.copyOf(scales);
  }
}
