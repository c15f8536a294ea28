package dev.tributary.transport;

import com.google.protobuf.ByteString;
import dev.tributary.protocol.FederationException;
import dev.tributary.transport.pki.Identity;
import dev.tributary.transport.proto.MailboxGrpc;
import dev.tributary.transport.proto.Traffic;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Calls to the aggregator that ride out its restarts: a call whose connection broke is made again
 * until {@code patience} is over. Every call is idempotent. Pieces have a connection of their own,
 * since a short call would wait behind all bytes of theirs that its socket holds. Thread-safe.
 */
final class MailboxClient implements AutoCloseable {
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long MAX_PAUSE_MILLIS = 2_000;
  private static final int INSTANCE_BYTES = 16;

  private final AggregatorAddress address;
  private final Duration patience;
  private final TrafficCounter traffic;
  private final List<ManagedChannel> channels;
  private final MailboxGrpc.MailboxBlockingStub calls;
  private final MailboxGrpc.MailboxBlockingStub downloads;
  private final MailboxGrpc.MailboxStub uploads;
  private final ByteString instance;
  private volatile FederationException ended;

  private MailboxClient(
      AggregatorAddress address,
      Duration patience,
      TrafficCounter traffic,
      Supplier<ManagedChannel> connection,
      Metadata headers) {
    this.address = address;
    this.patience = patience;
    this.traffic = traffic;
    ManagedChannel control = connection.get();
    ManagedChannel pieces = connection.get();
    channels = List.of(control, pieces);
    var interceptor = MetadataUtils.newAttachHeadersInterceptor(headers);
    calls = MailboxGrpc.newBlockingStub(control).withInterceptors(interceptor);
    downloads = MailboxGrpc.newBlockingStub(pieces).withInterceptors(interceptor);
    uploads = MailboxGrpc.newStub(pieces).withInterceptors(interceptor);
    byte[] random = new byte[INSTANCE_BYTES];
    new SecureRandom().nextBytes(random);
    instance = ByteString.copyFrom(random);
  }

  static MailboxClient forDriver(AggregatorAddress address, Identity identity, Duration patience) {
    TrafficCounter traffic = new TrafficCounter();
    return new MailboxClient(
        address,
        patience,
        traffic,
        () -> Channels.forDriver(address, identity, traffic),
        new Metadata());
  }

  static MailboxClient forExecutor(
      AggregatorAddress address, byte[] trustPem, byte[] token, Duration patience) {
    TrafficCounter traffic = new TrafficCounter();
    Metadata headers = new Metadata();
    headers.put(CallHeaders.TOKEN, token);
    return new MailboxClient(
        address,
        patience,
        traffic,
        () -> Channels.forExecutor(address, trustPem, traffic),
        headers);
  }

  /** Makes a call whose answer comes within {@code limit}. */
  <T> T call(Duration limit, Function<MailboxGrpc.MailboxBlockingStub, T> call) {
    return retry(
        () -> call.apply(calls.withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS)));
  }

  /** Repeats a call while its connection breaks, with growing pauses, until patience is over. */
  <T> T retry(Attempt<T> attempt) {
    long end = System.nanoTime() + patience.toNanos();
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      try {
        return attempt.run();
      } catch (StatusRuntimeException e) {
        FederationException why = ended;
        if (why != null) {
          throw new FederationException(why.code(), why.getMessage(), e);
        }
        boolean over = System.nanoTime() - end > 0 || channels.get(0).isShutdown();
        if (over || !CallErrors.transientFailure(e)) {
          throw CallErrors.fromStatus(e, address);
        }
        sleep(pause);
        channels.forEach(ManagedChannel::resetConnectBackoff);
        pause = Math.min(2 * pause, MAX_PAUSE_MILLIS);
      }
    }
  }

  MailboxGrpc.MailboxBlockingStub downloads() {
    return downloads;
  }

  MailboxGrpc.MailboxStub uploads() {
    return uploads;
  }

  AggregatorAddress address() {
    return address;
  }

  TrafficCounter counter() {
    return traffic;
  }

  /** 16 random bytes that name this process towards the aggregator. */
  ByteString instance() {
    return instance;
  }

  /** What this process has moved so far. */
  Traffic traffic() {
    return Traffic.newBuilder()
        .setInstance(instance)
        .setSent(traffic.sent())
        .setReceived(traffic.received())
        .build();
  }

  /** Closes the connection for a reason, with which calls under way and later ones then fail. */
  void end(FederationException reason) {
    ended = reason;
    close();
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FederationException.resource("interrupted while waiting for the aggregator");
    }
  }

  /** One attempt of a call. */
  @FunctionalInterface
  interface Attempt<T> {
    T run();
  }
}
