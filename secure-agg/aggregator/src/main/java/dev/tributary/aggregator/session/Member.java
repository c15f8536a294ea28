package dev.tributary.aggregator.session;

import dev.tributary.protocol.PartyId;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** One party in one run; guarded by its session's lock. */
final class Member {
  private static final int MAX_PROCESSES = 10_000;

  final PartyId party;
  boolean joined;
  byte[] instance = new byte[0];
  byte[] tokenHash = new byte[0];
  byte[] introduction = new byte[0];
  boolean finished;

  /** Process that came too late and was told so; not kept over a restart. */
  byte[] told = new byte[0];

  long lastSign;
  long putBytes;
  long fetchedBytes;

  /** Bytes sent and received by each of the party's processes other than its driver. */
  private final Map<String, long[]> executors = new HashMap<>();

  Member(PartyId party, long now) {
    this.party = party;
    lastSign = now;
  }

  void leave() {
    joined = false;
    instance = new byte[0];
    tokenHash = new byte[0];
    introduction = new byte[0];
  }

  /** Counts what a process has moved; of absurdly many processes, only the first. */
  void report(byte[] process, long sent, long received) {
    String name = HexFormat.of().formatHex(process);
    if (executors.size() >= MAX_PROCESSES && !executors.containsKey(name)) {
      return;
    }
    long[] totals = executors.computeIfAbsent(name, k -> new long[2]);
    totals[0] = Math.max(totals[0], sent);
    totals[1] = Math.max(totals[1], received);
  }

  long executorsSent() {
    return executors.values().stream().mapToLong(totals -> totals[0]).sum();
  }

  long executorsReceived() {
    return executors.values().stream().mapToLong(totals -> totals[1]).sum();
  }
}
