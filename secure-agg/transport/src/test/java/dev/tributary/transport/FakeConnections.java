package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.SOON;

import io.grpc.Attributes;
import io.grpc.ServerTransportFilter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The connections that a fake aggregator holds. */
final class FakeConnections extends ServerTransportFilter {
  private final Set<Attributes> open = Collections.newSetFromMap(new IdentityHashMap<>());

  @Override
  public synchronized Attributes transportReady(Attributes connection) {
    open.add(connection);
    return connection;
  }

  @Override
  public synchronized void transportTerminated(Attributes connection) {
    open.remove(connection);
    notifyAll();
  }

  synchronized int count() {
    return open.size();
  }

  /** Waits until the last one is closed; false if that does not come soon. */
  synchronized boolean allClosed() throws InterruptedException {
    long end = System.nanoTime() + SOON.toNanos();
    while (!open.isEmpty() && System.nanoTime() - end < 0) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, end - System.nanoTime()));
    }
    return open.isEmpty();
  }
}
