package dev.tributary.aggregator.service;

import dev.tributary.aggregator.session.Session;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.proto.LostParty;
import java.util.List;
import java.util.Optional;

/** Parties without whom a run goes on, as they cross the wire. */
final class LostParties {
  private LostParties() {}

  /** All of a run. */
  static List<LostParty> of(Session session) {
    return session.lost().entrySet().stream()
        .map(
            lost ->
                LostParty.newBuilder()
                    .setParty(lost.getKey().name())
                    .setMillis(lost.getValue().toMillis())
                    .build())
        .toList();
  }

  /** One, if it is lost. */
  static Optional<LostParty> of(Session session, PartyId party) {
    return of(session).stream().filter(lost -> lost.getParty().equals(party.name())).findFirst();
  }
}
