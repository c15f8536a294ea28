package dev.tributary.aggregator.quota;

import java.util.concurrent.atomic.AtomicReference;

/** Something taken that is given back once, however often this is closed. Thread-safe. */
public final class Permit implements AutoCloseable {
  private static final Runnable NOTHING = () -> {};

  private final AtomicReference<Runnable> back;

  Permit(Runnable back) {
    this.back = new AtomicReference<>(back);
  }

  @Override
  public void close() {
    back.getAndSet(NOTHING).run();
  }
}
