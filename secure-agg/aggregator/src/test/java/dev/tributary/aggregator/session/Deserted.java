package dev.tributary.aggregator.session;

import java.time.Duration;

/** A run whose parties have all left, and that was not yet forgotten. */
public final class Deserted {
  private Deserted() {}

  public static void desert(Session session) {
    session.leases().sweep(Duration.ZERO);
  }
}
