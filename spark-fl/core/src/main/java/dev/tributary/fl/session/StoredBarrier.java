package dev.tributary.fl.session;

import dev.tributary.protocol.PartyId;
import java.util.List;

/**
 * The end of a run: nobody shows results before every party has stored its own, so that none are
 * left of a run that fails elsewhere. All parties call at their end; the first of the roster hears
 * the others and answers them. Messages are empty.
 */
public final class StoredBarrier {
  private static final String STEP = "stored";

  private StoredBarrier() {}

  /** Returns once every party has called. */
  public static void await(FederatedSession session) {
    PartyId first = session.parties().get(0);
    if (!session.self().equals(first)) {
      say(session, first);
      hear(session, first);
      return;
    }
    List<PartyId> others = session.parties().stream().filter(p -> !p.equals(first)).toList();
    others.forEach(peer -> hear(session, peer));
    others.forEach(peer -> say(session, peer));
  }

  private static void say(FederatedSession session, PartyId peer) {
    session.exchange().send(session.to(peer, 0, STEP), new byte[0]);
  }

  private static void hear(FederatedSession session, PartyId peer) {
    session.exchange().receive(session.from(peer, 0, STEP), session.stepTimeout(), 0);
  }
}
