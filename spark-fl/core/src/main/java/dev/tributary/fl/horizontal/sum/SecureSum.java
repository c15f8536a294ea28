package dev.tributary.fl.horizontal.sum;

/**
 * Sums vectors over the parties of a run; each party gets the total and nothing else of the others.
 * Words are added modulo 2^64, so the order of adding never shows and a negative value is its two's
 * complement; {@link FixedPoint} says which real numbers fit.
 *
 * <p>All parties call {@link #total} in the same order with the same purpose and length. Driver
 * only; calls do not overlap.
 */
public interface SecureSum extends AutoCloseable {
  /**
   * One total.
   *
   * @param purpose what is summed, in lower case, such as {@code column-counts}; names the step
   * @param words this party's vector, left unchanged; any length from 1 to the agreed limit
   * @throws dev.tributary.protocol.FederationException PEER where another party sends what is not
   *     due or too few parties are left; RESOURCE where a wait ends
   */
  Total total(String purpose, long[] words);

  @Override
  void close();
}
