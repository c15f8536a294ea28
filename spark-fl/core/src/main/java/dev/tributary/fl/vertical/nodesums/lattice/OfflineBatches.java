package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.fl.data.Compute;
import dev.tributary.protocol.FederationException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * The offline part of batches, on a thread of its own while the driver trains. Both owners ask for
 * a batch at the same point of the training, and batches are made one after the other, so that the
 * two threads meet in the same order and wait for nothing but each other.
 *
 * @param <T> what a batch leaves
 */
final class OfflineBatches<T> implements AutoCloseable {
  /** Most batches that are kept: that of a level, the one before it and the one being made. */
  static final int MOST = 3;

  private final IntFunction<T> work;
  private final Map<Integer, Future<T>> batches = new HashMap<>();
  private final ExecutorService thread;

  OfflineBatches(String name, Compute compute, IntFunction<T> work) {
    this.work = work;
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(compute.inBackground(task), name);
              made.setDaemon(true);
              return made;
            });
  }

  /** Starts a batch unless it was started before. */
  void prepare(int batch) {
    batches.computeIfAbsent(batch, number -> thread.submit(() -> work.apply(number)));
  }

  /** Waits for a batch; those before it are forgotten. */
  T take(int batch) {
    prepare(batch);
    batches.keySet().removeIf(number -> number < batch - 1);
    try {
      return batches.get(batch).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FederationException.resource("interrupted while a batch of channels was made");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (CancellationException e) {
      throw FederationException.resource("the training ended while a batch of channels was made");
    }
  }

  /** Gives up what is under way. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
