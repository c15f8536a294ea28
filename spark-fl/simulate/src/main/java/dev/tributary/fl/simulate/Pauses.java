package dev.tributary.fl.simulate;

import dev.tributary.protocol.FederationException;

/** Sleeping between looks at other processes. */
final class Pauses {
  private Pauses() {}

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FederationException.resource("interrupted while other processes ran");
    }
  }
}
