package dev.tributary.aggregator.session;

import dev.tributary.aggregator.store.PartFile;
import dev.tributary.aggregator.store.RunStore;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.protocol.StepAddress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One incarnation of a run: its parties, its state and its mailbox. Every method that a party calls
 * checks that it may. Thread-safe; waits release the lock.
 */
public final class Session {
  private final String name;
  private final RunId run;
  private final String jobSha256;
  private final long createdMillis;
  private final SortedMap<PartyId, Member> members = new TreeMap<>();
  private final RunStore store;
  private final Consumer<Session> persist;
  private RunState state = RunState.JOINING;
  private String reason = "";
  private String lastStep = "";
  private int epoch;
  private long endedNanos;

  Session(
      String name,
      RunId run,
      String jobSha256,
      Collection<PartyId> parties,
      long createdMillis,
      RunStore store,
      Consumer<Session> persist) {
    this.name = name;
    this.run = run;
    this.jobSha256 = jobSha256;
    this.createdMillis = createdMillis;
    this.store = store;
    this.persist = persist;
    parties.forEach(party -> members.put(party, new Member(party, System.nanoTime())));
  }

  /** A session as it was saved; leases start anew. */
  static Session restore(SessionRecord saved, RunStore store, Consumer<Session> persist) {
    Session session =
        new Session(
            saved.name(),
            saved.run(),
            saved.jobSha256(),
            saved.members().stream().map(SessionRecord.SavedMember::party).toList(),
            saved.createdMillis(),
            store,
            persist);
    session.state = saved.state();
    session.reason = saved.reason();
    session.epoch = saved.epoch();
    session.endedNanos = System.nanoTime();
    for (SessionRecord.SavedMember member : saved.members()) {
      Member restored = session.members.get(member.party());
      restored.joined = member.joined();
      restored.instance = member.instance();
      restored.tokenHash = member.tokenHash();
      restored.introduction = member.introduction();
      restored.finished = member.finished();
    }
    return session;
  }

  synchronized SessionRecord record() {
    return new SessionRecord(
        name,
        run,
        jobSha256,
        state,
        reason,
        epoch,
        createdMillis,
        members.values().stream()
            .map(
                member ->
                    new SessionRecord.SavedMember(
                        member.party,
                        member.joined,
                        member.instance,
                        member.tokenHash,
                        member.introduction,
                        member.finished))
            .toList());
  }

  public String name() {
    return name;
  }

  public RunId run() {
    return run;
  }

  public SortedSet<PartyId> parties() {
    return new TreeSet<>(members.keySet());
  }

  public synchronized RunState state() {
    return state;
  }

  /** Bytes stored for the run. */
  public long storedBytes() {
    return store.storedBytes();
  }

  /** Lets a driver in, in place of an earlier process of the same party. */
  synchronized void join(PartyId party, byte[] instance, byte[] tokenHash) {
    Member member = members.get(party);
    member.leave();
    member.joined = true;
    member.instance = instance.clone();
    member.tokenHash = tokenHash.clone();
    member.lastSign = System.nanoTime();
    persist.accept(this);
    notifyAll();
  }

  /** Parties that have joined. */
  synchronized SortedSet<PartyId> joined() {
    SortedSet<PartyId> joined = new TreeSet<>();
    members.values().stream().filter(each -> each.joined).forEach(each -> joined.add(each.party));
    return joined;
  }

  /** Whether this very process has joined. */
  synchronized boolean joinedBy(PartyId party, byte[] instance) {
    Member member = members.get(party);
    return member.joined && MessageDigest.isEqual(member.instance, instance);
  }

  /** The party whose executor shows this token's hash. */
  public synchronized Optional<PartyId> partyOf(byte[] tokenHash) {
    return members.values().stream()
        .filter(member -> member.joined && MessageDigest.isEqual(member.tokenHash, tokenHash))
        .map(member -> member.party)
        .findFirst();
  }

  /** Takes a party's introduction; the last one makes the run active. */
  public synchronized void introduce(PartyId party, byte[] introduction) {
    Member member = live(party);
    if (member.introduction.length > 0) {
      if (!MessageDigest.isEqual(member.introduction, introduction)) {
        throw FederationException.peer(party, "introduced itself twice");
      }
      return;
    }
    member.introduction = introduction.clone();
    if (members.values().stream().allMatch(each -> each.introduction.length > 0)) {
      state = RunState.ACTIVE;
      members.values().forEach(each -> each.lastSign = System.nanoTime());
    }
    persist.accept(this);
    notifyAll();
  }

