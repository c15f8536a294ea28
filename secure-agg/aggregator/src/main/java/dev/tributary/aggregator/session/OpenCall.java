package dev.tributary.aggregator.session;

import dev.tributary.protocol.LossRule;
import dev.tributary.protocol.PartyId;
import java.util.SortedSet;

/**
 * A driver's wish to join.
 *
 * @param instance random bytes of the process
 * @param rule what becomes of the run when a party is lost, from the party's own job
 */
public record OpenCall(
    String name,
    String jobSha256,
    SortedSet<PartyId> parties,
    PartyId party,
    byte[] instance,
    LossRule rule) {
  /** To a run that a loss ends. */
  public OpenCall(
      String name, String jobSha256, SortedSet<PartyId> parties, PartyId party, byte[] instance) {
    this(name, jobSha256, parties, party, instance, LossRule.ENDS);
  }

  /** Whether it means a run of this name and these parties. */
  boolean means(Session session) {
    return session.name().equals(name) && session.parties().equals(parties);
  }
}
