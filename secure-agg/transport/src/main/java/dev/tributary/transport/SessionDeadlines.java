package dev.tributary.transport;

import java.time.Duration;

/**
 * How long a party waits before it gives up with a clear error.
 *
 * @param join for the other parties to join, default 10 minutes
 * @param step for one message of another party, default 30 minutes; also for the others to finish
 * @param reconnect for an aggregator that does not answer, at the start and after a restart of it,
 *     default 1 minute
 */
public record SessionDeadlines(Duration join, Duration step, Duration reconnect) {
  public SessionDeadlines {
    for (Duration deadline : new Duration[] {join, step, reconnect}) {
      if (deadline.isNegative() || deadline.isZero()) {
        throw new IllegalArgumentException(
            "deadline must be positive. Provided value: " + deadline);
      }
    }
  }

  public static SessionDeadlines defaults() {
    return new SessionDeadlines(
        Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofMinutes(1));
  }
}