  /** Waits for the introductions of all; what is still missing after the wait is named. */
  public synchronized Introductions introductions(PartyId party, Duration wait) {
    live(party);
    waitUntil(wait, party, () -> state == RunState.ACTIVE);
    List<PartyId> missing =
        members.values().stream()
            .filter(member -> member.introduction.length == 0)
            .map(member -> member.party)
            .toList();
    Map<PartyId, byte[]> all = new HashMap<>();
    if (missing.isEmpty()) {
      members.values().forEach(member -> all.put(member.party, member.introduction.clone()));
    }
    return new Introductions(missing, all);
  }

  /**
   * Starts a piece.
   *
   * @return empty if a complete one stands
   */
  public synchronized Optional<PartFile> beginPut(PartyId caller, MessageAddress address) {
    active(caller);
    mine("send as", caller, address.step().from());
    known(address.step().to());
    checkEpoch(address.step());
    return store.settled(address) ? Optional.empty() : Optional.of(store.begin());
  }

  /** Ends a piece; false if another put was first. */
  public synchronized boolean completePut(PartyId caller, PartFile part, MessageAddress address) {
    active(caller);
    checkEpoch(address.step());
    members.get(caller).putBytes += part.length();
    return store.publish(part, address);
  }

  /** Makes a message visible. */
  public synchronized boolean commit(PartyId caller, StepAddress step, byte[] sealedManifest) {
    active(caller);
    mine("send as", caller, step.from());
    known(step.to());
    checkEpoch(step);
    boolean first = store.commit(step, sealedManifest);
    lastStep = step.step();
    notifyAll();
    return first;
  }

  /** Waits for a message's manifest; empty if it has not come. */
  public synchronized Optional<byte[]> await(PartyId caller, StepAddress step, Duration wait) {
    active(caller);
    mine("receive as", caller, step.to());
    known(step.from());
    checkEpoch(step);
    waitUntil(wait, caller, () -> step.epoch() < epoch || store.manifest(step).isPresent());
    active(caller);
    checkEpoch(step);
    return store.manifest(step);
  }

  /** The file of a committed piece, for its addressee. */
  public synchronized Path piece(PartyId caller, MessageAddress address) {
    StepAddress step = address.step();
    active(caller);
    mine("receive as", caller, step.to());
    checkEpoch(step);
    if (store.manifest(step).isEmpty()) {
      throw FederationException.peer(step.from(), "has not committed %s", step);
    }
    return store
        .piece(address)
        .orElseThrow(
            () ->
                FederationException.peer(
                    step.from(), "committed %s without this piece, or it was released", address));
  }

  /** Counts what an addressee took. */
  public synchronized void fetched(PartyId caller, long bytes) {
    members.get(caller).fetchedBytes += bytes;
  }

  /** Deletes a message's pieces, at its receiver's word. */
  public synchronized void release(PartyId caller, StepAddress step) {
    active(caller);
    mine("receive as", caller, step.to());
    store.release(step);
  }

  /** Notes that a driver lives. */
  public synchronized void sign(PartyId party) {
    known(party);
    members.get(party).lastSign = System.nanoTime();
  }

  /** Notes what a process of a party has moved. */
  public synchronized void report(PartyId party, byte[] process, long sent, long received) {
    Member member = known(party);
    if (!MessageDigest.isEqual(member.instance, process)) {
      member.report(process, sent, received);
    }
  }

  /** Sent and received by a party's executors, as they reported. */
  public synchronized long[] executors(PartyId party) {
    Member member = known(party);
    return new long[] {member.executorsSent(), member.executorsReceived()};
  }

  /** Why the run is over, if it is. */
  public synchronized Optional<String> abortReason() {
    return state == RunState.ABORTED ? Optional.of(reason) : Optional.empty();
  }

  /** Ends the run for all; the first reason stands. */
  public synchronized boolean abort(String why) {
    if (!state.live()) {
      return false;
    }
    state = RunState.ABORTED;
    reason = why;
    over();
    return true;
  }

  /**
   * Why the run ended without a party that comes only now, if that was a moment ago. A party is
   * told once: when it comes again, it means to start anew.
   *
   * @param memory how long a moment is
   */
  synchronized Optional<String> missed(PartyId party, byte[] instance, Duration memory) {
    Member member = members.get(party);
    boolean told = member.told.length > 0 && !MessageDigest.isEqual(member.told, instance);
    if (state != RunState.ABORTED
        || member.joined
        || told
        || System.nanoTime() - endedNanos > memory.toNanos()) {
      return Optional.empty();
    }
    member.told = instance.clone();
    return Optional.of(reason);
  }

