package dev.tributary.aggregator.session;

import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import java.util.List;

/** A run at a moment, for people. */
public record SessionStatus(
    String name,
    RunId run,
    RunState state,
    String reason,
    int epoch,
    String lastStep,
    long storedBytes,
    long ageMillis,
    List<Party> parties) {
  /**
   * A party at that moment; bytes are sealed bytes; without a lost one the run goes on. Of the
   * messages that it waits for, a few are pending here, the longest awaited first.
   */
  public record Party(
      PartyId party,
      boolean joined,
      boolean finished,
      long silentMillis,
      long putBytes,
      long fetchedBytes,
      boolean lost,
      List<Pending> pending) {}

  /** A message that a party waits for. */
  public record Pending(PartyId from, String step, long waitedMillis) {}
}
