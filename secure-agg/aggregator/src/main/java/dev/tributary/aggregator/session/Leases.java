package dev.tributary.aggregator.session;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.LossRule;
import dev.tributary.protocol.PartyId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of a session by the passing of time: a silent driver is lost, which ends the run or
 * does not, by the rule of its parties; a run that is over is forgotten. Thread-safe: the session's
 * monitor is the one lock of both.
 */
final class Leases {
  private final Session session;
  private final Members members;
  private final Lifecycle life;
  private final LossRule rule;

  Leases(Session session, Members members, Lifecycle life, LossRule rule) {
    this.session = session;
    this.members = members;
    this.life = life;
    this.rule = rule;
  }

  /**
   * Ends what silent drivers leave behind: while parties join, a silent one is forgotten; later the
   * run is aborted, or goes on without it.
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
      } else if (rule.goesOn()) {
        lose(silent);
      } else {
        Map<PartyId, Duration> first = Map.of(silent.get(0), lease);
        session.abortByLoss(rule.end(members.parties(), first).orElseThrow());
      }
      return silent;
    }
  }

  /**
   * Counts a party as lost, at the word of one that the run cannot go on without.
   *
   * @return whether it was in the run until now
   * @throws FederationException USER if the caller may not say so
   */
  boolean exclude(PartyId by, PartyId party) {
    synchronized (session) {
      session.active(by);
      Member member = members.of(party);
      if (!rule.goesOn() || !rule.needed().contains(by) || rule.needed().contains(party)) {
        throw FederationException.user(
            "%s may not go on without %s in run %s", by, party, session.run());
      }
      if (member.lost()) {
        return false;
      }
      lose(List.of(party));
      return true;
    }
  }

  /** A party that comes as another process has lost the one that was in the run. */
  void restarted(PartyId party) {
    synchronized (session) {
      if (!members.of(party).lost()) {
        lose(List.of(party));
      }
    }
  }

  private void lose(List<PartyId> parties) {
    parties.forEach(party -> members.of(party).lose());
    Optional<String> end = rule.end(members.parties(), members.lost());
    if (end.isPresent()) {
      session.abortByLoss(end.get());
    } else {
      session.endIfAllFinished();
      session.changed();
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
