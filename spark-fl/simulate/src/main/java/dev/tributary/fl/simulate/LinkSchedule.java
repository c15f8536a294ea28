package dev.tributary.fl.simulate;

import java.time.Duration;

/**
 * When bytes are on one direction of a link, one chunk after the other. A thread that sleeps until
 * then wakes up late, by more than a chunk of 16 KB takes at 100 Mbit/s; bytes that waited for it
 * meanwhile count from when the link was free, so that the rate is the one asked for. Times are in
 * nanoseconds of one clock. Thread-safe.
 */
final class LinkSchedule {
  /** Lateness that is made up for at most. */
  private static final long LATENESS = Duration.ofMillis(20).toNanos();

  private final Link link;
  private long free;

  LinkSchedule(Link link, long now) {
    this.link = link;
    this.free = now;
  }

  /**
   * Puts a chunk on the link.
   *
   * @param waited whether its bytes were there before the thread that carries them was
   * @return when its last byte is on the link
   */
  synchronized long last(long now, int bytes, boolean waited) {
    free = Math.max(free, waited ? now - LATENESS : now) + link.occupied(bytes);
    return free;
  }
}
