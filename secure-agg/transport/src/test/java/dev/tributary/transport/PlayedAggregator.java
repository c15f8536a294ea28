package dev.tributary.transport;

import dev.tributary.protocol.FederationException;
import dev.tributary.transport.pki.Identity;
import dev.tributary.transport.proto.AbortReply;
import dev.tributary.transport.proto.AbortRequest;
import dev.tributary.transport.proto.Empty;
import dev.tributary.transport.proto.HeartbeatReply;
import dev.tributary.transport.proto.HeartbeatRequest;
import dev.tributary.transport.proto.HelloReply;
import dev.tributary.transport.proto.HelloRequest;
import dev.tributary.transport.proto.IntroduceRequest;
import dev.tributary.transport.proto.MailboxGrpc;
import dev.tributary.transport.proto.OpenReply;
import dev.tributary.transport.proto.OpenRequest;
import dev.tributary.transport.proto.PeersReply;
import dev.tributary.transport.proto.PeersRequest;
import io.grpc.Server;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An aggregator over TLS that plays its part of a session's opening as a test wants it, and keeps
 * what it would tell the other parties.
 */
final class PlayedAggregator extends MailboxGrpc.MailboxImplBase implements AutoCloseable {
  private final Server server;
  private final List<String> reasons = new CopyOnWriteArrayList<>();
  private final List<String> opened = new CopyOnWriteArrayList<>();
  private volatile int format = TransportFormat.CURRENT;
  private final Map<String, FederationException> refusals = new ConcurrentHashMap<>();

  PlayedAggregator(Identity identity) throws IOException {
    server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                TlsServerCredentials.create(
                    new ByteArrayInputStream(identity.certificatePem()),
                    new ByteArrayInputStream(identity.keyPem())))
            .addService(this)
            .build()
            .start();
  }

  AggregatorAddress address() {
    return AggregatorAddress.parse("localhost:" + server.getPort());
  }

  void speak(int otherFormat) {
    format = otherFormat;
  }

  /** Refuses a call, named in lower case. */
  void refuse(String call, FederationException why) {
    refusals.put(call, why);
  }

  /** Runs that were opened. */
  List<String> opened() {
    return opened;
  }

  /** Why they were aborted, in the words of the party that gave up. */
  List<String> reasons() {
    return reasons;
  }

  @Override
  public void hello(HelloRequest request, StreamObserver<HelloReply> reply) {
    answer(
        "hello", reply, HelloReply.newBuilder().setFormat(format).setSoftware("played 7").build());
  }

  @Override
  public void open(OpenRequest request, StreamObserver<OpenReply> reply) {
    opened.add(request.getName());
    answer("open", reply, OpenReply.newBuilder().setRun(request.getName() + "-1").build());
  }

  @Override
  public void introduce(IntroduceRequest request, StreamObserver<Empty> reply) {
    answer("introduce", reply, Empty.getDefaultInstance());
  }

  /** Nobody is missing, yet nobody's introduction is there. */
  @Override
  public void peers(PeersRequest request, StreamObserver<PeersReply> reply) {
    answer("peers", reply, PeersReply.getDefaultInstance());
  }

  @Override
  public void heartbeat(HeartbeatRequest request, StreamObserver<HeartbeatReply> reply) {
    answer("heartbeat", reply, HeartbeatReply.getDefaultInstance());
  }

  @Override
  public void abort(AbortRequest request, StreamObserver<AbortReply> reply) {
    reasons.add(request.getReason());
    answer("abort", reply, AbortReply.getDefaultInstance());
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private <R> void answer(String call, StreamObserver<R> observer, R reply) {
    FederationException refusal = refusals.get(call);
    if (refusal != null) {
      observer.onError(CallErrors.toStatus(refusal));
    } else {
      observer.onNext(reply);
      observer.onCompleted();
    }
  }
}
