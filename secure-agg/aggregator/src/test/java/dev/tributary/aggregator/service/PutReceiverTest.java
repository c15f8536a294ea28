package dev.tributary.aggregator.service;

import static dev.tributary.aggregator.service.RunUnderWay.LENDER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.transport.proto.PutFrame;
import dev.tributary.transport.proto.PutHeader;
import dev.tributary.transport.proto.PutReply;
import dev.tributary.transport.proto.Step;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What puts do to each other and to a run that ends meanwhile. */
class PutReceiverTest {
  private static final int QUOTA = 1000;
  private static final Step STEP =
      Step.newBuilder().setRound(3).setName("step").setFrom("lender").setTo("bureau").build();

  @TempDir private Path folder;
  private RunUnderWay run;
  private final FuzzedAnswer<PutReply> answer = new FuzzedAnswer<>();

  @BeforeEach
  void openRun() {
    run = new RunUnderWay(folder, QUOTA);
  }

  @Test
  void theFirstCompletePutStands() {
    StreamObserver<PutFrame> slow = begin(answer);
    slow.onNext(sealed(100));
    FuzzedAnswer<PutReply> fast = new FuzzedAnswer<>();
    StreamObserver<PutFrame> second = begin(fast);
    second.onNext(sealed(30));
    second.onNext(length(30));
    slow.onNext(length(100));

    assertThat(fast.replies()).singleElement().matches(PutReply::getFirst);
    assertThat(answer.replies()).singleElement().matches(reply -> !reply.getFirst());
    assertThat(run.stored()).hasSize(1);
    assertThat(run.session().mailbox().storedBytes()).isEqualTo(30);

    FuzzedAnswer<PutReply> late = new FuzzedAnswer<>();
    begin(late).onNext(sealed(50));
    assertThat(late.replies()).singleElement().matches(reply -> !reply.getFirst());
    assertThat(run.session().mailbox().storedBytes()).isEqualTo(30);
  }

  @Test
  void aPutThatOutlivesItsRunLeavesNothing() {
    StreamObserver<PutFrame> put = begin(answer);
    put.onNext(sealed(100));
    run.session().abort("bureau gave up: tired", ErrorCode.PEER);
    put.onNext(sealed(100));

    assertThat(answer.refusal()).contains("bureau gave up: tired");
    put.onNext(length(200));
    assertThat(run.stored()).isEmpty();
    assertThat(run.session().mailbox().storedBytes()).isZero();
  }

  @Test
  void aPutBeyondTheQuotaGivesItsRoomBack() {
    StreamObserver<PutFrame> put = begin(answer);
    put.onNext(sealed(QUOTA));
    put.onNext(sealed(1));

    assertThat(answer.refusal()).get().asString().contains("raise per-party.stored");
    FuzzedAnswer<PutReply> next = new FuzzedAnswer<>();
    StreamObserver<PutFrame> correct = begin(next);
    correct.onNext(sealed(QUOTA));
    correct.onNext(length(QUOTA));
    assertThat(next.replies()).singleElement().matches(PutReply::getFirst);
  }

  private StreamObserver<PutFrame> begin(FuzzedAnswer<PutReply> to) {
    StreamObserver<PutFrame> put = RunUnderWay.as(LENDER, () -> run.service().put(to));
    put.onNext(
        PutFrame.newBuilder()
            .setHeader(PutHeader.newBuilder().setRun(run.id()).setStep(STEP))
            .build());
    return put;
  }

  private static PutFrame sealed(int size) {
    return PutFrame.newBuilder().setSealed(ByteString.copyFrom(new byte[size])).build();
  }

  private static PutFrame length(int length) {
    return PutFrame.newBuilder().setLength(length).build();
  }
}
