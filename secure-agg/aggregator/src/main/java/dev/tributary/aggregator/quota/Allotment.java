package dev.tributary.aggregator.quota;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;

/** How much of one thing a party has, and may have. Thread-safe. */
public final class Allotment {
  private final PartyId party;
  private final String things;
  private final String key;
  private final long limit;
  private long used;

  /**
   * @param things as a person calls them, such as {@code calls under way}
   * @param key of the configuration that sets the limit
   */
  Allotment(PartyId party, String things, String key, long limit) {
    this.party = party;
    this.things = things;
    this.key = key;
    this.limit = limit;
  }

  /**
   * Takes some more.
   *
   * @throws FederationException RESOURCE if that would be more than the party may have
   */
  public synchronized void take(long count) {
    if (count > limit - used) {
      throw FederationException.resource(
          "%s has as many %s at the aggregator as one party may (%d): let some end first, or raise"
              + " per-party.%s there",
          party, things, limit, key);
    }
    used += count;
  }

  /** Takes one, until the permit is closed. */
  public Permit take() {
    take(1);
    return new Permit(() -> give(1));
  }

  /** Counts what is there already, over the limit or not. */
  synchronized void restore(long count) {
    used += count;
  }

  /** Gives back what was taken. */
  public synchronized void give(long count) {
    used -= count;
  }

  /** What the party has now. */
  public synchronized long used() {
    return used;
  }
}
