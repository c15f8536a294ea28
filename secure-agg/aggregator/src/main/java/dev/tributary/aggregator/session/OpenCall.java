package dev.tributary.aggregator.session;

import dev.tributary.protocol.PartyId;
import java.util.SortedSet;

/**
 * A driver's wish to join.
 *
 * @param instance random bytes of the process
 */
public record OpenCall(
    String name, String jobSha256, SortedSet<PartyId> parties, PartyId party, byte[] instance) {
  /** Whether it means a run of this name and these parties. */
  boolean means(Session session) {
    return session.name().equals(name) && session.parties().equals(parties);
  }
}
