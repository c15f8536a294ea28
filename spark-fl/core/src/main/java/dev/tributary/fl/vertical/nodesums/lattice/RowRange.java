package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.LatticeSet;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive training rows.
 *
 * @param firstRow a multiple of 256
 * @param rows at least 1
 */
record RowRange(int firstRow, int rows) implements Serializable {
  /** Bounds a piece to 16 MB at 128 channels of 4 bytes. */
  private static final int MAX_ROWS = 1 << 15;

  /** A small slice costs more in messages than it gains. */
  private static final int MIN_ROWS = 1 << 11;

  /** Cuts the rows, a rule that both owners know. */
  static List<RowRange> cut(int rows) {
    int wanted = Math.max(MIN_ROWS, Math.min(MAX_ROWS, rows / 8));
    int length = LatticeSet.blocks(wanted) * LatticeSet.BLOCK;
    List<RowRange> slices = new ArrayList<>();
    for (int first = 0; first < rows; first += length) {
      slices.add(new RowRange(first, Math.min(length, rows - first)));
    }
    return slices;
  }

  int firstBlock() {
    return firstRow / LatticeSet.BLOCK;
  }

  int lastBlock() {
    return firstBlock() + LatticeSet.blocks(rows);
  }
}
