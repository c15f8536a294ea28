package dev.tributary.crypto.lattice;

import java.io.Serializable;
import java.util.List;

/**
 * The parameters of one training, agreed by both parties and stored in the model's manifest under
 * {@link LatticeSet#SUITE}.
 *
 * @param set parameter set
 * @param rows n, the samples, at least 1
 * @param candidates r, the rows of the matrix over all blocks of one matrix owner, at least 1
 * @param scales one per kind of channel, in the order asked for
 */
public record LatticePlan(LatticeSet set, int rows, int candidates, List<ChannelScale> scales)
    implements Serializable {
  public LatticePlan {
    if (rows < 1 || candidates < 1 || scales.isEmpty()) {
      throw new IllegalArgumentException(
          "a plan must have rows, candidates and scales. Provided value: "
              + (rows + ", " + candidates + ", " + scales.size()));
    }
    scales = List.copyOf(scales);
  }
}
