package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.WordMatrix;
import java.util.List;

/**
 * What the offline part leaves at the vector owner.
 *
 * @param key secrets of the batch
 * @param corrections by block of the matrix owner, candidates x 128
 */
record VectorBatch(BatchKey key, List<WordMatrix> corrections) {
  /** Of corrections, under the wider modulus. */
  static final long MOST_BYTES_A_CANDIDATE = LatticeSet.CHANNELS * (long) Long.BYTES;

  @Override
  public String toString() {
    return "VectorBatch[" + key + "]";
  }
}
