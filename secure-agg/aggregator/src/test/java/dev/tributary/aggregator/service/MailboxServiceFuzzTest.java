package dev.tributary.aggregator.service;

import static dev.tributary.aggregator.service.RunUnderWay.LENDER;
import static dev.tributary.aggregator.service.RunUnderWay.PROCESS;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.fuzz.DecoderFuzz;
import dev.tributary.protocol.wire.MalformedMessageException;
import dev.tributary.transport.TransportFormat;
import dev.tributary.transport.proto.AbortRequest;
import dev.tributary.transport.proto.AwaitRequest;
import dev.tributary.transport.proto.CancelRequest;
import dev.tributary.transport.proto.CommitRequest;
import dev.tributary.transport.proto.ExcludeRequest;
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
  private static final Step STEP =
      Step.newBuilder().setRound(3).setName("step").setFrom("bureau").setTo("lender").build();
  private static final Traffic TRAFFIC =
      Traffic.newBuilder().setInstance(PROCESS).setSent(5).setReceived(6).build();

  @TempDir private Path folder;
  private RunUnderWay run;
  private MailboxService service;

  @BeforeEach
  void openRun() {
    run = new RunUnderWay(folder, 1 << 20);
    service = run.service();
  }

  @Test
  void openingsAreChecked() {
    DecoderFuzz.run(
        "OpenRequests",
        bytes -> {
          try {
            OpenRequests.checked(parsed(OpenRequest.parser(), bytes), LENDER);
          } catch (FederationException e) {
            // Names a run of others.
          }
        },
        RunUnderWay.opening().toByteArray());
  }

  @Test
  void callsThatLook() {
    fuzz(
        service::hello,
        HelloRequest.newBuilder().setFormat(TransportFormat.CURRENT).setSoftware("t 1").build());
    fuzz(service::peers, PeersRequest.newBuilder().setRun(run.id()).setWaitMillis(1).build());
    fuzz(
        service::await,
        AwaitRequest.newBuilder()
            .setRun(run.id())
            .setStep(STEP)
            .setWaitMillis(1)
            .setPiecesUpTo(99)
            .build());
    fuzz(
        service::fetch,
        FetchRequest.newBuilder()
            .setRun(run.id())
            .setStep(STEP)
            .setShard(1)
            .setOffset(2)
            .setTraffic(TRAFFIC)
            .build());
    fuzz(
        service::heartbeat,
        HeartbeatRequest.newBuilder().setRun(run.id()).setTraffic(TRAFFIC).build());
    fuzz(service::status, StatusRequest.newBuilder().setName("job").build());
    fuzz(service::cancel, CancelRequest.newBuilder().setName("none").setReason("over").build());
  }

  @Test
  void callsThatChangeARun() {
    run.session().abort("over", ErrorCode.PEER);
    fuzz(
        service::introduce,
        IntroduceRequest.newBuilder().setRun(run.id()).setIntroduction(PROCESS).build());
    fuzz(
        service::commit,
        CommitRequest.newBuilder()
            .setRun(run.id())
            .setStep(STEP)
            .setSealedManifest(PROCESS)
            .setPieces(1)
            .setSealedPiece(PROCESS)
            .build());
    fuzz(service::release, ReleaseRequest.newBuilder().setRun(run.id()).setStep(STEP).build());
    fuzz(service::abort, AbortRequest.newBuilder().setRun(run.id()).setReason("over").build());
    fuzz(service::exclude, ExcludeRequest.newBuilder().setRun(run.id()).setParty("lender").build());
    fuzz(service::finish, FinishRequest.newBuilder().setRun(run.id()).setWaitMillis(1).build());
    PutHeader header =
        PutHeader.newBuilder()
            .setRun(run.id())
            .setStep(STEP)
            .setShard(1)
            .setTraffic(TRAFFIC)
            .build();
    fuzz(
        this::put,
        PutFrame.newBuilder().setHeader(header).build(),
        PutFrame.newBuilder().setSealed(PROCESS).build(),
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
          RunUnderWay.as(
              LENDER,
              () -> {
                method.accept(request, answer);
                return null;
              });
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
