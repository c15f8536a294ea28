package dev.tributary.aggregator;

import dev.tributary.aggregator.admission.ArrivingBytes;
import dev.tributary.aggregator.admission.Connections;
import dev.tributary.aggregator.admission.Gatekeeper;
import dev.tributary.aggregator.admission.KnownFields;
import dev.tributary.aggregator.config.AggregatorConfig;
import dev.tributary.aggregator.service.MailboxService;
import dev.tributary.aggregator.service.Traffic;
import dev.tributary.aggregator.session.Sessions;
import dev.tributary.protocol.FederationException;
import dev.tributary.transport.TransportFormat;
import dev.tributary.transport.pki.Identity;
import io.grpc.Codec;
import io.grpc.DecompressorRegistry;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where parties connect: gRPC over TLS, with what keeps a client from taking too much. */
final class NetworkServer {
  private static final int STOP_SECONDS = 2;
  private static final int PERMITTED_KEEP_ALIVE_SECONDS = 10;

  /** After which a connection is asked for a sign of life, and within which it must answer. */
  private static final int KEEP_ALIVE_SECONDS = 20;

  /** Calls that a client may break off in a while; a flood of them costs more than their share. */
  private static final int MAX_RESETS = 1000;

  private static final int RESET_SECONDS = 10;

  /** Warns, with a stack trace each, of what any client can do: that must not fill a disk. */
  private static final Logger NETWORK_LOG = Logger.getLogger("io.grpc.netty.shaded");

  /** What arrives is counted as it comes, and would be a thousand times as much if it unfolded. */
  private static final DecompressorRegistry UNCOMPRESSED =
      DecompressorRegistry.emptyInstance().with(Codec.Identity.NONE, false);

  private final Server server;
  private final Connections connections;
  private final EventLoopGroup loops;
  private final ExecutorService calls;

  private NetworkServer(
      Server server, Connections connections, EventLoopGroup loops, ExecutorService calls) {
    this.server = server;
    this.connections = connections;
    this.loops = loops;
    this.calls = calls;
  }

  /** Listens. */
  static NetworkServer start(
      AggregatorConfig config,
      Identity identity,
      Sessions sessions,
      Traffic traffic,
      MailboxService mailbox) {
    NETWORK_LOG.setLevel(Level.SEVERE);
    Connections connections = new Connections(config.strangers());
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            Math.max(2, Runtime.getRuntime().availableProcessors()),
            DaemonThreads.named("tributary-net"),
            NioIoHandler.newFactory());
    // Calls that wait block a thread each; each party may have so many and no more.
    ExecutorService calls = Executors.newCachedThreadPool(DaemonThreads.named("tributary-call"));
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
            .addService(KnownFields.only(mailbox))
            .decompressorRegistry(UNCOMPRESSED)
            .intercept(new Gatekeeper(sessions, connections, failure -> traffic.refusal()))
            .addStreamTracerFactory(ArrivingBytes.factory())
            .executor(calls)
            .flowControlWindow(TransportFormat.UP_WINDOW)
            .maxInboundMessageSize(config.maxMessage())
            .maxConcurrentCallsPerConnection(config.limits().perParty().calls())
            .maxRstFramesPerWindow(MAX_RESETS, RESET_SECONDS)
            .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveTime(PERMITTED_KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .build();
    NetworkServer network = new NetworkServer(server, connections, loops, calls);
    try {
      server.start();
      return network;
    } catch (IOException e) {
      network.stop();
      throw FederationException.user(
          "cannot listen on %s:%d (%s): choose another address in `listen`",
          config.listen().host(), config.listen().port(), e.getMessage());
    }
  }

  int port() {
    return server.getPort();
  }

  /** Its connections, of parties and of strangers. */
  Connections connections() {
    return connections;
  }

  void join() throws InterruptedException {
    server.awaitTermination();
  }

  void stop() {
    server.shutdownNow();
    try {
      // The server ends its calls on these threads, so they go after it.
      server.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
      var unused = loops.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
      calls.shutdownNow();
      calls.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
}
