package dev.tributary.transport;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.RunId;
import dev.tributary.transport.proto.HeartbeatReply;
import dev.tributary.transport.proto.HeartbeatRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells the aggregator that this process lives and what it moved, and learns whether the run was
 * aborted. A daemon thread.
 */
final class Pulse implements AutoCloseable {
  private static final Duration CALL = Duration.ofSeconds(10);

  private final MailboxClient client;
  private final RunId run;
  private final Duration interval;
  private final Thread thread;
  private final CopyOnWriteArrayList<Consumer<FederationException>> listeners =
      new CopyOnWriteArrayList<>();
  private volatile boolean closed;
  private volatile FederationException aborted;
  private volatile SessionTraffic executors = new SessionTraffic(0, 0);

  private Pulse(MailboxClient client, RunId run, Duration interval) {
    this.client = client;
    this.run = run;
    this.interval = interval;
    thread = new Thread(this::beat, "tributary-pulse-" + run);
    thread.setDaemon(true);
  }

  static Pulse start(MailboxClient client, RunId run, Duration interval) {
    Pulse pulse = new Pulse(client, run, interval);
    pulse.thread.start();
    return pulse;
  }

  /** Why the run was aborted, if it was. */
  Optional<FederationException> aborted() {
    return Optional.ofNullable(aborted);
  }

  /** Calls back once, on the pulse's thread, when another party aborted or was lost. */
  void onAbort(Consumer<FederationException> listener) {
    listeners.add(listener);
    FederationException earlier = aborted;
    if (earlier != null) {
      notify(listener, earlier);
    }
  }

  /** What the party's other processes reported. */
  SessionTraffic executors() {
    return executors;
  }

  /** One exchange with the aggregator, at once. */
  void beatNow() {
    HeartbeatRequest request =
        HeartbeatRequest.newBuilder().setRun(run.value()).setTraffic(client.traffic()).build();
    HeartbeatReply reply = client.call(CALL, stub -> stub.heartbeat(request));
    executors = new SessionTraffic(reply.getExecutorsSent(), reply.getExecutorsReceived());
    if (reply.getAborted()) {
      end(new FederationException(ErrorCode.PEER, reply.getReason()));
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void beat() {
    while (!closed && aborted == null) {
      try {
        beatNow();
      } catch (FederationException e) {
        // The aggregator was away for as long as this party is ready to wait, or knows the run no
        // more: the calls of the run find out the same and say so.
        if (!closed && e.code() != ErrorCode.RESOURCE) {
          end(e);
        }
      }
      try {
        Thread.sleep(interval.toMillis());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void end(FederationException reason) {
    if (aborted == null) {
      aborted = reason;
      listeners.forEach(listener -> notify(listener, reason));
    }
  }

  private void notify(Consumer<FederationException> listener, FederationException reason) {
    if (listeners.remove(listener)) {
      listener.accept(reason);
    }
  }
}
