package dev.tributary.aggregator.quota;

import dev.tributary.protocol.PartyId;
import java.time.Clock;
import java.time.Duration;

/** What one party has of the aggregator, each thing under its own limit. Thread-safe. */
public final class PartyShare {
  private final Allotment calls;
  private final Allotment waits;
  private final Allotment connections;
  private final Allotment arriving;
  private final Stored stored;
  private final HourlyRecords records;

  PartyShare(PartyId party, PartyLimits limits, Duration quotaWait, Clock clock) {
    calls = new Allotment(party, "calls under way", "calls", limits.calls());
    waits = new Allotment(party, "calls that wait", "waits", limits.waits());
    connections = new Allotment(party, "connections", "connections", limits.connections());
    arriving = new Allotment(party, "bytes on their way", "arriving", limits.arrivingBytes());
    stored = new Stored(party, limits, quotaWait, waits);
    records = new HourlyRecords(party, limits.records(), clock);
  }

  public Allotment calls() {
    return calls;
  }

  public Allotment waits() {
    return waits;
  }

  public Allotment connections() {
    return connections;
  }

  /** Bytes of messages that were not dealt with yet. */
  public Allotment arriving() {
    return arriving;
  }

  public Stored stored() {
    return stored;
  }

  public HourlyRecords records() {
    return records;
  }
}
