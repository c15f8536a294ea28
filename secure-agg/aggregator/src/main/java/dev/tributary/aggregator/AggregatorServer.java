package dev.tributary.aggregator;

import dev.tributary.aggregator.admission.Connections;
import dev.tributary.aggregator.audit.AuditLog;
import dev.tributary.aggregator.config.AggregatorConfig;
import dev.tributary.aggregator.operations.OperationsServer;
import dev.tributary.aggregator.quota.PartyShare;
import dev.tributary.aggregator.service.MailboxService;
import dev.tributary.aggregator.service.OperatorLog;
import dev.tributary.aggregator.service.Traffic;
import dev.tributary.aggregator.session.Sessions;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.TransportFormat;
import dev.tributary.transport.pki.Identity;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A running aggregator. */
public final class AggregatorServer implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final NetworkServer network;
  private final Optional<OperationsServer> operations;
  private final Sessions sessions;
  private final ScheduledExecutorService sweeper;
  private final AuditLog audit;
  private final FileChannel lock;

  private AggregatorServer(
      NetworkServer network,
      Optional<OperationsServer> operations,
      Sessions sessions,
      ScheduledExecutorService sweeper,
      AuditLog audit,
      FileChannel lock) {
    this.network = network;
    this.operations = operations;
    this.sessions = sessions;
    this.sweeper = sweeper;
    this.audit = audit;
    this.lock = lock;
  }

  /**
   * Checks the configuration, takes up earlier runs and listens.
   *
   * @throws FederationException USER, with what to correct
   */
  public static AggregatorServer start(AggregatorConfig config) {
    Identity identity = Identity.load(config.certificate(), config.key(), config.trust());
    FileChannel lock = lock(config.data());
    AuditLog audit = AuditLog.open(config.data().resolve("audit.log"), Clock.systemUTC());
    Sessions sessions = Sessions.open(config.data().resolve("runs"), config.limits(), audit);
    Traffic traffic = new Traffic();
    OperatorLog log = new OperatorLog(System.err);
    MailboxService mailbox =
        new MailboxService(sessions, audit, traffic, log, config.limits().lease(), LONGEST_WAIT);
    NetworkServer network = NetworkServer.start(config, identity, sessions, traffic, mailbox);
    ScheduledExecutorService sweeper =
        Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("tributary-sweep"));
    var unused =
        sweeper.scheduleWithFixedDelay(
            () -> sweep(sessions, network.connections(), log), 1, 1, TimeUnit.SECONDS);
    audit.record("start", Map.of("software", TransportFormat.software()));
    return new AggregatorServer(
        network,
        config.operations().map(address -> OperationsServer.start(address, sessions, traffic)),
        sessions,
        sweeper,
        audit,
        lock);
  }

  /** Hash of the last line of the audit log, to be noted elsewhere. */
  public String auditHead() {
    return audit.head();
  }

  /** Connections of which nobody knows whose they are. */
  int strangers() {
    return network.connections().strangers();
  }

  /** What a party has now. */
  PartyShare share(PartyId party) {
    return sessions.shares().of(party);
  }

  /** The port that parties connect to. */
  public int port() {
    return network.port();
  }

  /** The port of health and metrics, if they are served. */
  public Optional<Integer> operationsPort() {
    return operations.map(OperationsServer::port);
  }

  /** Blocks until the server is closed. */
  public void join() throws InterruptedException {
    network.join();
  }

  /** Stops; runs are continued by the next start on the same data folder. */
  @Override
  public void close() {
    operations.ifPresent(OperationsServer::close);
    sweeper.shutdownNow();
    network.stop();
    try {
      audit.close();
      lock.close();
    } catch (IOException e) {
      throw FederationException.resource("closing the data folder failed: %s", e.getMessage());
    }
  }

  private static FileChannel lock(Path data) {
    try {
      Files.createDirectories(data);
      FileChannel channel =
          FileChannel.open(
              data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock held = channel.tryLock();
      if (held != null) {
        return channel;
      }
      channel.close();
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
    } catch (IOException e) {
      throw FederationException.user("data folder %s cannot be used: %s", data, e.getMessage());
    }
    throw FederationException.user(
        "data folder %s is in use by another aggregator: give each its own `data`", data);
  }

  private static void sweep(Sessions sessions, Connections connections, OperatorLog log) {
    try {
      connections.sweep();
      sessions.sweep();
    } catch (RuntimeException e) {
      // A full disk must not end the sweeps.
      log.failed(e);
    }
  }
}
