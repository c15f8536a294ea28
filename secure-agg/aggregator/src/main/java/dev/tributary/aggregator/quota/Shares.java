package dev.tributary.aggregator.quota;

import dev.tributary.protocol.PartyId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shares of all parties that ever came, as many as there are certificates of the federation's
 * CA. Thread-safe.
 */
public final class Shares {
  private final PartyLimits limits;
  private final Duration quotaWait;
  private final Clock clock;
  private final Map<PartyId, PartyShare> shares = new ConcurrentHashMap<>();

  /**
   * @param quotaWait how long a put waits for room
   * @param clock of the hours of the audit log
   */
  public Shares(PartyLimits limits, Duration quotaWait, Clock clock) {
    this.limits = limits;
    this.quotaWait = quotaWait;
    this.clock = clock;
  }

  /** The share of a party that has shown who it is. */
  public PartyShare of(PartyId party) {
    return shares.computeIfAbsent(party, name -> new PartyShare(name, limits, quotaWait, clock));
  }

  public PartyLimits limits() {
    return limits;
  }
}
