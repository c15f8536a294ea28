package dev.tributary.aggregator.admission;

import java.time.Duration;

/**
 * What those may take who have not yet shown who they are.
 *
 * @param connections at a time; one more makes the oldest give way
 * @param time until a connection must have made a call that was let in
 */
public record StrangerLimits(int connections, Duration time) {
  /** The limits of a configuration that sets none. */
  public static StrangerLimits defaults() {
    return new StrangerLimits(256, Duration.ofSeconds(10));
  }
}
