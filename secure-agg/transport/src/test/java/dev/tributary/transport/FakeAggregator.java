package dev.tributary.transport;

import com.google.protobuf.ByteString;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.transport.pki.Identity;
import dev.tributary.transport.proto.AbortReply;
import dev.tributary.transport.proto.AbortRequest;
import dev.tributary.transport.proto.AwaitReply;
import dev.tributary.transport.proto.AwaitRequest;
import dev.tributary.transport.proto.CancelRequest;
import dev.tributary.transport.proto.CommitRequest;
import dev.tributary.transport.proto.Empty;
import dev.tributary.transport.proto.FetchFrame;
import dev.tributary.transport.proto.FetchRequest;
import dev.tributary.transport.proto.FinishReply;
import dev.tributary.transport.proto.FinishRequest;
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
import dev.tributary.transport.proto.PutFrame;
import dev.tributary.transport.proto.PutReply;
import dev.tributary.transport.proto.ReleaseRequest;
import dev.tributary.transport.proto.RunStatus;
import dev.tributary.transport.proto.StatusReply;
import dev.tributary.transport.proto.StatusRequest;
import io.grpc.Server;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An aggregator over mutual TLS on loopback, of one run and in memory. It keeps what it hears, and
 * refuses or breaks off calls as a test wants it. What it delivers goes through the overridable
 * methods, which an honest one leaves alone.
 */
class FakeAggregator extends MailboxGrpc.MailboxImplBase implements AutoCloseable {
  static final byte[] TOKEN = new byte[32];
  private static final int FRAME = 1 << 16;

  private final Server server;
  private final ExecutorService calls = Executors.newCachedThreadPool();
  private final FakeMailbox mailbox = new FakeMailbox();
  private final FakeConnections connections = new FakeConnections();
  private final List<AbortRequest> aborts = new CopyOnWriteArrayList<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Map<String, StreamFailure> failures = new ConcurrentHashMap<>();
  private final List<Long> waited = new CopyOnWriteArrayList<>();
  private final List<RunStatus> runs = new CopyOnWriteArrayList<>();
  private volatile int format = TransportFormat.CURRENT;
  private volatile long leaseMillis = 2_000;
  private volatile long longestWait = Long.MAX_VALUE;

  /** How a call fails, and how many more times. */
  private static final class StreamFailure {
    final RuntimeException error;
    int times;

    StreamFailure(RuntimeException error, int times) {
      this.error = error;
      this.times = times;
    }
  }

