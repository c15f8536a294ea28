package dev.tributary.aggregator.quota;

import dev.tributary.protocol.FederationException;
import io.grpc.Context;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How the thread of a call waits for something that others do. */
public final class Waiting {
  /** How often it looks whether its caller is still there. */
  private static final long LOOK_MILLIS = 250;

  private Waiting() {}

  /**
   * Waits on a monitor, which the caller holds, until a condition holds.
   *
   * @param condition looked at after every notice; what it throws ends the wait
   * @return false if the time is over first
   * @throws FederationException RESOURCE if nobody waits for the answer any more, so that a call
   *     whose connection broke does not keep its place for as long as it would have waited
   */
  public static boolean until(Object monitor, BooleanSupplier condition, Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    while (!condition.getAsBoolean()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      if (Context.current().isCancelled()) {
        throw FederationException.resource("the call was broken off while it waited");
      }
      try {
        monitor.wait(Math.min(left, LOOK_MILLIS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw FederationException.resource("the aggregator is shutting down");
      }
    }
    return true;
  }
}
