package dev.tributary.aggregator.service;

import com.google.protobuf.ByteString;
import dev.tributary.aggregator.admission.Caller;
import dev.tributary.protocol.PartyId;
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
import dev.tributary.transport.proto.OpenReply;
import dev.tributary.transport.proto.OpenRequest;
import dev.tributary.transport.proto.PeersReply;
import dev.tributary.transport.proto.PeersRequest;
import dev.tributary.transport.proto.PutFrame;
import dev.tributary.transport.proto.PutHeader;
import dev.tributary.transport.proto.PutReply;
import dev.tributary.transport.proto.ReleaseRequest;
import dev.tributary.transport.proto.StatusReply;
import dev.tributary.transport.proto.StatusRequest;
import dev.tributary.transport.proto.Step;
import dev.tributary.transport.proto.Traffic;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/**
 * Whoever a test wants, honest or not, with any call in any order: what the real client would check
 * before it calls is not checked here.
 */
final class PlayedParty {
  private final LocalMailbox mailbox;
  private final Caller caller;
  private ByteString process;
  private Traffic traffic = Traffic.getDefaultInstance();

  private PlayedParty(LocalMailbox mailbox, Caller caller) {
    this.mailbox = mailbox;
    this.caller = caller;
    process = instance(caller.party().name());
  }

  static PlayedParty driver(LocalMailbox mailbox, String party) {
    return new PlayedParty(mailbox, Caller.driver(new PartyId(party)));
  }

  /** An executor of the same party that shows a token, its own or not. */
  PlayedParty executor(ByteString token) {
    return new PlayedParty(mailbox, Caller.executor(caller.party(), token.toByteArray()));
  }

  /** The same party in a new process. */
  PlayedParty restarted() {
    PlayedParty again = new PlayedParty(mailbox, caller);
    again.process = instance("another process");
    return again;
  }

  /** Says with every call that has room for it what this process has moved. */
  void reporting(String instance, long sent, long received) {
    traffic =
        Traffic.newBuilder()
            .setInstance(instance(instance))
            .setSent(sent)
            .setReceived(received)
            .build();
  }

  void reporting(Traffic report) {
    traffic = report;
  }

  /** Opens parties' run of a name, joins and introduces all; returns the run's id. */
  static String activate(String name, PlayedParty... parties) {
    List<String> names = Arrays.stream(parties).map(party -> party.caller.party().name()).toList();
    String run = "";
    for (PlayedParty party : parties) {
      run = party.open(name, names).reply().getRun();
    }
    for (PlayedParty party : parties) {
      party.introduce(run, party.caller.party().name()).reply();
    }
    return run;
  }

  FuzzedAnswer<HelloReply> hello(HelloRequest request) {
    return call(mailbox.service()::hello, request);
  }

  FuzzedAnswer<OpenReply> open(String name, List<String> parties) {
    return open(opening(name, parties).build());
  }

  OpenRequest.Builder opening(String name, List<String> parties) {
    return OpenRequest.newBuilder()
        .setName(name)
        .setJobSha256("ab".repeat(32))
        .addAllParties(parties)
        .setInstance(process);
  }

  FuzzedAnswer<OpenReply> open(OpenRequest request) {
    return call(mailbox.service()::open, request);
  }

  FuzzedAnswer<Empty> introduce(String run, String introduction) {
    return introduce(run, ByteString.copyFromUtf8(introduction));
  }

  FuzzedAnswer<Empty> introduce(String run, ByteString introduction) {
    return call(
        mailbox.service()::introduce,
        IntroduceRequest.newBuilder().setRun(run).setIntroduction(introduction).build());
  }

  FuzzedAnswer<PeersReply> peers(String run) {
    return call(mailbox.service()::peers, PeersRequest.newBuilder().setRun(run).build());
  }

  /** Begins a piece; what follows is the test's to say. */
  StreamObserver<PutFrame> begin(String run, Step step, int shard, FuzzedAnswer<PutReply> answer) {
    StreamObserver<PutFrame> put = as(() -> mailbox.service().put(answer));
    put.onNext(
        PutFrame.newBuilder()
            .setHeader(
                PutHeader.newBuilder()
                    .setRun(run)
                    .setStep(step)
                    .setShard(shard)
                    .setTraffic(traffic))
            .build());
    return put;
  }

