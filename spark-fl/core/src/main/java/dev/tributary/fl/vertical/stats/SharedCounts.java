package dev.tributary.fl.vertical.stats;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** One round in which every party tells every other its {@link TableCounts}. */
public final class SharedCounts {
  private static final String STEP = "stats/counts";

  private SharedCounts() {}

  /**
   * Tells the own counts and hears the others'.
   *
   * @param rows common rows, the same at all parties
   * @return by party, in job order, the own among them
   * @throws dev.tributary.protocol.FederationException PEER for counts that cannot be
   */
  public static Map<PartyId, TableCounts> exchange(
      FederatedSession session, long rows, TableCounts own) {
    for (PartyId peer : session.parties()) {
      if (!peer.equals(session.self())) {
        session.exchange().send(session.to(peer, 0, STEP), own.encode());
      }
    }
    Map<PartyId, TableCounts> all = new LinkedHashMap<>();
    for (PartyId party : session.parties()) {
      all.put(party, party.equals(session.self()) ? own : receive(session, party, rows));
    }
    return all;
  }

  private static TableCounts receive(FederatedSession session, PartyId peer, long rows) {
    StepAddress step = session.from(peer, 0, STEP);
    return PeerMessages.receive(
        session, step, TableCounts.LENGTH, bytes -> TableCounts.decode(bytes, rows));
  }
}
