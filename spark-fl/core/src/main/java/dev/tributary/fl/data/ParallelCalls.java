package dev.tributary.fl.data;

import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work that a driver does at the same time, on threads that end with it. */
public final class ParallelCalls {
  private ParallelCalls() {}

  /**
   * Runs tasks, which begin in their order.
   *
   * @param threads most that run at once, at least 1
   * @return one result per task; the exception of the first that failed is thrown as it is, and the
   *     others are interrupted
   */
  public static <R> List<R> call(int threads, List<Callable<R>> tasks) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<R>> futures = new ArrayList<>();
      for (Callable<R> task : tasks) {
        futures.add(pool.submit(task));
      }
      List<R> results = new ArrayList<>();
      for (Future<R> future : futures) {
        results.add(result(future));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  /** Waits for a task; what it threw is thrown as it is. */
  public static <R> R result(Future<R> task) {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FederationException.resource("interrupted while other work was waited for");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