  FuzzedAnswer<PutReply> put(String run, Step step, int shard, String sealed) {
    FuzzedAnswer<PutReply> answer = new FuzzedAnswer<>();
    StreamObserver<PutFrame> put = begin(run, step, shard, answer);
    put.onNext(frame(ByteString.copyFromUtf8(sealed)));
    put.onNext(end(sealed.getBytes(StandardCharsets.UTF_8).length));
    return answer;
  }

  static PutFrame frame(ByteString sealed) {
    return PutFrame.newBuilder().setSealed(sealed).build();
  }

  static PutFrame end(long length) {
    return PutFrame.newBuilder().setLength(length).build();
  }

  FuzzedAnswer<Empty> commit(String run, Step step, String manifest) {
    return commit(run, step, manifest, "");
  }

  FuzzedAnswer<Empty> commit(String run, Step step, String manifest, String piece) {
    return call(
        mailbox.service()::commit,
        CommitRequest.newBuilder()
            .setRun(run)
            .setStep(step)
            .setSealedManifest(ByteString.copyFromUtf8(manifest))
            .setPieces(1)
            .setSealedPiece(ByteString.copyFromUtf8(piece))
            .build());
  }

  FuzzedAnswer<AwaitReply> await(String run, Step step, int piecesUpTo) {
    return call(
        mailbox.service()::await,
        AwaitRequest.newBuilder().setRun(run).setStep(step).setPiecesUpTo(piecesUpTo).build());
  }

  FuzzedAnswer<FetchFrame> fetch(String run, Step step, int shard, long offset) {
    return call(
        mailbox.service()::fetch,
        FetchRequest.newBuilder()
            .setRun(run)
            .setStep(step)
            .setShard(shard)
            .setOffset(offset)
            .setTraffic(traffic)
            .build());
  }

  FuzzedAnswer<Empty> release(String run, Step step) {
    return call(
        mailbox.service()::release, ReleaseRequest.newBuilder().setRun(run).setStep(step).build());
  }

  FuzzedAnswer<HeartbeatReply> heartbeat(String run) {
    return call(
        mailbox.service()::heartbeat,
        HeartbeatRequest.newBuilder().setRun(run).setTraffic(traffic).build());
  }

  FuzzedAnswer<AbortReply> abort(String run, String reason) {
    return call(
        mailbox.service()::abort, AbortRequest.newBuilder().setRun(run).setReason(reason).build());
  }

  /** Gives up for a reason that is no party's own. */
  FuzzedAnswer<AbortReply> abortAgreed(String run, String reason) {
    return call(
        mailbox.service()::abort,
        AbortRequest.newBuilder().setRun(run).setReason(reason).setAgreed(true).build());
  }

  FuzzedAnswer<FinishReply> finish(String run) {
    return call(mailbox.service()::finish, FinishRequest.newBuilder().setRun(run).build());
  }

  FuzzedAnswer<StatusReply> status(String name) {
    return call(mailbox.service()::status, StatusRequest.newBuilder().setName(name).build());
  }

  FuzzedAnswer<Empty> cancel(String name, String reason) {
    return call(
        mailbox.service()::cancel,
        CancelRequest.newBuilder().setName(name).setReason(reason).build());
  }

  /** A step from one party to another. */
  static Step step(String name, String from, String to) {
    return Step.newBuilder().setName(name).setFrom(from).setTo(to).build();
  }

  private <Q, R> FuzzedAnswer<R> call(BiConsumer<Q, StreamObserver<R>> method, Q request) {
    FuzzedAnswer<R> answer = new FuzzedAnswer<>();
    as(
        () -> {
          method.accept(request, answer);
          return null;
        });
    return answer;
  }

  private <T> T as(Callable<T> work) {
    try {
      return caller.context().call(work);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static ByteString instance(String of) {
    return ByteString.copyFrom(Arrays.copyOf(of.getBytes(StandardCharsets.UTF_8), 16));
  }
}
