package dev.tributary.fl.bench;

import java.lang.management.ManagementFactory;

/** A clock that others on the same cores do not move. */
final class CpuTime {
  private CpuTime() {}

  /** CPU nanoseconds of this thread. */
  static long ofThread() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
