package dev.tributary.aggregator.quota;

import java.util.concurrent.atomic.AtomicBoolean;

/** Something taken that is given back once, however often this is closed. Thread-safe. */
public final class Permit implements AutoCloseable {
  private final Runnable back;
  private final AtomicBoolean closed = new AtomicBoolean();

  Permit(Runnable back) {
    this.back = back;
  }

  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      back.run();
    }
  }
}
