package dev.tributary.aggregator.service;

import dev.tributary.protocol.OneLine;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/**
 * What only the operator is told: defects and a failing disk, one line each and at most one a
 * second, so that no caller can fill a disk with them. Never a word of a message. Thread-safe.
 */
public final class OperatorLog {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int LONGEST = 1000;

  private final PrintStream out;
  private long last = System.nanoTime() - PAUSE_NANOS;
  private long skipped;

  public OperatorLog(PrintStream out) {
    this.out = out;
  }

  /** Says what failed; of a flood, how many more there were when the next is said. */
  public synchronized void failed(RuntimeException failure) {
    if (System.nanoTime() - last < PAUSE_NANOS) {
      skipped++;
      return;
    }
    last = System.nanoTime();
    out.printf(
        "tributary aggregator: %s%s%n",
        OneLine.of(String.valueOf(failure.getMessage()), LONGEST),
        skipped == 0 ? "" : " (and " + skipped + " more before)");
    skipped = 0;
  }
}
