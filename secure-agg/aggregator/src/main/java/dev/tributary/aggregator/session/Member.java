package dev.tributary.aggregator.session;

import dev.tributary.protocol.PartyId;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** One party in one run; guarded by its session's lock. */
final class Member {
  private static final int MAX_PROCESSES = 2_000;

  /** Waits that a status shows: a party has one, or a few where threads of it wait. */
  private static final int MAX_SHOWN = 4;

  final PartyId party;
  boolean joined;
  byte[] introduction;
  boolean finished;

  /** Not kept over a restart. */
  boolean heardOfTheEnd;

  long putBytes;
  long fetchedBytes;

  /** Since when the run has gone on without it, in milliseconds of the epoch; 0: it is in it. */
  private long lostMillis;

  private byte[] instance;
  private byte[] tokenHash;

  /** Process that came too late and was told so; not kept over a restart. */
  private byte[] told = new byte[0];

  private long lastSign = System.nanoTime();

  /** Bytes sent and received by each of the party's processes other than its driver. */
  private final Map<String, long[]> executors = new HashMap<>();

  /** The same of all together, with those that are forgotten. */
  private final long[] moved = new long[2];

  /** Its calls that wait for messages now. */
  private final List<Wait> waits = new ArrayList<>();

  Member(SessionRecord.SavedMember saved) {
    party = saved.party();
    joined = saved.joined();
    instance = saved.instance();
    tokenHash = saved.tokenHash();
    introduction = saved.introduction();
    finished = saved.finished();
    lostMillis = saved.lostMillis();
  }

  SessionRecord.SavedMember saved() {
    return new SessionRecord.SavedMember(
        party, joined, instance, tokenHash, introduction, finished, lostMillis);
  }

  /** Comes in, in place of an earlier process of the same party. */
  void join(byte[] process, byte[] itsTokenHash) {
    leave();
    joined = true;
    instance = process.clone();
    tokenHash = itsTokenHash.clone();
    sign();
  }

  void leave() {
    joined = false;
    instance = new byte[0];
    tokenHash = new byte[0];
    introduction = new byte[0];
  }

  boolean isProcess(byte[] process) {
    return MessageDigest.isEqual(instance, process);
  }

  /** Whether a process that came too late is to hear of it: only one is, if need be repeatedly. */
  boolean tell(byte[] process) {
    if (told.length == 0) {
      told = process.clone();
    }
    return MessageDigest.isEqual(told, process);
  }

  boolean hasToken(byte[] hash) {
    return joined && MessageDigest.isEqual(tokenHash, hash);
  }

  boolean introduced() {
    return introduction.length > 0;
  }

  /** The run goes on without it from now on. */
  void lose() {
    if (lostMillis == 0) {
      lostMillis = Math.max(1, System.currentTimeMillis() - silence().toMillis());
      waits.clear();
    }
  }

  boolean lost() {
    return lostMillis != 0;
  }

  /** How long ago a lost one was heard of. */
  Duration gone() {
    return Duration.ofMillis(Math.max(0, System.currentTimeMillis() - lostMillis));
  }

  /** Starts its lease anew. */
  void sign() {
    lastSign = System.nanoTime();
  }

  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - lastSign);
  }

  /** Counts what an executor has moved; of absurdly many processes, only the first. */
  void report(byte[] process, long sent, long received) {
    String name = HexFormat.of().formatHex(process);
    if (isProcess(process) || (executors.size() >= MAX_PROCESSES && !executors.containsKey(name))) {
      return;
    }
    long[] totals = executors.computeIfAbsent(name, k -> new long[2]);
    raise(totals, 0, sent);
    raise(totals, 1, received);
  }

  /** Every sign of life is told the sum, so that it is kept. */
  private void raise(long[] totals, int at, long to) {
    long more = Math.max(to, totals[at]) - totals[at];
    totals[at] += more;
    moved[at] += more;
  }

  /** Notes that a call waits, until {@link #waitsNoMore}, or its party is lost or the run over. */
  void waits(Wait wait) {
    waits.add(wait);
  }

  void waitsNoMore(Wait wait) {
    waits.remove(wait);
  }

  List<SessionStatus.Pending> pending() {
    return waits.stream()
        .map(Wait::status)
        .sorted(Comparator.comparingLong(SessionStatus.Pending::waitedMillis).reversed())
        .limit(MAX_SHOWN)
        .toList();
  }

  /** Forgets its processes and waits, and keeps the sums of what they have moved. */
  void settle() {
    waits.clear();
    executors.clear();
  }

  /** Other than its driver that are remembered. */
  int processes() {
    return executors.size();
  }

  long executorsSent() {
    return moved[0];
  }

  long executorsReceived() {
    return moved[1];
  }
}
