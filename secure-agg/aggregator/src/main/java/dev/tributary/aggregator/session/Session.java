package dev.tributary.aggregator.session;

import dev.tributary.aggregator.quota.Waiting;
import dev.tributary.aggregator.store.RunStore;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.LossRule;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One incarnation of a run, and how it ends. How its parties come together is in its {@link
 * Joining}, how they are found alive in its {@link Leases}, what they send in its {@link Mailbox}.
 * Every method that a party calls checks that it may.
 *
 * <p>Thread-safe: this object's monitor is the one lock of the session and its parts. Waits release
 * it, and look again after every change.
 */
public final class Session {
  private final String name;
  private final RunId run;
  private final String jobSha256;
  private final long createdMillis;
  private final LossRule rule;
  private final Members members;
  private final Lifecycle life;
  private final Joining joining;
  private final Leases leases;
  private final Mailbox mailbox;
  private final Consumer<SessionRecord> persist;

  /** A session as it was saved, or a new one. */
  Session(SessionRecord saved, RunStore store, Consumer<SessionRecord> persist) {
    name = saved.name();
    run = saved.run();
    jobSha256 = saved.jobSha256();
    createdMillis = saved.createdMillis();
    rule = saved.rule();
    members = new Members(run, saved.members());
    life = new Lifecycle(run, saved.state(), saved.reason(), saved.byLoss());
    joining = new Joining(this, members, life);
    leases = new Leases(this, members, life, rule);
    mailbox = new Mailbox(this, store, saved.epoch());
    this.persist = persist;
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

  /** What becomes of the run when a party is lost, as all its parties say. */
  LossRule rule() {
    return rule;
  }

  public Joining joining() {
    return joining;
  }

  Leases leases() {
    return leases;
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

  /** The party whose executor shows this token's hash. */
  public synchronized Optional<PartyId> partyOf(byte[] tokenHash) {
    return members.withToken(tokenHash);
  }

  /** Notes that a driver lives. */
  public synchronized void sign(PartyId party) {
    members.of(party).sign();
  }

  /** Notes what a process of a party has moved, as long as the party is in the run. */
  public synchronized void report(PartyId party, byte[] process, long sent, long received) {
    Member member = members.of(party);
    if (member.joined && life.state().live()) {
      member.report(process, sent, received);
    }
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
        endIfAllFinished();
        changed();
      }
      waitUntil(() -> life.state() == RunState.FINISHED, member, wait);
    }
    return members.unfinished();
  }

  /** Whether a party is told for the first time that all have finished, as far as is known here. */
  public synchronized boolean hearsOfTheEnd(PartyId party) {
    Member member = members.of(party);
    boolean first = !member.heardOfTheEnd;
    member.heardOfTheEnd = true;
    return first;
  }

  /** The end of a run that nobody is at work in any more; the caller holds the lock. */
  void endIfAllFinished() {
    if (members.unfinished().isEmpty()) {
      life.finish();
      members.settle();
      mailbox.clear();
    }
  }

  /**
   * Ends the run for all by the fault of one; the first reason stands.
   *
   * @param blame of the others: USER where they are as much at fault as whoever gives up, else PEER
   */
  public synchronized boolean abort(String why, ErrorCode blame) {
    return abort(() -> life.abort(why, blame));
  }

  /** The same by nobody's fault but that a party was lost. */
  synchronized boolean abortByLoss(String why) {
    return abort(() -> life.abortByLoss(why));
  }

  private boolean abort(Runnable how) {
    if (!life.state().live()) {
      return false;
    }
    how.run();
    members.settle();
    mailbox.clear();
    changed();
    return true;
  }

  /** The abort of the run as its parties are told of it, if there was one. */
  public synchronized Optional<FederationException> aborted() {
    return life.aborted();
  }

  /** What has ended the run for one party: its abort, or that it goes on without this one. */
  public synchronized Optional<FederationException> over(PartyId party) {
    return life.aborted().or(() -> without(members.of(party)));
  }

  /** Whether the run is over for one party since it, or another, was lost. */
  public synchronized boolean overByLoss(PartyId party) {
    return life.byLoss() || without(members.of(party)).isPresent();
  }

  /** Without whom the run goes on, and how long ago each was heard of. */
  public synchronized SortedMap<PartyId, Duration> lost() {
    return members.lost();
  }

  private Optional<FederationException> without(Member member) {
    return member.lost() && life.state().live()
        ? Optional.of(
            new FederationException(
                ErrorCode.PEER,
                ("run %s goes on without %s, which gave no sign of life or did not send in time; it"
                        + " can be in the next run")
                    .formatted(name, member.party)))
        : Optional.empty();
  }

  /** A party of the run; the caller holds the lock, as for the methods below. */
  Member member(PartyId party) {
    return members.of(party);
  }

  /** A party of the run, which must be under way. */
  Member active(PartyId party) {
    Member member = members.of(party);
    life.requireActive();
    without(member)
        .ifPresent(
            told -> {
              throw told;
            });
    return member;
  }

  /** A party of the run, which must not be over. */
  Member live(PartyId party) {
    Member member = members.of(party);
    life.requireLive();
    return member;
  }

  /** Lets those who wait look again, and saves the session. */
  void changed() {
    notifyAll();
    persist.accept(
        new SessionRecord(
            name,
            run,
            jobSha256,
            life.state(),
            life.reason(),
            life.byLoss(),
            mailbox.epoch(),
            createdMillis,
            rule,
            members.saved()));
  }

  /** Waits until a condition holds or the time is over, as long as the run lives. */
  void waitUntil(BooleanSupplier condition, Member waiting, Duration wait) {
    waiting.sign();
    boolean unused =
        Waiting.until(
            this,
            () -> {
              boolean holds = condition.getAsBoolean();
              if (!holds) {
                life.requireLive();
                without(waiting)
                    .ifPresent(
                        told -> {
                          throw told;
                        });
              }
              return holds;
            },
            wait);
  }
}