  FakeAggregator(Identity identity) throws IOException {
    server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                TlsServerCredentials.newBuilder()
                    .keyManager(
                        new ByteArrayInputStream(identity.certificatePem()),
                        new ByteArrayInputStream(identity.keyPem()))
                    .trustManager(new ByteArrayInputStream(identity.trustPem()))
                    .clientAuth(TlsServerCredentials.ClientAuth.OPTIONAL)
                    .build())
            .addService(this)
            .intercept(FakeCaller.interceptor())
            .addTransportFilter(connections)
            .executor(calls)
            .build()
            .start();
  }

  AggregatorAddress address() {
    return AggregatorAddress.parse("localhost:" + server.getPort());
  }

  void speak(int otherFormat) {
    format = otherFormat;
  }

  void lease(long millis) {
    leaseMillis = millis;
  }

  /** From now on waits for nobody to finish. */
  void impatient() {
    longestWait = 0;
  }

  /** Refuses a call, named in lower case, from now on. */
  void refuse(String call, FederationException why) {
    fail(call, CallErrors.toStatus(why), Integer.MAX_VALUE);
  }

  /** Lets a call fail for some times. */
  void fail(String call, RuntimeException error, int times) {
    failures.put(call, new StreamFailure(error, times));
  }

  /** Why runs were given up, as the parties that did say it. */
  List<String> reasons() {
    return aborts.stream().map(AbortRequest::getReason).toList();
  }

  /** Those messages whole. */
  List<AbortRequest> aborts() {
    return aborts;
  }

  /** Calls so far, each by its name and caller. */
  List<String> heard() {
    return heard;
  }

  /** How long those who await messages say that they have waited before, in milliseconds. */
  List<Long> waited() {
    return waited;
  }

  /** Lets it remember a run. */
  void remember(RunStatus run) {
    runs.add(run);
  }

  FakeMailbox mailbox() {
    return mailbox;
  }

  FakeConnections connections() {
    return connections;
  }

  /** What a party gets as introductions. */
  Map<PartyId, ByteString> introductionsFor(PartyId receiver, Map<PartyId, ByteString> genuine) {
    return genuine;
  }

  /** What is delivered as the manifest of a step. */
  ByteString manifestOf(StepAddress step, ByteString genuine) {
    return genuine;
  }

  /** What comes along with a manifest. */
  List<ByteString> alongWith(StepAddress step, List<ByteString> genuine) {
    return genuine;
  }

  /** The frames of a piece from an offset on. */
  List<ByteString> framesOf(MessageAddress address, ByteString genuine, long offset) {
    ByteString rest = genuine.substring((int) offset);
    return IntStream.range(0, (rest.size() + FRAME - 1) / FRAME)
        .mapToObj(i -> rest.substring(i * FRAME, Math.min(rest.size(), (i + 1) * FRAME)))
        .toList();
  }

  @Override
  public void hello(HelloRequest request, StreamObserver<HelloReply> reply) {
    answer(
        "hello",
        reply,
        () ->
            HelloReply.newBuilder()
                .setFormat(format)
                .setSoftware("played 7")
                .setLeaseMillis(leaseMillis)
                .build());
  }

  @Override
  public void open(OpenRequest request, StreamObserver<OpenReply> reply) {
    answer(
        "open",
        reply,
        () -> {
          mailbox.open(
              request.getPartiesList().stream().map(PartyId::new).collect(Collectors.toSet()));
          return OpenReply.newBuilder()
              .setRun(request.getName() + "-1")
              .setToken(ByteString.copyFrom(TOKEN))
              .build();
        });
  }

  @Override
  public void introduce(IntroduceRequest request, StreamObserver<Empty> reply) {
    answer(
        "introduce",
        reply,
        () -> {
          mailbox.introduce(FakeCaller.party(), request.getIntroduction());
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void peers(PeersRequest request, StreamObserver<PeersReply> reply) {
    answer(
        "peers",
        reply,
        () -> {
          Map<PartyId, ByteString> all = mailbox.introductions(request.getWaitMillis());
          PeersReply.Builder peers = PeersReply.newBuilder();
          mailbox.missing().forEach(party -> peers.addMissing(party.name()));
          if (peers.getMissingCount() == 0) {
            introductionsFor(FakeCaller.party(), all)
                .forEach((party, bytes) -> peers.putIntroductions(party.name(), bytes));
          }
          return peers.build();
        });
  }

  @Override
  public StreamObserver<PutFrame> put(StreamObserver<PutReply> reply) {
    return new FakePut(
        (address, bytes) ->
            answer(
                "put",
                reply,
                () -> PutReply.newBuilder().setFirst(mailbox.put(address, bytes)).build()));
  }

  @Override
  public void commit(CommitRequest request, StreamObserver<Empty> reply) {
    answer(
        "commit",
        reply,
        () -> {
          StepAddress step = WireSteps.fromWire(request.getRun(), request.getStep());
          if (!request.getSealedPiece().isEmpty()) {
            mailbox.put(step.shard(0), request.getSealedPiece());
          }
          mailbox.commit(step, request.getSealedManifest(), request.getPieces());
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void await(AwaitRequest request, StreamObserver<AwaitReply> reply) {
    answer(
        "await",
        reply,
        () -> {
          waited.add(request.getWaitedMillis());
          StepAddress step = WireSteps.fromWire(request.getRun(), request.getStep());
          Optional<ByteString> manifest = mailbox.manifest(step, request.getWaitMillis());
          AwaitReply.Builder answer = AwaitReply.newBuilder();
          manifest.ifPresent(
              genuine ->
                  answer
                      .setSealedManifest(manifestOf(step, genuine))
                      .addAllSealedPieces(
                          alongWith(step, mailbox.along(step, request.getPiecesUpTo()))));
          return answer.build();
        });
  }

  @Override
  public void fetch(FetchRequest request, StreamObserver<FetchFrame> reply) {
    heard.add("fetch " + request.getOffset());
    MessageAddress address =
        WireSteps.fromWire(request.getRun(), request.getStep(), request.getShard());
    ServerCallStreamObserver<FetchFrame> out = (ServerCallStreamObserver<FetchFrame>) reply;
    try {
      for (ByteString frame : framesOf(address, mailbox.piece(address), request.getOffset())) {
        if (!out.isCancelled()) {
          out.onNext(FetchFrame.newBuilder().setSealed(frame).build());
        }
      }
      failing("fetch");
      out.onCompleted();
    } catch (RuntimeException e) {
      out.onError(status(e));
    }
  }

  @Override
  public void release(ReleaseRequest request, StreamObserver<Empty> reply) {
    answer(
        "release",
        reply,
        () -> {
          mailbox.release(WireSteps.fromWire(request.getRun(), request.getStep()));
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void heartbeat(HeartbeatRequest request, StreamObserver<HeartbeatReply> reply) {
    answer("heartbeat", reply, () -> beat(request));
  }

  HeartbeatReply beat(HeartbeatRequest request) {
    Optional<FederationException> ended = mailbox.aborted();
    return HeartbeatReply.newBuilder()
        .setAborted(ended.isPresent())
        .setReason(ended.map(FederationException::getMessage).orElse(""))
        .setAgreed(ended.filter(told -> told.code() == ErrorCode.USER).isPresent())
        .setExecutorsSent(7)
        .setExecutorsReceived(70)
        .build();
  }

  @Override
  public void abort(AbortRequest request, StreamObserver<AbortReply> reply) {
    answer(
        "abort",
        reply,
        () -> {
          aborts.add(request);
          String why = FakeCaller.party() + " gave up: " + request.getReason();
          FederationException first = mailbox.abort(why, request.getAgreed());
          boolean own = first.getMessage().equals(why);
          return AbortReply.newBuilder()
              .setEarlier(own ? "" : first.getMessage())
              .setAgreed(first.code() == ErrorCode.USER)
              .build();
        });
  }

  @Override
  public void finish(FinishRequest request, StreamObserver<FinishReply> reply) {
    answer(
        "finish",
        reply,
        () ->
            FinishReply.newBuilder()
                .addAllUnfinished(
                    mailbox
                        .finish(FakeCaller.party(), Math.min(longestWait, request.getWaitMillis()))
                        .stream()
                        .map(PartyId::name)
                        .toList())
                .build());
  }

  @Override
  public void status(StatusRequest request, StreamObserver<StatusReply> reply) {
    answer(
        "status",
        reply,
        () ->
            StatusReply.newBuilder()
                .addAllRuns(
                    runs.stream()
                        .filter(
                            run ->
                                request.getName().isEmpty()
                                    || run.getName().equals(request.getName()))
                        .toList())
                .build());
  }

  @Override
  public void cancel(CancelRequest request, StreamObserver<Empty> reply) {
    answer(
        "cancel",
        reply,
        () -> {
          mailbox.abort(
              FakeCaller.party() + " cancelled " + request.getName() + ": " + request.getReason(),
              false);
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      // The server ends its calls on these threads, so they go after it.
      server.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    calls.shutdownNow();
  }

  final <R> void answer(String call, StreamObserver<R> observer, Supplier<R> reply) {
    heard.add(call + " " + FakeCaller.name());
    try {
      failing(call);
      R answer = reply.get();
      observer.onNext(answer);
      observer.onCompleted();
    } catch (RuntimeException e) {
      observer.onError(status(e));
    }
  }

  private void failing(String call) {
    StreamFailure failure = failures.get(call);
    if (failure != null && failure.times-- > 0) {
      throw failure.error;
    }
  }

  private static RuntimeException status(RuntimeException e) {
    return e instanceof FederationException known ? CallErrors.toStatus(known) : e;
  }
}
