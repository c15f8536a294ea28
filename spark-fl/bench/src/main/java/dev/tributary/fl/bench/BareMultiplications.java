package dev.tributary.fl.bench;

import dev.tributary.crypto.ec.MaskingKey;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Time of scalar multiplications and nothing else: every thread masks the output of the one before.
 *
 * @param wallSeconds per multiplication, all threads together
 * @param cpuSeconds per multiplication, on one core
 */
record BareMultiplications(double wallSeconds, double cpuSeconds) {
  /**
   * @param threads number of threads, at least 1
   * @param each multiplications of every thread, at least 1
   */
  static BareMultiplications measure(int threads, int each) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      long start = System.nanoTime();
      List<Callable<Long>> work = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        work.add(() -> chain(each));
      }
      long cpu = 0;
      for (Future<Long> thread : pool.invokeAll(work)) {
        cpu += thread.get();
      }
      double total = (double) threads * each;
      return new BareMultiplications((System.nanoTime() - start) / 1e9 / total, cpu / 1e9 / total);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  /** The mean of two measurements, taken before and after what they are compared with. */
  BareMultiplications mean(BareMultiplications other) {
    return new BareMultiplications(
        (wallSeconds + other.wallSeconds) / 2, (cpuSeconds + other.cpuSeconds) / 2);
  }

  /** CPU nanoseconds of this thread. */
  private static long chain(int count) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    MaskingKey key = MaskingKey.random(new SecureRandom());
    byte[] point = new byte[MaskingKey.POINT_SIZE];
    point[0] = 9;
    for (int i = 0; i < count; i++) {
      key.mask(point, 0, point, 0);
    }
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
  }
}
