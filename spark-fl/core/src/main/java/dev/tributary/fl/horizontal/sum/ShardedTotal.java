package dev.tributary.fl.horizontal.sum;

import dev.tributary.protocol.PartyId;
import java.util.List;

/**
 * What a sum of vectors in pieces came to.
 *
 * @param words the total, in pieces at this party's own executors
 * @param parties whose vectors are in it, in job order; fewer than all where some dropped out
 */
public record ShardedTotal(ShardedWords words, List<PartyId> parties) {
  public ShardedTotal {
    parties = List.copyOf(parties);
  }
}
