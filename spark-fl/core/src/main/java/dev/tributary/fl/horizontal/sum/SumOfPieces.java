package dev.tributary.fl.horizontal.sum;

/**
 * Sums of vectors that are too large for a driver: what {@link SecureSum} says of its totals holds
 * for them too, and both kinds are counted in one row of sums. It goes round what wraps a {@link
 * SecureSum}, such as noise and counts of traffic: no algorithm with privacy may take it.
 */
public interface SumOfPieces {
  /**
   * One total, piece by piece by the executors.
   *
   * @param purpose what is summed, in lower case; names the step
   * @param words this party's vector, left unchanged
   * @return the total at this party's own executors, to be released by the caller
   * @throws dev.tributary.protocol.FederationException PEER where another party sends what is not
   *     due or too few parties are left; RESOURCE where a wait ends
   */
  ShardedTotal total(String purpose, ShardedWords words);
}
