package dev.tributary.aggregator.session;

import dev.tributary.protocol.StepAddress;
import java.time.Duration;

/**
 * A party's call that waits for a message.
 *
 * @param step the message
 * @param sinceNanos when the party began to wait for it, by {@link System#nanoTime}; it may have
 *     done so in calls before this one
 */
record Wait(StepAddress step, long sinceNanos) {
  /** One that begins with this call or began before it. */
  static Wait begun(StepAddress step, Duration before) {
    return new Wait(step, System.nanoTime() - before.toNanos());
  }

  SessionStatus.Pending status() {
    long nanos = System.nanoTime() - sinceNanos;
    return new SessionStatus.Pending(step.from(), step.step(), nanos / 1_000_000);
  }
}
