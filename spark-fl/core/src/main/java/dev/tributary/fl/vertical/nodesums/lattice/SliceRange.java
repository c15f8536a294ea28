package dev.tributary.fl.vertical.nodesums.lattice;

import java.util.ArrayList;
import java.util.List;

/**
 * Slices whose words are one message. The words of a large lease are several, so that the matrix
 * owner fetches and sums the first while the next are on their way to the aggregator.
 *
 * @param first first slice
 * @param last one past the last
 */
record SliceRange(int first, int last) {
  /** A smaller message costs more in jobs and calls than it gains. */
  private static final long MIN_BYTES = 2 << 20;

  /** Most messages of a lease. */
  static final int MOST = 4;

  /**
   * Cuts the words of a lease, a rule that both owners know.
   *
   * @param slices of all rows
   * @param bytes of all words
   */
  static List<SliceRange> cut(int slices, long bytes) {
    int wanted = (int) Math.max(1, Math.min(MOST, bytes / MIN_BYTES));
    int messages = Math.min(wanted, slices);
    List<SliceRange> ranges = new ArrayList<>();
    for (int m = 0; m < messages; m++) {
      ranges.add(new SliceRange(m * slices / messages, (m + 1) * slices / messages));
    }
    return ranges;
  }

  int count() {
    return last - first;
  }
}
