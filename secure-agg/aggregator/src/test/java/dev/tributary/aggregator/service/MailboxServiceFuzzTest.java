package dev.tributary.aggregator.service;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.tributary.aggregator.audit.AuditLog;
import dev.tributary.aggregator.session.Session;
import dev.tributary.aggregator.session.SessionLimits;
import dev.tributary.aggregator.session.Sessions;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.fuzz.DecoderFuzz;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.transport.TransportFormat;
import dev.tributary.transport.proto.AbortRequest;
import dev.tributary.transport.proto.AwaitRequest;
import dev.tributary.transport.proto.CancelRequest;
import dev.tributary.transport.proto.CommitRequest;
import dev.tributary.transport.proto.FetchRequest;
import dev.tributary.transport.proto.FinishRequest;
import dev.tributary.transport.proto.HeartbeatRequest;
import dev.tributary.transport.proto.HelloRequest;
import dev.tributary.transport.proto.IntroduceRequest;
import dev.tributary.transport.proto.OpenRequest;
import dev.tributary.transport.proto.PeersRequest;
import dev.tributary.transport.proto.PutFrame;
import dev.tributary.transport.proto.PutHeader;
import dev.tributary.transport.proto.PutReply;
import dev.tributary.transport.proto.ReleaseRequest;
import dev.tributary.transport.proto.StatusRequest;
import dev.tributary.transport.proto.Step;
import dev.tributary.transport.proto.Traffic;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Raw bytes as the request of every call of {@link MailboxService}: an answer, or a refusal that
 * says whose fault it is; never a defect. Calls that only look see a run under way; calls that
 * change a run see one that is over, so that every input meets the same.
 */
class MailboxServiceFuzzTest {
  private static final PartyId LENDER = new PartyId("lender");
  private static final PartyId BUREAU = new PartyId("bureau");
  private static final ByteString INSTANCE = ByteString.copyFrom(new byte[16]);
  private static final Step STEP =
      Step.newBuilder().setRound(3).setName("step").setFrom("bureau").setTo("lender").build();
  private static final Traffic TRAFFIC =
      Traffic.newBuilder().setInstance(INSTANCE).setSent(5).setReceived(6).build();

  @TempDir private Path folder;
  private Sessions sessions;
  private MailboxService service;
  private String run;

  @BeforeEach
  void openRun() {
    SessionLimits limits =
        new SessionLimits(1 << 20, Duration.ZERO, Duration.ofDays(1), Duration.ofDays(1), 10);
    AuditLog audit = AuditLog.open(folder.resolve("audit.log"), Clock.systemUTC());
    sessions = Sessions.open(folder.resolve("runs"), limits, audit);
    service =
        new MailboxService(
            sessions,
            audit,
            new dev.tributary.aggregator.service.Traffic(),
            limits.lease(),
            Duration.ZERO);
    for (PartyId party : List.of(LENDER, BUREAU)) {
      run = sessions.open(OpenCalls.checked(opening(), party)).run().value();
    }
    session().introduce(LENDER, new byte[] {1});
    session().introduce(BUREAU, new byte[] {2});
  }

  private Session session() {
    return sessions.session(run);
  }

  private static OpenRequest opening() {
    return OpenRequest.newBuilder()
        .setName("job")
        .setJobSha256("ab".repeat(32))
        .addAllParties(new TreeSet<>(List.of("bureau", "lender")))
        .setInstance(INSTANCE)
        .build();
  }

  @Test
  void openingsAreChecked() {
    DecoderFuzz.run(
        "OpenCalls",
        bytes -> {
          try {
            OpenCalls.checked(parsed(OpenRequest.parser(), bytes), LENDER);
          } catch (FederationException e) {
            // Names a run of others.
          }
        },
        opening().toByteArray());
  }

  @Test
  void callsThatLook() {
    fuzz(
        service::hello,
        HelloRequest.newBuilder().setFormat(TransportFormat.CURRENT).setSoftware("t 1").build());
    fuzz(service::peers, PeersRequest.newBuilder().setRun(run).setWaitMillis(1).build());
    fuzz(
        service::await,
        AwaitRequest.newBuilder().setRun(run).setStep(STEP).setWaitMillis(1).build());
    fuzz(
        service::fetch,
        FetchRequest.newBuilder()
            .setRun(run)
            .setStep(STEP)
            .setShard(1)
            .setOffset(2)
            .setTraffic(TRAFFIC)
            .build());
    fuzz(service::heartbeat, HeartbeatRequest.newBuilder().setRun(run).setTraffic(TRAFFIC).build());
    fuzz(service::status, StatusRequest.newBuilder().setName("job").build());
    fuzz(service::cancel, CancelRequest.newBuilder().setName("none").setReason("over").build());
  }

  @Test
  void callsThatChangeARun() {
    session().abort("over");
    fuzz(
        service::introduce,
        IntroduceRequest.newBuilder().setRun(run).setIntroduction(INSTANCE).build());
    fuzz(
        service::commit,
        CommitRequest.newBuilder()
            .setRun(run)
            .setStep(STEP)
            .setSealedManifest(INSTANCE)
            .setPieces(1)
            .build());
    fuzz(service::release, ReleaseRequest.newBuilder().setRun(run).setStep(STEP).build());
    fuzz(service::abort, AbortRequest.newBuilder().setRun(run).setReason("over").build());
    fuzz(service::finish, FinishRequest.newBuilder().setRun(run).setWaitMillis(1).build());
    PutHeader header =
        PutHeader.newBuilder().setRun(run).setStep(STEP).setShard(1).setTraffic(TRAFFIC).build();
    fuzz(
        this::put,
        PutFrame.newBuilder().setHeader(header).build(),
        PutFrame.newBuilder().setSealed(INSTANCE).build(),
        PutFrame.newBuilder().setLength(16).build());
  }

  private void put(PutFrame frame, StreamObserver<PutReply> answer) {
    service.put(answer).onNext(frame);
  }

  @SafeVarargs
  private <Q extends MessageLite, R> void fuzz(
      BiConsumer<Q, StreamObserver<R>> method, Q... valid) {
    @SuppressWarnings("unchecked")
    Parser<Q> parser = (Parser<Q>) valid[0].getParserForType();
    Consumer<byte[]> decoder =
        bytes -> {
          Q request = parsed(parser, bytes);
          FuzzedAnswer<R> answer = new FuzzedAnswer<>();
          Caller.context(Optional.of(LENDER), new byte[0])
              .run(() -> method.accept(request, answer));
          answer.check();
        };
    byte[][] messages = new byte[valid.length][];
    for (int i = 0; i < valid.length; i++) {
      messages[i] = valid[i].toByteArray();
    }
    DecoderFuzz.run("MailboxService " + valid[0].getClass().getSimpleName(), decoder, messages);
  }

  private static <Q> Q parsed(Parser<Q> parser, byte[] bytes) {
    try {
      return parser.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedMessageException(e.getMessage());
    }
  }
}
