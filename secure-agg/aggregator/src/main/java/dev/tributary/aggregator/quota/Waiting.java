package dev.tributary.aggregator.quota;

import dev.tributary.protocol.FederationException;
import io.grpc.Context;

/** How the thread of a call waits for something that others do. */
public final class Waiting {
  /** How often it looks whether its caller is still there. */
  private static final long LOOK_MILLIS = 250;

  private Waiting() {}

  /**
   * Waits on a monitor that the caller holds, for some of the time that is left.
   *
   * @throws FederationException RESOURCE if nobody waits for the answer any more, so that the place
   *     of a call whose connection broke is not taken for as long as it would have waited
   */
  public static void pause(Object monitor, long leftMillis) {
    if (Context.current().isCancelled()) {
      throw FederationException.resource("the call was broken off while it waited");
    }
    try {
      monitor.wait(Math.min(leftMillis, LOOK_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FederationException.resource("the aggregator is shutting down");
    }
  }
}
