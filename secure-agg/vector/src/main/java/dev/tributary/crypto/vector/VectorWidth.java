package dev.tributary.crypto.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** The vectors of this machine. */
final class VectorWidth {
  /**
   * The widest vectors up to 256 bits. Wider ones gain nothing here: rows of 8 and 16 channels fill
   * two of these, and loads of 512 bits wait longer for the store before them when rows of one bin
   * follow each other.
   */
  static final VectorSpecies<Integer> INTS =
      IntVector.SPECIES_PREFERRED.length() > IntVector.SPECIES_256.length()
          ? IntVector.SPECIES_256
          : IntVector.SPECIES_PREFERRED;

  private VectorWidth() {}

  /** Bits of the vectors of ints, which those of doubles have as well or more. */
  static int bits() {
    return Math.min(INTS.vectorBitSize(), DoubleVector.SPECIES_PREFERRED.vectorBitSize());
  }
}
