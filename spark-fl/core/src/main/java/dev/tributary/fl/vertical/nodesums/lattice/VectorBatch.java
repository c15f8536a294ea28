package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.WordMatrix;
import java.util.List;

/**
 * What the offline part leaves at the vector owner.
 *
 * @param key secrets of the batch
 * @param corrections by block of the matrix owner, candidates x 128
 */
record VectorBatch(BatchKey key, List<WordMatrix> corrections) {
  @Override
  public String toString() {
    return "VectorBatch[" + key + "]";
  }
}
