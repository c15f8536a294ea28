package dev.tributary.aggregator.service;

import static dev.tributary.aggregator.service.RunUnderWay.LENDER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tributary.aggregator.service.PutRules.Outcome;
import dev.tributary.protocol.fuzz.DecoderFuzz;
import dev.tributary.transport.TransportFormat;
import dev.tributary.transport.proto.PutFrame;
import dev.tributary.transport.proto.PutHeader;
import dev.tributary.transport.proto.PutReply;
import dev.tributary.transport.proto.Step;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Frames of a put in any order and number, drawn as scripts of two bytes an event: a kind and its
 * operand. Every put must come to what {@link PutRules} say, answer once, and leave either its
 * piece or nothing at all.
 */
class PutReceiverFuzzTest {
  private static final int QUOTA = 1 << 13;
  private static final Step STEP =
      Step.newBuilder().setRound(3).setName("step").setFrom("lender").setTo("bureau").build();
  private static final ByteString OVERSIZE =
      ByteString.copyFrom(new byte[TransportFormat.MAX_FRAME + 1]);

  private static final byte HEADER = 0;
  private static final byte SEALED = 1;
  private static final byte LENGTH = 2;
  private static final byte EMPTY = 3;
  private static final byte TOO_LONG = 4;
  private static final byte BROKEN = 5;
  private static final byte END = 6;
  private static final int KINDS = 7;

  /** Bytes of a sealed frame for each unit of its operand, so that three can exceed the quota. */
  private static final int UNIT = 16;

  private static final byte OF_ANOTHER = 1;
  private static final byte TO_A_STRANGER = 2;
  private static final byte OF_NO_RUN = 3;
  private static final byte NEGATIVE = 4;

  @TempDir private Path folder;
  private RunUnderWay run;

  @BeforeEach
  void openRun() {
    run = new RunUnderWay(folder, QUOTA);
  }

  @Test
  void framesInAnyOrder() {
    DecoderFuzz.runOnFiles(
        "PutReceiver",
        this::play,
        new byte[] {HEADER, 0, SEALED, 3, SEALED, 0, SEALED, 100, LENGTH, 0, END, 0},
        new byte[] {HEADER, 0, LENGTH, 0},
        new byte[] {HEADER, 0, SEALED, 5, LENGTH, 0, LENGTH, 0, SEALED, 5, HEADER, 0, BROKEN, 0},
        new byte[] {HEADER, 0, SEALED, 5, LENGTH, 1},
        new byte[] {HEADER, 0, SEALED, 5, LENGTH, -1},
        new byte[] {HEADER, 0, SEALED, 5, HEADER, 0, LENGTH, 0},
        new byte[] {HEADER, 0, SEALED, 5, EMPTY, 0},
        new byte[] {HEADER, 0, SEALED, 5, TOO_LONG, 0},
        new byte[] {HEADER, 0, SEALED, -1, SEALED, -1, SEALED, -1, LENGTH, 0},
        new byte[] {HEADER, 0, SEALED, 5, BROKEN, 0},
        new byte[] {HEADER, 0, SEALED, 5, END, 0},
        new byte[] {SEALED, 5, HEADER, 0, LENGTH, 0},
        new byte[] {LENGTH, 0, HEADER, 0},
        new byte[] {HEADER, OF_ANOTHER, SEALED, 5, LENGTH, 0},
        new byte[] {HEADER, TO_A_STRANGER, SEALED, 5, LENGTH, 0},
        new byte[] {HEADER, OF_NO_RUN, SEALED, 5, LENGTH, 0},
        new byte[] {HEADER, NEGATIVE, SEALED, 5, LENGTH, 0},
        new byte[0]);
    play(new byte[] {HEADER, 0, SEALED, 7, LENGTH, 0});
  }

  private void play(byte[] script) {
    FuzzedAnswer<PutReply> answer = new FuzzedAnswer<>();
    StreamObserver<PutFrame> put = RunUnderWay.as(LENDER, () -> run.service().put(answer));
    PutRules rules = new PutRules(QUOTA);
    boolean open = true;
    for (int i = 0; open && i + 1 < script.length; i += 2) {
      open = send(put, rules, Byte.toUnsignedInt(script[i]) % KINDS, script[i + 1]);
    }
    if (open) {
      send(put, rules, END, (byte) 0);
    }
    answer.check();
    check(answer, rules);
  }

  /** One event at the receiver and in the rules; false if it was the stream's last. */
  private boolean send(StreamObserver<PutFrame> put, PutRules rules, int kind, byte operand) {
    switch (kind) {
      case HEADER -> {
        put.onNext(PutFrame.newBuilder().setHeader(header(operand)).build());
        rules.header(operand < OF_ANOTHER || operand > NEGATIVE);
      }
      case SEALED -> {
        int size = UNIT * Byte.toUnsignedInt(operand);
        put.onNext(sealed(ByteString.copyFrom(new byte[size])));
        rules.sealed(size);
      }
      case LENGTH -> {
        long stated = rules.sealedBytes() + operand;
        put.onNext(PutFrame.newBuilder().setLength(stated).build());
        rules.length(stated);
      }
      case EMPTY -> {
        put.onNext(PutFrame.getDefaultInstance());
        rules.empty();
      }
      case TOO_LONG -> {
        put.onNext(sealed(OVERSIZE));
        rules.sealed(OVERSIZE.size());
      }
      case BROKEN -> {
        put.onError(new IllegalStateException("connection lost"));
        rules.broken();
      }
      default -> {
        put.onCompleted();
        rules.end();
      }
    }
    return kind != BROKEN && kind != END;
  }

  private void check(FuzzedAnswer<PutReply> answer, PutRules rules) {
    Outcome outcome = rules.outcome();
    boolean accepted = outcome == Outcome.ACCEPTED;
    assertThat(answer.replies()).hasSize(accepted ? 1 : 0).allMatch(PutReply::getFirst);
    assertThat(answer.refusal().isPresent()).isEqualTo(outcome == Outcome.REFUSED);
    assertThat(run.stored()).hasSize(accepted ? 1 : 0).allMatch(file -> file.startsWith("p-"));
    assertThat(run.session().mailbox().storedBytes()).isEqualTo(accepted ? rules.sealedBytes() : 0);
    if (accepted) {
      run.renew();
    }
  }

  private PutHeader header(byte operand) {
    PutHeader.Builder header =
        PutHeader.newBuilder().setRun(run.id()).setStep(STEP).setShard(operand & 1);
    return switch (operand) {
      case OF_ANOTHER -> header.setStep(STEP.toBuilder().setFrom("bureau").setTo("lender")).build();
      case TO_A_STRANGER -> header.setStep(STEP.toBuilder().setTo("stranger")).build();
      case OF_NO_RUN -> header.setRun("job-0").build();
      case NEGATIVE -> header.setShard(-1).build();
      default -> header.build();
    };
  }

  private static PutFrame sealed(ByteString bytes) {
    return PutFrame.newBuilder().setSealed(bytes).build();
  }
}
