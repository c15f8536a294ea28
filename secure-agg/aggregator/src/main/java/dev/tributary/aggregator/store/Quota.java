package dev.tributary.aggregator.store;

import dev.tributary.protocol.FederationException;
import java.time.Duration;

/** Bytes that a run may store at a time. Thread-safe. */
final class Quota {
  private final long limit;
  private final Duration patience;
  private long used;

  Quota(long limit, Duration patience) {
    this.limit = limit;
    this.patience = patience;
  }

  /** Takes room, waiting for others to release some. */
  synchronized void reserve(long bytes) {
    long end = System.nanoTime() + patience.toNanos();
    while (used + bytes > limit) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw FederationException.resource(
            "the run stores %d bytes of at most %d at the aggregator and nothing was released for"
                + " %s: raise quota-per-run there",
            used, limit, patience);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw FederationException.resource("the aggregator is shutting down");
      }
    }
    used += bytes;
  }

  /** Counts what was found on disk, over the limit or not. */
  synchronized void restore(long bytes) {
    used += bytes;
  }

  synchronized void release(long bytes) {
    used -= Math.min(bytes, used);
    notifyAll();
  }

  synchronized void clear() {
    used = 0;
    notifyAll();
  }

  synchronized long used() {
    return used;
  }
}
