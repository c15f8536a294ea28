package dev.tributary.aggregator;

import dev.tributary.aggregator.admission.StrangerLimits;
import dev.tributary.aggregator.config.AggregatorConfig;
import dev.tributary.aggregator.config.ListenAddress;
import dev.tributary.aggregator.quota.PartyLimits;
import dev.tributary.aggregator.session.SessionLimits;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.AggregatorAddress;
import dev.tributary.transport.GrpcSession;
import dev.tributary.transport.SessionDeadlines;
import dev.tributary.transport.SessionSpec;
import dev.tributary.transport.pki.CertificateAuthority;
import dev.tributary.transport.pki.CertificateRequests;
import dev.tributary.transport.pki.Fingerprint;
import dev.tributary.transport.pki.Identity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A CA, identities and an aggregator over loopback, in a folder. */
final class TestFederation implements AutoCloseable {
  static final PartyId LENDER = new PartyId("lender");
  static final PartyId BUREAU = new PartyId("bureau");
  static final PartyId AGGREGATOR = new PartyId("aggregator");
  static final String JOB = "ab".repeat(32);
  static final SessionDeadlines DEADLINES =
      new SessionDeadlines(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(15));

  /** With a lease that a starved machine does not miss. */
  static final SessionLimits LIMITS = limits(Duration.ofMinutes(1));

  /**
   * A thread each, since parties wait for each other: with three cores, the pool that all share has
   * two threads, and a third party would never come.
   */
  static final Executor PARTIES = task -> DaemonThreads.named("party").newThread(task).start();

  private final Path folder;
  private final CertificateAuthority ca;
  private final Map<PartyId, Optional<Fingerprint>> pins = new HashMap<>();
  private AggregatorServer server;
  private int port;

  TestFederation(Path folder) {
    this.folder = folder;
    ca = CertificateAuthority.init(folder, "test federation");
    issue(AGGREGATOR, List.of("localhost", "127.0.0.1"), Duration.ofDays(1));
    for (PartyId party : List.of(LENDER, BUREAU)) {
      pins.put(party, Optional.of(issue(party, List.of(), Duration.ofDays(1))));
    }
  }

  static SessionLimits limits(Duration lease) {
    return limits(lease, PartyLimits.defaults());
  }

  static SessionLimits limits(Duration lease, PartyLimits perParty) {
    return new SessionLimits(perParty, Duration.ofMillis(300), lease, Duration.ofMinutes(5), 100);
  }

  Fingerprint issue(PartyId name, List<String> hosts, Duration validity) {
    CertificateRequests.create(folder, name, hosts);
    return ca.sign(
        folder.resolve(name + ".csr"), name, hosts, validity, folder.resolve(name + ".crt"));
  }

  void start() {
    start(LIMITS);
  }

  void start(SessionLimits limits) {
    server = AggregatorServer.start(config(limits));
    port = server.port();
  }

  void restart() {
    server.close();
    start();
  }

  /** Of an aggregator that runs elsewhere, with this federation's identity. */
  void use(int portElsewhere) {
    port = portElsewhere;
  }

  AggregatorServer server() {
    return server;
  }

  AggregatorConfig config(SessionLimits limits) {
    return new AggregatorConfig(
        new ListenAddress("127.0.0.1", port),
        Optional.of(new ListenAddress("127.0.0.1", 0)),
        folder.resolve("aggregator.crt"),
        folder.resolve("aggregator.key"),
        folder.resolve("ca.crt"),
        folder.resolve("data"),
        2 << 20,
        StrangerLimits.defaults(),
        limits);
  }

  Path folder() {
    return folder;
  }

  AggregatorAddress address() {
    return AggregatorAddress.parse("localhost:" + port);
  }

  Identity identity(PartyId party) {
    return Identity.load(
        folder.resolve(party + ".crt"), folder.resolve(party + ".key"), folder.resolve("ca.crt"));
  }

  Map<PartyId, Optional<Fingerprint>> pins() {
    return new HashMap<>(pins);
  }

  SessionSpec spec(String name, PartyId self) {
    return new SessionSpec(name, JOB, self, pins, DEADLINES);
  }

  CompletableFuture<GrpcSession> open(SessionSpec spec) {
    return CompletableFuture.supplyAsync(
        () -> GrpcSession.open(address(), identity(spec.self()), spec), PARTIES);
  }

  /** Both parties' sessions of one run. */
  Map<PartyId, GrpcSession> openBoth(String name) {
    CompletableFuture<GrpcSession> lender = open(spec(name, LENDER));
    CompletableFuture<GrpcSession> bureau = open(spec(name, BUREAU));
    return Map.of(LENDER, lender.join(), BUREAU, bureau.join());
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
