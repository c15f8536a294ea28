package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.LatticeSet;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns of the outer secrets that are encrypted by one task.
 *
 * @param first first column
 * @param last one past the last
 */
record ColumnRange(int first, int last) implements Serializable {
  private static final int LENGTH = 64;

  /** Cuts all columns, a rule that both owners know. */
  static List<ColumnRange> cut(LatticeSet set) {
    List<ColumnRange> ranges = new ArrayList<>();
    for (int first = 0; first < set.dimension(); first += LENGTH) {
      ranges.add(new ColumnRange(first, Math.min(set.dimension(), first + LENGTH)));
    }
    return ranges;
  }
}
