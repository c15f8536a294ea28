package dev.tributary.transport;

import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.ExchangeSupplier;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PeerText;
import dev.tributary.protocol.RunId;
import dev.tributary.transport.pki.Identity;
import dev.tributary.transport.proto.FinishReply;
import dev.tributary.transport.proto.FinishRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One party's part in one run, at its driver: joined, keys agreed, kept alive by heartbeats.
 *
 * <pre>{@code
 * try (GrpcSession session = GrpcSession.open(address, identity, spec)) {
 *   train(session.run(), session.exchange(), session.supplier());
 *   session.finish();
 * }
 * }</pre>
 *
 * Closing a session that is neither finished nor aborted aborts it, so that the others do not wait.
 * Thread-safe.
 */
public final class GrpcSession implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(20);
  private static final Duration CALL = Duration.ofSeconds(60);

  private final MailboxClient client;
  private final SessionSpec spec;
  private final RunId run;
  private final GrpcExchange exchange;
  private final GrpcExchangeSupplier supplier;
  private final Heartbeat heartbeat;
  private volatile boolean finished;

  private GrpcSession(
      MailboxClient client,
      SessionSpec spec,
      RunId run,
      GrpcExchange exchange,
      GrpcExchangeSupplier supplier,
      Heartbeat heartbeat) {
    this.client = client;
    this.spec = spec;
    this.run = run;
    this.exchange = exchange;
    this.supplier = supplier;
    this.heartbeat = heartbeat;
  }

  /**
   * Connects, compares versions, waits for all parties and agrees the run's keys.
   *
   * @throws FederationException USER for this party's certificate or job; PEER for another party's
   *     certificate, pin, version or job file; RESOURCE if the aggregator cannot be reached or a
   *     party does not join in time, naming it
   */
  public static GrpcSession open(AggregatorAddress address, Identity identity, SessionSpec spec) {
    return new SessionOpening(address, identity, spec).open();
  }

  /**
   * Tells the other parties of a run, also those that come within the next minutes, that this one
   * will not take part.
   *
   * @param own failure, of which they hear {@link FederationException#reasonForPeers}
   * @throws FederationException if the aggregator could not be told within a few seconds; the
   *     others then wait until their deadline for joining
   */
  public static void decline(
      AggregatorAddress address, Identity identity, SessionSpec spec, RuntimeException own) {
    new SessionOpening(address, identity, spec).decline(own);
  }

  static GrpcSession opened(
      MailboxClient client,
      SessionSpec spec,
      RunId run,
      GrpcExchange exchange,
      GrpcExchangeSupplier supplier,
      Heartbeat heartbeat) {
    ExchangeCache.register(run, spec.self(), exchange);
    return new GrpcSession(client, spec, run, exchange, supplier, heartbeat);
  }

  /** The id that all parties of this incarnation share; a restarted run has another. */
  public RunId run() {
    return run;
  }

  public PartyId self() {
    return spec.self();
  }

  /** Parties whose key the job file does not pin, so that the CA could impersonate them. */
  public List<PartyId> unpinned() {
    return spec.parties().entrySet().stream()
        .filter(party -> party.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The driver's end. Closed with the session. */
  public Exchange exchange() {
    return exchange;
  }

  /** For task closures. */
  public ExchangeSupplier supplier() {
    return supplier;
  }

  /** How long to wait for one message of another party, as agreed in the spec. */
  public Duration stepDeadline() {
    return spec.deadlines().step();
  }

  /** Why the run was aborted by another party, if it was and this party has heard of it. */
  public Optional<FederationException> aborted() {
    return heartbeat.aborted();
  }

  /**
   * Whether the run is over, at least for this party, since a party was lost or its driver was
   * started again; asks the aggregator.
   */
  public boolean endedByLoss() {
    try {
      heartbeat.beat();
    } catch (FederationException away) {
      // What was heard before stands.
    }
    return heartbeat.endedByLoss();
  }

  /**
   * Calls back once when another party gives up or is lost, so that long local work can be
   * cancelled; on a background thread.
   */
  public void onAbort(Consumer<FederationException> listener) {
    heartbeat.onAbort(listener);
  }

  /**
   * Calls back for every party without whom the run goes on, with the time since it was heard of;
   * on a background thread.
   */
  public void onLost(BiConsumer<PartyId, Duration> listener) {
    heartbeat.onLost(
        (name, since) -> spec.among(List.of(name)).forEach(party -> listener.accept(party, since)));
  }

  /** Bytes of all of this party's processes so far. */
  public SessionTraffic traffic() {
    SessionTraffic executors = heartbeat.executors();
    return new SessionTraffic(
        client.counter().sent() + executors.sent(),
        client.counter().received() + executors.received());
  }

  /** Asks the aggregator for the executors' latest reports, then {@link #traffic()}. */
  public SessionTraffic latestTraffic() {
    heartbeat.beat();
    return traffic();
  }

  /**
   * Says that this party has all it needs and waits until all others say so too.
   *
   * @throws FederationException PEER if another party aborts or is lost, RESOURCE after the step
   *     deadline
   */
  public void finish() {
    long end = System.nanoTime() + spec.deadlines().step().toNanos();
    while (true) {
      FinishRequest request =
          FinishRequest.newBuilder().setRun(run.value()).setWaitMillis(POLL.toMillis()).build();
      FinishReply reply = client.call(CALL, stub -> stub.finish(request));
      if (spec.among(reply.getUnfinishedList()).isEmpty()) {
        finished = true;
        return;
      }
      if (System.nanoTime() - end >= 0) {
        throw unfinished(reply.getUnfinishedList());
      }
    }
  }

  private FederationException unfinished(List<String> named) {
    List<PartyId> others = spec.among(named);
    return FederationException.resource(
            "%s did not finish within %s: see its log",
            others.stream().map(PartyId::name).collect(Collectors.joining(", ")),
            spec.deadlines().step())
        .telling(PeerText.UNFINISHED, others.get(0));
  }

  /**
   * Tells the others that this party gives up, and why, unless the run is over.
   *
   * @return what ended the run, as {@link Exchange#abort}
   */
  public RuntimeException abort(RuntimeException own) {
    return finished ? own : exchange.abort(own);
  }

  /** Falls silent, as a killed process does. */
  void stopHeartbeats() {
    heartbeat.close();
  }

  /** Ends the connection; aborts first if the run is not over. */
  @Override
  public void close() {
    try {
      abort(
          FederationException.resource("its driver ended before the run was finished")
              .telling(PeerText.STOPPED));
    } finally {
      heartbeat.close();
      ExchangeCache.remove(run, spec.self());
      client.close();
    }
  }
}