  /** Notes that a party is done, and waits for the others; names those still at work. */
  public synchronized List<PartyId> finish(PartyId party, Duration wait) {
    known(party);
    if (state != RunState.FINISHED) {
      Member member = active(party);
      if (!member.finished) {
        member.finished = true;
        if (members.values().stream().allMatch(each -> each.finished)) {
          state = RunState.FINISHED;
          over();
        } else {
          persist.accept(this);
        }
      }
      waitUntil(wait, party, () -> state == RunState.FINISHED);
    }
    return members.values().stream()
        .filter(member -> !member.finished)
        .map(member -> member.party)
        .toList();
  }

  /**
   * Ends what silent drivers leave behind: while parties join, a silent one is forgotten; later the
   * run is aborted.
   *
   * @return parties found lost
   */
  synchronized List<PartyId> sweep(Duration lease) {
    List<Member> silent =
        members.values().stream()
            .filter(member -> member.joined && !member.finished)
            .filter(member -> System.nanoTime() - member.lastSign > lease.toNanos())
            .toList();
    if (!state.live() || silent.isEmpty()) {
      return List.of();
    }
    if (state == RunState.JOINING) {
      silent.forEach(Member::leave);
      persist.accept(this);
    } else {
      abort(
          String.format(
              "%s was lost: no sign of life for %d s; see its log and start all parties again",
              silent.get(0).party, lease.toSeconds()));
    }
    return silent.stream().map(member -> member.party).toList();
  }

  /** Whether nobody has joined, or the run has been over, for longer than {@code retention}. */
  synchronized boolean expired(Duration retention) {
    boolean deserted =
        state == RunState.JOINING && members.values().stream().noneMatch(each -> each.joined);
    long since =
        state.live()
            ? members.values().stream().mapToLong(each -> each.lastSign).max().orElse(0)
            : endedNanos;
    return (deserted || !state.live()) && System.nanoTime() - since > retention.toNanos();
  }

  /** For status calls. */
  public synchronized SessionStatus status() {
    return new SessionStatus(
        name,
        run,
        state,
        reason,
        epoch,
        lastStep,
        store.storedBytes(),
        System.currentTimeMillis() - createdMillis,
        members.values().stream()
            .map(
                member ->
                    new SessionStatus.Party(
                        member.party,
                        member.joined,
                        member.finished,
                        (System.nanoTime() - member.lastSign) / 1_000_000,
                        member.putBytes,
                        member.fetchedBytes))
            .toList());
  }

  private void over() {
    endedNanos = System.nanoTime();
    store.clear();
    persist.accept(this);
    notifyAll();
  }

  private Member known(PartyId party) {
    Member member = members.get(party);
    if (member == null) {
      throw FederationException.user(
          "%s is not a party of run %s: check the job file's parties", party, run);
    }
    return member;
  }

  private Member live(PartyId party) {
    Member member = known(party);
    if (state == RunState.ABORTED) {
      throw new FederationException(ErrorCode.PEER, reason);
    }
    if (state == RunState.FINISHED) {
      throw FederationException.resource("run %s is finished", run);
    }
    return member;
  }

  private Member active(PartyId party) {
    Member member = live(party);
    if (state != RunState.ACTIVE) {
      throw FederationException.resource("run %s still awaits parties", run);
    }
    return member;
  }

  private static void mine(String what, PartyId caller, PartyId party) {
    if (!caller.equals(party)) {
      throw FederationException.user("%s may not %s %s", caller, what, party);
    }
  }

  private void checkEpoch(StepAddress step) {
    if (step.epoch() < epoch) {
      throw FederationException.resource(
          "epoch %d of run %s is over, %d is current: this process belongs to a driver that was"
              + " restarted",
          step.epoch(), run, epoch);
    }
    if (step.epoch() > epoch) {
      epoch = step.epoch();
      persist.accept(this);
      notifyAll();
    }
  }

  private void waitUntil(Duration wait, PartyId party, Condition condition) {
    long end = System.nanoTime() + wait.toNanos();
    members.get(party).lastSign = System.nanoTime();
    while (!condition.holds()) {
      live(party);
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

  /** What a wait is for; evaluated under the session's lock. */
  @FunctionalInterface
  private interface Condition {
    boolean holds();
  }

  /**
   * Introductions so far.
   *
   * @param missing parties still awaited
   * @param messages by sender, empty while anybody is missing
   */
  public record Introductions(List<PartyId> missing, Map<PartyId, byte[]> messages) {}
}
