package dev.tributary.fl.session;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a run: nobody shows results before every party has stored its own, so that none are
 * left of a run that fails elsewhere. All parties call at their end; one hears the others and
 * answers them. Messages are empty.
 */
public final class StoredBarrier {
  private static final String STEP = "stored";

  private StoredBarrier() {}

  /** Returns once every party has called; the first of the roster hears the others. */
  public static void await(FederatedSession session) {
    PartyId first = session.parties().get(0);
    if (!session.self().equals(first)) {
      say(session, first);
      hear(session, first, session.stepTimeout().multipliedBy(2)); // it waits for all others itself
      return;
    }
    List<PartyId> others = session.parties().stream().filter(p -> !p.equals(first)).toList();
    long end = System.nanoTime() + session.stepTimeout().toNanos();
    for (PartyId peer : others) {
      hear(session, peer, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
    others.forEach(peer -> say(session, peer));
  }

  /**
   * Returns once every party has called that is not lost.
   *
   * @param hub hears the others; the run ends if it is lost
   * @param fewest parties that must have called
   * @throws FederationException PEER where fewer have
   */
  public static void awaitThoseLeft(FederatedSession session, PartyId hub, int fewest) {
    if (!session.self().equals(hub)) {
      say(session, hub);
      hear(session, hub, session.stepTimeout().multipliedBy(2)); // it waits for all others itself
      return;
    }
    List<PartyId> left = new ArrayList<>();
    long end = System.nanoTime() + session.stepTimeout().toNanos();
    for (PartyId peer : session.parties()) {
      if (!peer.equals(hub)) {
        try {
          hear(session, peer, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
          left.add(peer);
        } catch (FederationException e) {
          if (FederationException.missing(e).isEmpty()) {
            throw e;
          }
          session.exchange().goOnWithout(peer);
        }
      }
    }
    requireEnough(session, hub, left, fewest);
    left.forEach(peer -> say(session, peer));
  }

  private static void requireEnough(
      FederatedSession session, PartyId hub, List<PartyId> left, int fewest) {
    List<PartyId> gone =
        session.parties().stream()
            .filter(peer -> !peer.equals(hub) && !left.contains(peer))
            .toList();
    if (left.size() + 1 < fewest) {
      throw FederationException.lost(
          gone.get(0),
          "%s did not say that its results are stored; %d of %d parties are left where the job asks"
              + " for %d (sum.min-parties): start all again",
          gone,
          left.size() + 1,
          session.parties().size(),
          fewest);
    }
  }

  private static void say(FederatedSession session, PartyId peer) {
    session.exchange().send(session.to(peer, 0, STEP), new byte[0]);
  }

  private static void hear(FederatedSession session, PartyId peer, Duration timeout) {
    session.exchange().receive(session.from(peer, 0, STEP), timeout, 0);
  }
}
