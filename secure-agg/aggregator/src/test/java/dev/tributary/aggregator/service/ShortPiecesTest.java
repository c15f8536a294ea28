package dev.tributary.aggregator.service;

import static dev.tributary.aggregator.service.RunUnderWay.BUREAU;
import static dev.tributary.aggregator.service.RunUnderWay.LENDER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tributary.transport.proto.AwaitReply;
import dev.tributary.transport.proto.AwaitRequest;
import dev.tributary.transport.proto.CommitRequest;
import dev.tributary.transport.proto.Empty;
import dev.tributary.transport.proto.Step;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes with a commit and goes with the answer to an await. */
class ShortPiecesTest {
  private static final int QUOTA = 1000;
  private static final Step STEP =
      Step.newBuilder().setRound(3).setName("step").setFrom("lender").setTo("bureau").build();
  private static final ByteString MANIFEST = ByteString.copyFromUtf8("manifest");

  @TempDir private Path folder;
  private RunUnderWay run;

  @BeforeEach
  void openRun() {
    run = new RunUnderWay(folder, QUOTA);
  }

  @Test
  void aPieceGoesAlongWhereItIsAskedForAndShortEnough() {
    ByteString piece = ByteString.copyFromUtf8("a sealed piece");
    assertThat(commit(piece, 1).refusal()).isEmpty();

    assertThat(await(piece.size()).getSealedPiecesList()).containsExactly(piece);
    assertThat(await(piece.size() - 1).getSealedPiecesList()).isEmpty();
    assertThat(await(0).getSealedPiecesList()).isEmpty();
    assertThat(await(-1).getSealedPiecesList()).isEmpty();
    assertThat(await(0).getSealedManifest()).isEqualTo(MANIFEST);
  }

  @Test
  void thePieceComesUnderTheQuotaAndIsNotVisibleWithoutRoom() {
    FuzzedAnswer<Empty> answer = commit(ByteString.copyFrom(new byte[QUOTA + 1]), 1);

    assertThat(answer.refusal()).get().asString().contains("raise per-party.stored");
    assertThat(await(QUOTA).getSealedManifest()).isEmpty();
    assertThat(run.stored()).isEmpty();
    assertThat(run.session().mailbox().storedBytes()).isZero();
  }

  @Test
  void onlyTheOnlyPieceComesAlong() {
    FuzzedAnswer<Empty> answer = commit(MANIFEST, 2);

    assertThat(answer.refusal()).get().asString().contains("only one. Provided value: 2");
    assertThat(await(QUOTA).getSealedManifest()).isEmpty();
  }

  private FuzzedAnswer<Empty> commit(ByteString piece, int pieces) {
    CommitRequest request =
        CommitRequest.newBuilder()
            .setRun(run.id())
            .setStep(STEP)
            .setSealedManifest(MANIFEST)
            .setPieces(pieces)
            .setSealedPiece(piece)
            .build();
    return RunUnderWay.as(
        LENDER,
        () -> {
          FuzzedAnswer<Empty> answer = new FuzzedAnswer<>();
          run.service().commit(request, answer);
          return answer;
        });
  }

  private AwaitReply await(int piecesUpTo) {
    AwaitRequest request =
        AwaitRequest.newBuilder().setRun(run.id()).setStep(STEP).setPiecesUpTo(piecesUpTo).build();
    return RunUnderWay.as(
        BUREAU,
        () -> {
          FuzzedAnswer<AwaitReply> answer = new FuzzedAnswer<>();
          run.service().await(request, answer);
          return answer.replies().get(0);
        });
  }
}
