package dev.tributary.transport;

import dev.tributary.protocol.Exchange;
import dev.tributary.protocol.ExchangeSupplier;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.RunId;
import dev.tributary.transport.pki.Identity;
import dev.tributary.transport.proto.FinishReply;
import dev.tributary.transport.proto.FinishRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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
  private final Pulse pulse;
  private volatile boolean finished;

  private GrpcSession(
      MailboxClient client,
      SessionSpec spec,
      RunId run,
      GrpcExchange exchange,
      GrpcExchangeSupplier supplier,
      Pulse pulse) {
    this.client = client;
    this.spec = spec;
    this.run = run;
    this.exchange = exchange;
    this.supplier = supplier;
    this.pulse = pulse;
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
   * @param reason one line that they may read
   * @throws FederationException if the aggregator could not be told within a few seconds; the
   *     others then wait until their deadline for joining
   */
  public static void decline(
      AggregatorAddress address, Identity identity, SessionSpec spec, String reason) {
    new SessionOpening(address, identity, spec).decline(reason);
  }

  static GrpcSession opened(
      MailboxClient client,
      SessionSpec spec,
      RunId run,
      GrpcExchange exchange,
      GrpcExchangeSupplier supplier,
      Pulse pulse) {
    ExchangeCache.register(run, spec.self(), exchange);
    return new GrpcSession(client, spec, run, exchange, supplier, pulse);
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
    return pulse.aborted();
  }

  /**
   * Calls back once when another party gives up or is lost, so that long local work can be
   * cancelled; on a background thread.
   */
  public void onAbort(Consumer<FederationException> listener) {
    pulse.onAbort(listener);
  }

  /** Bytes of all of this party's processes so far. */
  public SessionTraffic traffic() {
    SessionTraffic executors = pulse.executors();
    return new SessionTraffic(
        client.counter().sent() + executors.sent(),
        client.counter().received() + executors.received());
  }

  /** Asks the aggregator for the executors' latest reports, then {@link #traffic()}. */
  public SessionTraffic latestTraffic() {
    pulse.beatNow();
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
      if (reply.getUnfinishedCount() == 0) {
        finished = true;
        return;
      }
      if (System.nanoTime() - end >= 0) {
        throw FederationException.resource(
            "%s did not finish within %s: see its log",
            String.join(", ", reply.getUnfinishedList()), spec.deadlines().step());
      }
    }
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
    pulse.close();
  }

  /** Ends the connection; aborts first if the run is not over. */
  @Override
  public void close() {
    try {
      abort(FederationException.resource("its driver ended before the run was finished"));
    } finally {
      pulse.close();
      ExchangeCache.remove(run, spec.self());
      client.close();
    }
  }
}
