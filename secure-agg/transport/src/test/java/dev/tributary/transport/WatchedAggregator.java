package dev.tributary.transport;

import static dev.tributary.transport.TestFederation.SOON;

import com.google.protobuf.ByteString;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.pki.Identity;
import dev.tributary.transport.proto.CommitRequest;
import dev.tributary.transport.proto.Empty;
import dev.tributary.transport.proto.ExcludeRequest;
import dev.tributary.transport.proto.FetchFrame;
import dev.tributary.transport.proto.FetchRequest;
import dev.tributary.transport.proto.HeartbeatReply;
import dev.tributary.transport.proto.HeartbeatRequest;
import dev.tributary.transport.proto.LostParty;
import dev.tributary.transport.proto.OpenReply;
import dev.tributary.transport.proto.OpenRequest;
import dev.tributary.transport.proto.PutFrame;
import dev.tributary.transport.proto.PutReply;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * An aggregator that says of whom it hears no more, takes and gives pieces as slowly as a test
 * wants it, and tells how it was called: how long the caller would wait, and what it broke off.
 */
final class WatchedAggregator extends FakeAggregator {
  private final List<LostParty> lost = new CopyOnWriteArrayList<>();
  private final List<String> excluded = new CopyOnWriteArrayList<>();
  private final BlockingQueue<HeartbeatRequest> beats = new LinkedBlockingQueue<>();
  private final BlockingQueue<ServerCallStreamObserver<PutReply>> uploads =
      new LinkedBlockingQueue<>();
  private final BlockingQueue<String> brokenOff = new LinkedBlockingQueue<>();
  private volatile String run = "spring-1";
  private volatile SessionTraffic executors = new SessionTraffic(7, 70);
  private volatile boolean stalled;
  private volatile boolean endless;
  private volatile long commitSeconds;

  WatchedAggregator(Identity identity) throws IOException {
    super(identity);
  }

  /** How it names runs that are opened from now on. */
  void name(String id) {
    run = id;
  }

  void lose(String party, long millis) {
    lost.add(LostParty.newBuilder().setParty(party).setMillis(millis).build());
  }

  /** What executors say that they moved. */
  void report(SessionTraffic traffic) {
    executors = traffic;
  }

  /** From now on takes no byte of a piece. */
  void stall() {
    stalled = true;
  }

  /** From now on sends one byte of a piece and then none, without an end. */
  void sendNoEnd() {
    endless = true;
  }

  HeartbeatRequest nextBeat() throws InterruptedException {
    return next(beats);
  }

  /** The upload that begins next. */
  ServerCallStreamObserver<PutReply> nextUpload() throws InterruptedException {
    return next(uploads);
  }

  /** The call that its caller breaks off next. */
  String nextBrokenOff() throws InterruptedException {
    return next(brokenOff);
  }

  /** Parties that a run is to go on without, each behind the run. */
  List<String> excluded() {
    return excluded;
  }

  /** How long the last commit would have waited for its answer. */
  long commitSeconds() {
    return commitSeconds;
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(SOON.toSeconds(), TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came");
    }
    return next;
  }

  @Override
  public void open(OpenRequest request, StreamObserver<OpenReply> reply) {
    answer(
        "open",
        reply,
        () -> {
          mailbox()
              .open(
                  request.getPartiesList().stream().map(PartyId::new).collect(Collectors.toSet()));
          return OpenReply.newBuilder().setRun(run).setToken(ByteString.copyFrom(TOKEN)).build();
        });
  }

  @Override
  HeartbeatReply beat(HeartbeatRequest request) {
    HeartbeatReply reply =
        super.beat(request).toBuilder()
            .setExecutorsSent(executors.sent())
            .setExecutorsReceived(executors.received())
            .addAllLost(lost)
            .build();
    beats.add(request);
    return reply;
  }

  @Override
  public void exclude(ExcludeRequest request, StreamObserver<Empty> reply) {
    answer(
        "exclude",
        reply,
        () -> {
          excluded.add(request.getRun() + " " + request.getParty());
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void commit(CommitRequest request, StreamObserver<Empty> reply) {
    commitSeconds = Context.current().getDeadline().timeRemaining(TimeUnit.SECONDS);
    super.commit(request, reply);
  }

  @Override
  public StreamObserver<PutFrame> put(StreamObserver<PutReply> reply) {
    ServerCallStreamObserver<PutReply> call = (ServerCallStreamObserver<PutReply>) reply;
    call.setOnCancelHandler(() -> brokenOff.add("put"));
    if (stalled) {
      call.disableAutoRequest();
    }
    uploads.add(call);
    return super.put(reply);
  }

  @Override
  public void fetch(FetchRequest request, StreamObserver<FetchFrame> reply) {
    if (!endless) {
      super.fetch(request, reply);
      return;
    }
    ((ServerCallStreamObserver<FetchFrame>) reply).setOnCancelHandler(() -> brokenOff.add("fetch"));
    reply.onNext(FetchFrame.newBuilder().setSealed(ByteString.copyFrom(new byte[] {1})).build());
  }
}
