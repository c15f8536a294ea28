package dev.tributary.aggregator.service;

import java.time.Duration;

/**
 * How long a call may wait for other parties before it is made again.
 *
 * @param longest whatever the caller asks for
 */
record Waits(Duration longest) {
  private static final Duration MOST_BEFORE = Duration.ofDays(365);

  /** What a caller asks for, from nothing to the longest. */
  Duration bounded(long millis) {
    return Duration.ofMillis(Math.max(0, Math.min(millis, longest.toMillis())));
  }

  /** How long a caller says that it has waited before: no run is as old as the longest. */
  static Duration before(long millis) {
    return Duration.ofMillis(Math.max(0, Math.min(millis, MOST_BEFORE.toMillis())));
  }
}
