package dev.tributary.aggregator.session;

import dev.tributary.aggregator.store.RunStore;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One incarnation of a run: how its {@link Members} come together, are found alive, and part. What
 * they send is in its {@link Mailbox}. Every method that a party calls checks that it may.
 *
 * <p>Thread-safe: this object's monitor is the one lock of the session and its parts. Waits release
 * it, and look again after every change.
 */
public final class Session {
  private final String name;
  private final RunId run;
  private final String jobSha256;
  private final long createdMillis;
  private final Members members;
  private final Lifecycle life;
  private final Mailbox mailbox;
  private final Consumer<Session> persist;

  /** A session as it was saved, or a new one. */
  Session(SessionRecord saved, RunStore store, Consumer<Session> persist) {
    name = saved.name();
    run = saved.run();
    jobSha256 = saved.jobSha256();
    createdMillis = saved.createdMillis();
    members = new Members(run, saved.members());
    life = new Lifecycle(run, saved.state(), saved.reason());
    mailbox = new Mailbox(this, store, saved.epoch());
    this.persist = persist;
  }

  synchronized SessionRecord record() {
    return new SessionRecord(
        name,
        run,
        jobSha256,
        life.state(),
        life.reason(),
        mailbox.epoch(),
        createdMillis,
        members.saved());
  }

  public String name() {
    return name;
  }

  /** When the run was made, later than all runs before it. */
  long createdMillis() {
    return createdMillis;
  }

  public RunId run() {
    return run;
  }

  public SortedSet<PartyId> parties() {
    return members.parties();
  }

  public Mailbox mailbox() {
    return mailbox;
  }

  public synchronized RunState state() {
    return life.state();
  }

  /** For status calls. */
  public synchronized SessionStatus status() {
    return new SessionStatus(
        name,
        run,
        life.state(),
        life.reason(),
        mailbox.epoch(),
        mailbox.lastStep(),
        mailbox.storedBytes(),
        System.currentTimeMillis() - createdMillis,
        members.status());
  }

  /** Lets a driver in, in place of an earlier process of the same party. */
  synchronized void join(PartyId party, byte[] instance, byte[] tokenHash) {
    members.of(party).join(instance, tokenHash);
    changed();
  }

  /** Parties that have joined. */
  synchronized SortedSet<PartyId> joined() {
    return members.joined();
  }

  /** Whether this very process has joined. */
  synchronized boolean joinedBy(PartyId party, byte[] instance) {
    Member member = members.of(party);
    return member.joined && member.isProcess(instance);
  }

  /** The party whose executor shows this token's hash. */
  public synchronized Optional<PartyId> partyOf(byte[] tokenHash) {
    return members.withToken(tokenHash);
  }

  /** Takes a party's introduction; the last one makes the run active. */
  public synchronized void introduce(PartyId party, byte[] introduction) {
    Member member = live(party);
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
    changed();
  }

  /** Waits for the introductions of all; what is still missing after the wait is named. */
  public synchronized Introductions introductions(PartyId party, Duration wait) {
    waitUntil(() -> life.state() == RunState.ACTIVE, live(party), wait);
    return members.introductions();
  }

  /** Notes that a driver lives. */
  public synchronized void sign(PartyId party) {
    members.of(party).sign();
  }

  /** Notes what a process of a party has moved. */
  public synchronized void report(PartyId party, byte[] process, long sent, long received) {
    members.of(party).report(process, sent, received);
  }

  /** Sent and received by a party's executors, as they reported. */
  public synchronized long[] executors(PartyId party) {
    Member member = members.of(party);
    return new long[] {member.executorsSent(), member.executorsReceived()};
  }

  /** Notes that a party is done, and waits for the others; names those still at work. */
  public synchronized List<PartyId> finish(PartyId party, Duration wait) {
    Member member = members.of(party);
    if (life.state() != RunState.FINISHED) {
      active(party);
      if (!member.finished) {
        member.finished = true;
        if (members.unfinished().isEmpty()) {
          life.finish();
          mailbox.clear();
        }
        changed();
      }
      waitUntil(() -> life.state() == RunState.FINISHED, member, wait);
    }
    return members.unfinished();
  }

  /** Ends the run for all by the fault of one; the first reason stands. */
  public boolean abort(String why) {
    return abort(why, ErrorCode.PEER);
  }

  /**
   * Ends the run for all; the first reason stands.
   *
   * @param blame of the others: USER where they are as much at fault as whoever gives up, else PEER
   */
  public synchronized boolean abort(String why, ErrorCode blame) {
    if (!life.state().live()) {
      return false;
    }
    life.abort(why, blame);
    mailbox.clear();
    changed();
    return true;
  }

  /** The abort of the run as its parties are told of it, if there was one. */
  public synchronized Optional<FederationException> aborted() {
    return life.aborted();
  }

  /**
   * Why the run ended without a party that comes only now, if that was a moment ago. A party is
   * told once: when it comes again, it means to start anew.
   *
   * @param memory how long a moment is
   */
  synchronized Optional<FederationException> missed(
      PartyId party, byte[] instance, Duration memory) {
    Member member = members.of(party);
    return aborted()
        .filter(reason -> life.sinceEnd().compareTo(memory) <= 0)
        .filter(reason -> !member.joined && member.tell(instance));
  }

  /**
   * Ends what silent drivers leave behind: while parties join, a silent one is forgotten; later the
   * run is aborted.
   *
   * @return parties found lost
   */
  synchronized List<PartyId> sweep(Duration lease) {
    List<PartyId> silent = members.silent(lease);
    if (!life.state().live() || silent.isEmpty()) {
      return List.of();
    }
    if (life.state() == RunState.JOINING) {
      silent.forEach(party -> members.of(party).leave());
      changed();
    } else {
      abort(
          String.format(
              "%s was lost: no sign of life for %d s; see its log and start all parties again",
              silent.get(0), lease.toSeconds()));
    }
    return silent;
  }

  /** Whether nobody has joined, or the run has been over, for longer than {@code retention}. */
  private boolean expired(Duration retention) {
    if (!life.state().live()) {
      return life.sinceEnd().compareTo(retention) > 0;
    }
    boolean deserted = life.state() == RunState.JOINING && members.joined().isEmpty();
    return deserted && members.silence().compareTo(retention) > 0;
  }

  /**
   * Ends what has expired for good: nobody may save it again after it was removed.
   *
   * @param remove takes it off the disk
   */
  synchronized void expire(Duration retention, Runnable remove) {
    if (expired(retention)) {
      if (life.state().live()) {
        life.abort("run " + name + " expired: nobody had joined it", ErrorCode.PEER);
      }
      remove.run();
      notifyAll();
    }
  }

  /** A party of the run; the caller holds the lock, as for the methods below. */
  Member member(PartyId party) {
    return members.of(party);
  }

  /** A party of the run, which must be under way. */
  Member active(PartyId party) {
    Member member = members.of(party);
    life.requireActive();
    return member;
  }

  private Member live(PartyId party) {
    Member member = members.of(party);
    life.requireLive();
    return member;
  }

  /** Lets those who wait look again, and saves the session. */
  void changed() {
    notifyAll();
    persist.accept(this);
  }

  /** Waits until a condition holds or the time is over, as long as the run lives. */
  void waitUntil(BooleanSupplier condition, Member waiting, Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    waiting.sign();
    while (!condition.getAsBoolean()) {
      life.requireLive();
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw FederationException.resource("the aggregator is shutting down");
      }
    }
  }
}
