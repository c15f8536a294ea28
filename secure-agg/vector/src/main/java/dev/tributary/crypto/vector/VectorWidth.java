package dev.tributary.crypto.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;

/** The vectors of this machine. */
final class VectorWidth {
  private VectorWidth() {}

  /** Bits of the widest vectors that both ints and doubles have. */
  static int bits() {
    return Math.min(
        IntVector.SPECIES_PREFERRED.vectorBitSize(),
        DoubleVector.SPECIES_PREFERRED.vectorBitSize());
  }
}
