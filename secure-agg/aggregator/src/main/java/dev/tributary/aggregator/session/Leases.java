package dev.tributary.aggregator.session;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.PartyId;
import java.time.Duration;
import java.util.List;

/**
 * What becomes of a session by the passing of time: a silent driver is lost, a run that is over is
 * forgotten. Thread-safe: the session's monitor is the one lock of both.
 */
final class Leases {
  private final Session session;
  private final Members members;
  private final Lifecycle life;

  Leases(Session session, Members members, Lifecycle life) {
    this.session = session;
    this.members = members;
    this.life = life;
  }

  /**
   * Ends what silent drivers leave behind: while parties join, a silent one is forgotten; later the
   * run is aborted.
   *
   * @return parties found lost
   */
  List<PartyId> sweep(Duration lease) {
    synchronized (session) {
      List<PartyId> silent = members.silent(lease);
      if (!life.state().live() || silent.isEmpty()) {
        return List.of();
      }
      if (life.state() == RunState.JOINING) {
        silent.forEach(party -> members.of(party).leave());
        session.changed();
      } else {
        session.abort(
            String.format(
                "%s was lost: no sign of life for %d s; see its log and start all parties again",
                silent.get(0), lease.toSeconds()),
            ErrorCode.PEER);
      }
      return silent;
    }
  }

  /**
   * Ends what has expired for good: nobody may save it again after it was removed.
   *
   * @param remove takes it off the disk
   */
  void expire(Duration retention, Runnable remove) {
    synchronized (session) {
      if (expired(retention)) {
        if (life.state().live()) {
          life.abort(
              "run " + session.name() + " expired: nobody was in it any more", ErrorCode.PEER);
        }
        remove.run();
        session.notifyAll();
      }
    }
  }

  /**
   * Whether the run has been over for longer than {@code retention}, or nobody is in it any more: a
   * run without anybody counts against no party, so it must not stay.
   */
  private boolean expired(Duration retention) {
    if (!life.state().live()) {
      return life.sinceEnd().compareTo(retention) > 0;
    }
    return life.state() == RunState.JOINING && members.joined().isEmpty();
  }
}
