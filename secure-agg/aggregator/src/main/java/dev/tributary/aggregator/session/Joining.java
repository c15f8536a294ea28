package dev.tributary.aggregator.session;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;

/**
 * How the parties of a session come together: each joins, then introduces itself, and the last
 * introduction makes the run active. Thread-safe: the session's monitor is the one lock of both.
 */
public final class Joining {
  private final Session session;
  private final Members members;
  private final Lifecycle life;

  Joining(Session session, Members members, Lifecycle life) {
    this.session = session;
    this.members = members;
    this.life = life;
  }

  /** Lets a driver in, in place of an earlier process of the same party. */
  void join(PartyId party, byte[] instance, byte[] tokenHash) {
    synchronized (session) {
      members.of(party).join(instance, tokenHash);
      session.changed();
    }
  }

  /** Parties that have joined. */
  SortedSet<PartyId> joined() {
    synchronized (session) {
      return members.joined();
    }
  }

  /** Whether this very process has joined. */
  boolean joinedBy(PartyId party, byte[] instance) {
    synchronized (session) {
      Member member = members.of(party);
      return member.joined && member.isProcess(instance);
    }
  }

  /** Takes a party's introduction. */
  public void introduce(PartyId party, byte[] introduction) {
    synchronized (session) {
      Member member = session.live(party);
      if (member.introduced()) {
        if (!MessageDigest.isEqual(member.introduction, introduction)) {
          throw FederationException.peer(party, "introduced itself twice");
        }
        return;
      }
      member.introduction = introduction.clone();
      if (members.introductions().missing().isEmpty()) {
        life.activate();
        members.sign();
      }
      session.changed();
    }
  }

  /** Waits for the introductions of all; what is still missing after the wait is named. */
  public Introductions introductions(PartyId party, Duration wait) {
    synchronized (session) {
      session.waitUntil(() -> life.state() == RunState.ACTIVE, session.live(party), wait);
      return members.introductions();
    }
  }

  /**
   * Why the run ended without a party that comes only now, if that was a moment ago. A party is
   * told once: when it comes again, it means to start anew.
   *
   * @param memory how long a moment is
   */
  Optional<FederationException> missed(PartyId party, byte[] instance, Duration memory) {
    synchronized (session) {
      Member member = members.of(party);
      return life.aborted()
          .filter(reason -> life.sinceEnd().compareTo(memory) <= 0)
          .filter(reason -> !member.joined && member.tell(instance));
    }
  }
}
