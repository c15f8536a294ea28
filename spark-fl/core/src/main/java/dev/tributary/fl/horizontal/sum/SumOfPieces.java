package dev.tributary.fl.horizontal.sum;

import dev.tributary.protocol.PartyId;
import java.util.List;
import java.util.Optional;

/**
 * Sums of vectors that are too large for a driver: what {@link SecureSum} says of its totals holds
 * for them too, and both kinds are counted in one row of sums. Nothing adds noise to them: {@link
 * SecureSum#pieces} has none where a sum with noise is wanted.
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

  /**
   * One total over exactly these parties, or none, as {@link SecureSum#totalAmong}.
   *
   * @param parties as an earlier total named them
   * @return empty where one of them is lost
   */
  Optional<ShardedTotal> totalAmong(List<PartyId> parties, String purpose, ShardedWords words);
}
