package dev.tributary.crypto.vector;

import dev.tributary.crypto.lattice.PlainKernels;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Cells of pairs of bins: as many at a time as the vectors of ints have bytes, in 16 bits each. */
final class PairLanes {
  private static final VectorSpecies<Short> CELLS =
      VectorSpecies.of(short.class, VectorWidth.INTS.vectorShape());
  private static final VectorSpecies<Byte> BINS =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(VectorWidth.INTS.vectorBitSize() / 2));
  private static final int LANES = CELLS.length();

  private PairLanes() {}

  static void fill(byte[] first, byte[] second, int from, int width, char[] cells, int rows) {
    int r = 0;
    for (; r + LANES <= rows; r += LANES) {
      ShortVector i = unsigned(first, from + r);
      i.mul((short) width).add(unsigned(second, from + r)).intoCharArray(cells, r);
    }
    PlainKernels.pairs(first, second, from, width, cells, r, rows);
  }

  private static ShortVector unsigned(byte[] bins, int at) {
    ByteVector bytes = ByteVector.fromArray(BINS, bins, at);
    // ZERO_EXTEND_B2S throws on JDK 17 as long as it is not compiled.
    return (ShortVector)
        bytes.convertShape(VectorOperators.B2S, CELLS, 0).lanewise(VectorOperators.AND, 0xff);
  }
}
