package dev.tributary.aggregator;

import dev.tributary.aggregator.admission.ArrivingBytes;
import dev.tributary.aggregator.admission.Connections;
import dev.tributary.aggregator.admission.Gatekeeper;
import dev.tributary.aggregator.audit.AuditLog;
import dev.tributary.aggregator.config.AggregatorConfig;
import dev.tributary.aggregator.operations.OperationsServer;
import dev.tributary.aggregator.quota.Share;
import dev.tributary.aggregator.service.MailboxService;
import dev.tributary.aggregator.service.OperatorLog;
import dev.tributary.aggregator.service.Traffic;
import dev.tributary.aggregator.session.Sessions;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.TransportFormat;
import dev.tributary.transport.pki.Identity;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.ByteArrayInputStream;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A running aggregator. */
public final class AggregatorServer implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final int PERMITTED_KEEP_ALIVE_SECONDS = 10;
  private static final int STOP_SECONDS = 2;

  /** After which a connection is asked for a sign of life, and within which it must answer. */
  private static final int KEEP_ALIVE_SECONDS = 20;

  /** Calls that a client may break off in a while; a flood of them costs more than their share. */
  private static final int MAX_RESETS = 1000;

  private static final int RESET_SECONDS = 10;

  /** Warns, with a stack trace each, of what any client can do: that must not fill a disk. */
  private static final Logger NETWORK_LOG = Logger.getLogger("io.grpc.netty.shaded");

  private final Server server;
  private final Optional<OperationsServer> operations;
  private final Sessions sessions;
  private final Connections connections;
  private final ExecutorService calls;
  private final EventLoopGroup loops;
  private final ScheduledExecutorService sweeper;
  private final AuditLog audit;
  private final FileChannel lock;

  private AggregatorServer(
      Server server,
      Optional<OperationsServer> operations,
      Sessions sessions,
      Connections connections,
      ExecutorService calls,
      EventLoopGroup loops,
      ScheduledExecutorService sweeper,
      AuditLog audit,
      FileChannel lock) {
    this.server = server;
    this.operations = operations;
    this.sessions = sessions;
    this.connections = connections;
    this.calls = calls;
    this.loops = loops;
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
    NETWORK_LOG.setLevel(Level.SEVERE);
    Identity identity = Identity.load(config.certificate(), config.key(), config.trust());
    FileChannel lock = lock(config.data());
    AuditLog audit = AuditLog.open(config.data().resolve("audit.log"), Clock.systemUTC());
    Sessions sessions = Sessions.open(config.data().resolve("runs"), config.limits(), audit);
    Traffic traffic = new Traffic();
    OperatorLog log = new OperatorLog(System.err);
    Connections connections = new Connections(config.strangers());
    // Calls that wait block a thread each; each party may have so many and no more.
    ExecutorService calls = Executors.newCachedThreadPool(DaemonThreads.named("tributary-call"));
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            Math.max(2, Runtime.getRuntime().availableProcessors()),
            DaemonThreads.named("tributary-net"),
            NioIoHandler.newFactory());
    Server server =
        NettyServerBuilder.forAddress(config.listen().socketAddress(), credentials(identity))
            .channelFactory(
                () -> {
                  NioServerSocketChannel listening = new NioServerSocketChannel();
                  listening.pipeline().addFirst(connections.gate());
                  return listening;
                })
            .bossEventLoopGroup(loops)
            .workerEventLoopGroup(loops)
            .addService(
                new MailboxService(
                    sessions, audit, traffic, log, config.limits().lease(), LONGEST_WAIT))
            .intercept(new Gatekeeper(sessions, connections, failure -> traffic.refusal()))
            .addStreamTracerFactory(ArrivingBytes.factory())
            .executor(calls)
            .flowControlWindow(TransportFormat.FLOW_CONTROL_WINDOW)
            .maxInboundMessageSize(config.maxMessage())
            .maxConcurrentCallsPerConnection(config.limits().perParty().calls())
            .maxRstFramesPerWindow(MAX_RESETS, RESET_SECONDS)
            .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveTime(PERMITTED_KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .build();
    try {
      server.start();
    } catch (IOException e) {
      loops.shutdownGracefully();
      throw FederationException.user(
          "cannot listen on %s:%d (%s): choose another address in `listen`",
          config.listen().host(), config.listen().port(), e.getMessage());
    }
    ScheduledExecutorService sweeper =
        Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("tributary-sweep"));
    var unused =
        sweeper.scheduleWithFixedDelay(
            () -> sweep(sessions, connections, log), 1, 1, TimeUnit.SECONDS);
    audit.record("start", Map.of("software", TransportFormat.software()));
    return new AggregatorServer(
        server,
        config.operations().map(address -> OperationsServer.start(address, sessions, traffic)),
        sessions,
        connections,
        calls,
        loops,
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
    return connections.strangers();
  }

  /** What a party has now. */
  Share share(PartyId party) {
    return sessions.shares().of(party);
  }

  /** The port that parties connect to. */
  public int port() {
    return server.getPort();
  }

  /** The port of health and metrics, if they are served. */
  public Optional<Integer> operationsPort() {
    return operations.map(OperationsServer::port);
  }

  /** Blocks until the server is closed. */
  public void join() throws InterruptedException {
    server.awaitTermination();
  }

  /** Stops; runs are continued by the next start on the same data folder. */
  @Override
  public void close() {
    operations.ifPresent(OperationsServer::close);
    sweeper.shutdownNow();
    server.shutdownNow();
    try {
      // The server ends its calls on these threads, so they go after it.
      server.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
      loops.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
      calls.shutdownNow();
      calls.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
      audit.close();
      lock.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw FederationException.resource("closing the data folder failed: %s", e.getMessage());
    }
  }

  private static ServerCredentials credentials(Identity identity) {
    try {
      return TlsServerCredentials.newBuilder()
          .keyManager(
              new ByteArrayInputStream(identity.certificatePem()),
              new ByteArrayInputStream(identity.keyPem()))
          .trustManager(new ByteArrayInputStream(identity.trustPem()))
          // Executors show no certificate but a token; a certificate that is shown must be good.
          .clientAuth(TlsServerCredentials.ClientAuth.OPTIONAL)
          .build();
    } catch (IOException e) {
      throw FederationException.user("the identity cannot be used for TLS: %s", e.getMessage());
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
