package dev.tributary.aggregator.quota;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A call that waits on a monitor as {@link Waiting} does, in a thread of its own. */
public final class WaitingCall<T> {
  private final Object monitor;
  private final FutureTask<T> call;
  private final Thread thread;

  public WaitingCall(Object monitor, Callable<T> work) {
    this.monitor = monitor;
    call = new FutureTask<>(work);
    thread = new Thread(call, "waiting-call");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Whether a change wakes the call, which must wait until then. It looks by itself a few times a
   * second, so what it has in the end shows nothing; but whoever is woken while the monitor is held
   * stands before it at once.
   */
  public boolean isWokenBy(Runnable change) {
    while (!call.isDone()) {
      synchronized (monitor) {
        if (thread.getState() == Thread.State.TIMED_WAITING) {
          change.run();
          return thread.getState() == Thread.State.BLOCKED;
        }
      }
      Thread.onSpinWait();
    }
    return false;
  }

  /** What the call comes to. */
  public T outcome() throws ExecutionException, InterruptedException {
    return call.get();
  }
}
