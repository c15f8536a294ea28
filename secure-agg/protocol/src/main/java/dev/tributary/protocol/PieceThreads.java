package dev.tributary.protocol;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads on which pieces come and go while their callers compute. */
final class PieceThreads {
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "tributary-piece");
            thread.setDaemon(true);
            return thread;
          });

  private PieceThreads() {}

  static <T> Future<T> start(Callable<T> transfer) {
    return THREADS.submit(transfer);
  }

  /** What a transfer gave, once it is over; what it threw, if it failed. */
  static <T> T result(Future<T> transfer) {
    try {
      return transfer.get();
    } catch (InterruptedException e) {
      transfer.cancel(true);
      Thread.currentThread().interrupt();
      throw FederationException.resource("interrupted while a message was under way")
          .telling(PeerText.INTERRUPTED);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
