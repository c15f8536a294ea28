package dev.tributary.aggregator.quota;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.time.Duration;

/**
 * What a party has in the aggregator's store: sealed bytes, and the files they are in, so that
 * pieces of no bytes are not free. Thread-safe.
 */
public final class Stored {
  private final PartyId party;
  private final long limit;
  private final Duration patience;
  private final Allotment files;
  private final Allotment waits;
  private long used;

  /**
   * @param patience how long a put waits for room before it ends as RESOURCE
   * @param waits of which each put that waits takes one
   */
  Stored(PartyId party, PartyLimits limits, Duration patience, Allotment waits) {
    this.party = party;
    this.limit = limits.storedBytes();
    this.patience = patience;
    this.waits = waits;
    files = new Allotment(party, "stored pieces and manifests", "pieces", limits.files());
  }

  /** Takes room for a file, which does not wait. */
  public void reserveFile() {
    files.take(1);
  }

  /** Takes room for bytes, waiting for others to release some. */
  public void reserve(long bytes) {
    if (!reserved(bytes)) {
      Permit waiting = waits.take();
      try {
        awaitRoom(bytes);
      } finally {
        waiting.close();
      }
    }
  }

  private synchronized boolean reserved(long bytes) {
    boolean fits = bytes <= limit - used;
    if (fits) {
      used += bytes;
    }
    return fits;
  }

  private synchronized void awaitRoom(long bytes) {
    if (!Waiting.until(this, () -> reserved(bytes), patience)) {
      throw FederationException.resource(
          "%s stores %d bytes of at most %d at the aggregator and nothing was released for %s:"
              + " raise per-party.stored there",
          party, used, limit, patience);
    }
  }

  /** Counts a file that was found on disk, over the limits or not. */
  public synchronized void restore(long bytes) {
    files.restore(1);
    used += bytes;
  }

  /** Gives back a file and its bytes. */
  public synchronized void release(long bytes) {
    files.give(1);
    used -= bytes;
    notifyAll();
  }

  /** Sealed bytes stored or being written. */
  public synchronized long bytes() {
    return used;
  }

  /** Files stored or being written. */
  public long files() {
    return files.used();
  }
}
