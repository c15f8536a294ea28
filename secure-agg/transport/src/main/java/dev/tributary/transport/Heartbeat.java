package dev.tributary.transport;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.RunId;
import dev.tributary.transport.proto.AbortReply;
import dev.tributary.transport.proto.AbortRequest;
import dev.tributary.transport.proto.HeartbeatReply;
import dev.tributary.transport.proto.HeartbeatRequest;
import dev.tributary.transport.proto.LostParty;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Tells the aggregator that this process lives and what it moved, and learns whether the run was
 * aborted: a daemon thread. Also tells that this party gives up, since whoever does may hear of its
 * own doing from the next heartbeat.
 */
final class Heartbeat implements AutoCloseable {
  private static final Duration CALL = Duration.ofSeconds(10);

  /** As many as a run has parties: no aggregator fills this side's memory with names. */
  private static final int MOST_LOST = 100;

  private static final int MOST_CHARACTERS = 64;

  private static final Duration GIVING_UP = Duration.ofSeconds(60);

  private final MailboxClient client;
  private final RunId run;
  private final Duration interval;
  private final Thread thread;
  private final CopyOnWriteArrayList<Consumer<FederationException>> listeners =
      new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<BiConsumer<String, Duration>> losses =
      new CopyOnWriteArrayList<>();
  private final Map<String, Long> lost = new ConcurrentHashMap<>();
  private volatile boolean closed;
  private volatile FederationException aborted;
  private volatile boolean byLoss;
  private boolean givingUp;
  private volatile SessionTraffic executors = new SessionTraffic(0, 0);

  private Heartbeat(MailboxClient client, RunId run, Duration interval) {
    this.client = client;
    this.run = run;
    this.interval = interval;
    thread = new Thread(this::run, "tributary-heartbeat-" + run);
    thread.setDaemon(true);
  }

  static Heartbeat start(MailboxClient client, RunId run, Duration interval) {
    Heartbeat heartbeat = new Heartbeat(client, run, interval);
    heartbeat.thread.start();
    return heartbeat;
  }

  /** Why the run was aborted, if it was. */
  Optional<FederationException> aborted() {
    return Optional.ofNullable(aborted);
  }

  /** Whether the run ended, at least for this party, since a party was lost; as last heard. */
  boolean endedByLoss() {
    return byLoss;
  }

  /** Calls back once, on the heartbeat's thread, when another party aborted or was lost. */
  void onAbort(Consumer<FederationException> listener) {
    listeners.add(listener);
    FederationException earlier = aborted;
    if (earlier != null) {
      notify(listener, earlier);
    }
  }

  /**
   * Calls back, on the heartbeat's thread, for every party without whom the run goes on, as the
   * aggregator names it, with the time since it was heard of.
   */
  void onLost(BiConsumer<String, Duration> listener) {
    losses.add(listener);
    lost().forEach(listener);
  }

  /** Without whom the run goes on, and how long ago each was heard of. */
  Map<String, Duration> lost() {
    Map<String, Duration> since = new TreeMap<>();
    lost.forEach((name, nanos) -> since.put(name, Duration.ofNanos(System.nanoTime() - nanos)));
    return since;
  }

  private void note(LostParty party) {
    Duration since = Duration.ofMillis(Math.max(0, party.getMillis()));
    if (lost.size() < MOST_LOST
        && party.getParty().length() <= MOST_CHARACTERS
        && lost.putIfAbsent(party.getParty(), System.nanoTime() - since.toNanos()) == null) {
      losses.forEach(listener -> listener.accept(party.getParty(), since));
    }
  }

  /** What the party's other processes reported. */
  SessionTraffic executors() {
    return executors;
  }

  /** One exchange with the aggregator, at once. */
  void beat() {
    HeartbeatRequest request =
        HeartbeatRequest.newBuilder().setRun(run.value()).setTraffic(client.traffic()).build();
    HeartbeatReply reply = client.call(CALL, stub -> stub.heartbeat(request));
    executors = new SessionTraffic(reply.getExecutorsSent(), reply.getExecutorsReceived());
    reply.getLostList().forEach(this::note);
    byLoss |= reply.getByLoss();
    if (reply.getAborted()) {
      heard(told(reply.getReason(), reply.getAgreed()));
    }
  }

  /**
   * Ends the run for all, unless it is over.
   *
   * @return what ended it, as {@link Exchange#abort}; if the aggregator cannot be told, this
   *     party's failure, and its lease will tell the others
   */
  RuntimeException giveUp(RuntimeException own) {
    if (mayGiveUp()) {
      // Whoever was interrupted gives up for that very reason; the call must be made all the same.
      boolean interrupted = Thread.interrupted();
      try {
        AbortReply reply = client.call(GIVING_UP, stub -> stub.abort(givingUp(run, own)));
        settled(reply);
      } catch (FederationException unheard) {
        own.addSuppressed(unheard);
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
    FederationException theirs = aborted;
    return theirs == null ? own : FederationException.first(theirs, own);
  }

  /** How a party gives a run up; everything that the others hear of its failure is in here. */
  static AbortRequest givingUp(RunId run, RuntimeException own) {
    return AbortRequest.newBuilder()
        .setRun(run.value())
        .setReason(FederationException.reasonForPeers(own))
        .setAgreed(FederationException.isAgreed(own))
        .build();
  }

  /** From here on only the aggregator's answer can say who was first. */
  private synchronized boolean mayGiveUp() {
    boolean may = aborted == null && !givingUp;
    givingUp |= may;
    return may;
  }

  private void settled(AbortReply reply) {
    synchronized (this) {
      if (!reply.getEarlier().isEmpty()) {
        aborted = told(reply.getEarlier(), reply.getAgreed());
      }
    }
    tell();
  }

  private static FederationException told(String reason, boolean agreed) {
    return new FederationException(
        agreed ? ErrorCode.USER : ErrorCode.PEER, CallErrors.line(reason));
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    while (!closed && aborted == null) {
      try {
        beat();
      } catch (FederationException e) {
        // The aggregator was away for as long as this party is ready to wait, or knows the run no
        // more: the calls of the run find out the same and say so.
        if (!closed && e.code() != ErrorCode.RESOURCE) {
          heard(e);
        }
      }
      try {
        Thread.sleep(interval.toMillis());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void heard(FederationException reason) {
    synchronized (this) {
      if (aborted == null && !givingUp) {
        aborted = reason;
      }
    }
    tell();
  }

  private void tell() {
    FederationException reason = aborted;
    if (reason != null) {
      listeners.forEach(listener -> notify(listener, reason));
    }
  }

  private void notify(Consumer<FederationException> listener, FederationException reason) {
    if (listeners.remove(listener)) {
      listener.accept(reason);
    }
  }
}
