package dev.tributary.transport;

import dev.tributary.protocol.FederationException;
import dev.tributary.transport.pki.Identity;
import io.grpc.ChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;

/** Makes TLS connections to the aggregator. */
final class Channels {
  private static final int KEEP_ALIVE_SECONDS = 20;

  /** Shared by all exchanges of this JVM; its threads are daemons. */
  private static final EventLoopGroup LOOP =
      new MultiThreadIoEventLoopGroup(
          2, new DefaultThreadFactory("tributary-net", true), NioIoHandler.newFactory());

  private Channels() {}

  /** Of a driver: shows the party's certificate. */
  static ManagedChannel forDriver(
      AggregatorAddress address, Identity identity, TrafficCounter traffic) {
    try {
      return build(
          address,
          TlsChannelCredentials.newBuilder()
              .keyManager(
                  new ByteArrayInputStream(identity.certificatePem()),
                  new ByteArrayInputStream(identity.keyPem()))
              .trustManager(AggregatorTrust.of(identity.trustPem(), address.pinned()))
              .build(),
          traffic);
    } catch (IOException | GeneralSecurityException e) {
      throw FederationException.user("the identity cannot be used for TLS: %s", e.getMessage());
    }
  }

  /** Of an executor: shows no certificate, the run's token goes with each call. */
  static ManagedChannel forExecutor(
      AggregatorAddress address, byte[] trustPem, TrafficCounter traffic) {
    try {
      return build(
          address,
          TlsChannelCredentials.newBuilder()
              .trustManager(AggregatorTrust.of(trustPem, address.pinned()))
              .build(),
          traffic);
    } catch (IOException | GeneralSecurityException e) {
      throw FederationException.user("the CA cannot be used for TLS: %s", e.getMessage());
    }
  }

  private static ManagedChannel build(
      AggregatorAddress address, ChannelCredentials credentials, TrafficCounter traffic) {
    AggregatorAddress target = address.target();
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(target.host(), target.port(), credentials)
            .eventLoopGroup(LOOP)
            .channelFactory(
                () -> {
                  NioSocketChannel channel = new NioSocketChannel();
                  channel.pipeline().addFirst(traffic.handler());
                  return channel;
                })
            .flowControlWindow(TransportFormat.DOWN_WINDOW)
            .maxInboundMessageSize(TransportFormat.MAX_MESSAGE)
            .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
            .disableRetry();
    if (!target.equals(address)) {
      builder.overrideAuthority(address.authority());
    }
    return builder.build();
  }
}
