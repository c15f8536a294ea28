package dev.tributary.aggregator.quota;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.time.Clock;

/**
 * Lines of the audit log that a party causes, hour by hour: everything that it can make last on the
 * aggregator's disk is written there, so this bounds how fast the disk fills. Thread-safe.
 */
public final class HourlyRecords {
  private static final long HOUR_MILLIS = 3_600_000;

  private final PartyId party;
  private final int limit;
  private final Clock clock;
  private long hour;
  private int count;

  HourlyRecords(PartyId party, int limit, Clock clock) {
    this.party = party;
    this.limit = limit;
    this.clock = clock;
  }

  /**
   * Counts lines before they are written.
   *
   * @throws FederationException RESOURCE if they are more than this hour allows
   */
  public synchronized void count(int lines) {
    long now = Math.floorDiv(clock.millis(), HOUR_MILLIS);
    if (now != hour) {
      hour = now;
      count = 0;
    }
    if (lines > limit - count) {
      throw FederationException.resource(
          "%s has made the aggregator write %d lines of its audit log in this hour, as many as one"
              + " party may: wait for the next, or raise per-party.records there",
          party, count);
    }
    count += lines;
  }
}
