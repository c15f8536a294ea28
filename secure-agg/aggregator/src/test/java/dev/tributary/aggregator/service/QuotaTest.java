package dev.tributary.aggregator.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tributary.aggregator.quota.Limits;
import dev.tributary.aggregator.quota.PartyLimits;
import dev.tributary.aggregator.quota.Stored;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.TransportFormat;
import dev.tributary.transport.proto.PutFrame;
import dev.tributary.transport.proto.PutReply;
import dev.tributary.transport.proto.Step;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one party may leave in a mailbox, each limit met exactly and exceeded by one. */
class QuotaTest {
  private static final Step STEP = PlayedParty.step("sums", "lender", "bureau");

  @TempDir private Path folder;
  private LocalMailbox mailbox;
  private PlayedParty lender;
  private PlayedParty bureau;
  private String run;

  private void open(PartyLimits limits) {
    mailbox = new LocalMailbox(folder, limits);
    lender = mailbox.driver("lender");
    bureau = mailbox.driver("bureau");
    run = PlayedParty.activate("spring", lender, bureau);
  }

  @AfterEach
  void close() {
    mailbox.close();
  }

  @Test
  void piecesWithoutAByteAreCountedAllTheSame() {
    open(Limits.of().pieces(3).build());
    for (int shard = 0; shard < 2; shard++) {
      lender.put(run, STEP, shard, "").reply();
    }
    lender.commit(run, STEP, "manifest").reply();

    String full =
        "lender has as many stored pieces and manifests at the aggregator as one party may (3): let"
            + " some end first, or raise per-party.pieces there";
    Step next = PlayedParty.step("next", "lender", "bureau");
    assertThat(lender.put(run, next, 0, "").refusal()).contains(full);
    assertThat(lender.commit(run, next, "manifest").refusal()).contains(full);
    assertThat(lender.commit(run, next, "manifest", "piece").refusal()).contains(full);
    assertThat(mailbox.stored(run)).hasSize(3);
    Step back = PlayedParty.step("back", "bureau", "lender");
    bureau.put(run, back, 0, "").reply();
    bureau.release(run, STEP).reply();
    lender.put(run, next, 0, "").reply();
  }

  /** What is not the caller's to send takes none of its room, and waits for none. */
  @Test
  void whatIsForgedIsRefusedBeforeThereIsRoomForIt() {
    open(Limits.of().pieces(1).build());
    lender.put(run, STEP, 0, "").reply();

    assertThat(lender.commit(run, PlayedParty.step("back", "bureau", "lender"), "m").refusal())
        .contains("lender may not send as bureau");
  }

  @Test
  void aManifestWithoutRoomLeavesNothing() {
    open(Limits.of().stored(10).build());

    assertThat(lender.commit(run, STEP, "x".repeat(11)).refusal())
        .get()
        .asString()
        .contains("raise per-party.stored there");
    assertThat(stored("lender").bytes()).isZero();
    assertThat(stored("lender").files()).isZero();
    assertThat(mailbox.stored(run)).isEmpty();
  }

  @Test
  void aPutThatIsGivenUpGivesItsFileBack() {
    open(Limits.of().pieces(1).build());
    for (int i = 0; i < 3; i++) {
      FuzzedAnswer<PutReply> answer = new FuzzedAnswer<>();
      StreamObserver<PutFrame> put = lender.begin(run, STEP, 0, answer);
      assertThat(answer.refusal()).isEmpty();
      put.onNext(PlayedParty.frame(ByteString.copyFromUtf8("half")));
      put.onError(new IllegalStateException("connection lost"));
    }
    assertThat(stored("lender").bytes()).isZero();
    assertThat(stored("lender").files()).isZero();
  }

  @Test
  void whatAPartyStoresInAllItsRunsIsCountedTogetherAndApartFromOthers() {
    open(Limits.of().stored(100).build());
    String other = PlayedParty.activate("autumn", lender, bureau);
    lender.put(run, STEP, 0, "a".repeat(60)).reply();
    lender.put(other, STEP, 0, "a".repeat(40)).reply();

    assertThat(lender.put(other, STEP, 1, "a").refusal())
        .contains(
            "lender stores 100 bytes of at most 100 at the aggregator and nothing was released for"
                + " PT0S: raise per-party.stored there");
    bureau.put(run, PlayedParty.step("back", "bureau", "lender"), 0, "a".repeat(100)).reply();
    lender.abort(run, "enough").reply();
    lender.put(other, STEP, 1, "a".repeat(60)).reply();
    assertThat(stored("lender").bytes()).isEqualTo(100);
  }

  @Test
  void whatEndsWithARunIsGivenBackOnceAndWhatIsBeingWrittenByItsWriter() {
    open(PartyLimits.defaults());
    lender.put(run, STEP, 0, "piece").reply();
    lender.commit(run, STEP, "manifest").reply();
    FuzzedAnswer<PutReply> answer = new FuzzedAnswer<>();
    StreamObserver<PutFrame> put =
        lender.begin(run, STEP.toBuilder().setRound(1).build(), 0, answer);
    put.onNext(PlayedParty.frame(ByteString.copyFromUtf8("half")));
    lender.abort(run, "enough").reply();
    assertThat(stored("lender").bytes()).isEqualTo(4);
    assertThat(stored("lender").files()).isEqualTo(1);

    put.onNext(PlayedParty.frame(ByteString.copyFromUtf8("more")));

    assertThat(answer.refusal()).contains("lender gave up: enough");
    assertThat(stored("lender").bytes()).isZero();
    assertThat(stored("lender").files()).isZero();
    assertThat(mailbox.stored(run)).isEmpty();
  }

  @Test
  void aRunThatFinishesLeavesNothing() {
    open(PartyLimits.defaults());
    lender.put(run, STEP, 0, "piece").reply();
    lender.commit(run, STEP, "manifest").reply();
    assertThat(lender.finish(run).reply().getUnfinishedList()).containsExactly("bureau");
    assertThat(lender.status("").reply().getRuns(0).getStoredBytes()).isEqualTo(13);

    assertThat(bureau.finish(run).reply().getUnfinishedList()).isEmpty();

    assertThat(lender.finish(run).reply().getUnfinishedList()).isEmpty();
    assertThat(mailbox.stored(run)).isEmpty();
    assertThat(stored("lender").bytes()).isZero();
    assertThat(lender.put(run, STEP, 1, "late").refusal()).contains("run " + run + " is finished");
  }

  @Test
  void linesOfTheAuditLogAreCounted() {
    open(Limits.of().records(5).build());
    lender.commit(run, STEP, "manifest").reply();
    lender.commit(run, STEP.toBuilder().setRound(1).build(), "manifest").reply();

    String much =
        "lender has made the aggregator write 5 lines of its audit log in this hour, as many as one"
            + " party may: wait for the next, or raise per-party.records there";
    assertThat(lender.commit(run, STEP.toBuilder().setRound(2).build(), "manifest").refusal())
        .contains(much);
    assertThat(lender.open("autumn", List.of("bureau", "lender")).refusal()).contains(much);
    assertThat(mailbox.sessions().all()).hasSize(1);
    lender.abort(run, "an end is never refused").reply();
  }

  @Test
  void aFrameHasItsBound() {
    open(PartyLimits.defaults());
    for (int more = 0; more < 2; more++) {
      FuzzedAnswer<PutReply> answer = new FuzzedAnswer<>();
      StreamObserver<PutFrame> put = lender.begin(run, STEP, more, answer);
      int size = TransportFormat.MAX_FRAME + more;
      put.onNext(PlayedParty.frame(ByteString.copyFrom(new byte[size])));
      put.onNext(PlayedParty.end(size));
      assertThat(answer.refusal().isPresent()).isEqualTo(more == 1);
    }
  }

  @Test
  void whatGoesAlongWithAnAnswerHasItsBoundWhateverIsAskedFor() {
    open(PartyLimits.defaults());
    Step longer = STEP.toBuilder().setRound(1).build();
    for (Step step : List.of(STEP, longer)) {
      lender.put(run, step, 0, "x".repeat(TransportFormat.MAX_ALONG)).reply();
    }
    lender.put(run, longer, 1, "x").reply();
    lender.commit(run, STEP, "manifest").reply();
    lender.commit(run, longer, "manifest").reply();

    assertThat(bureau.await(run, STEP, Integer.MAX_VALUE).reply().getSealedPiecesCount())
        .isEqualTo(1);
    assertThat(bureau.await(run, longer, Integer.MAX_VALUE).reply().getSealedPiecesCount())
        .isZero();
  }

  @Test
  void aPieceIsFetchedFromAnyOffsetInIt() {
    open(PartyLimits.defaults());
    String sealed = "x".repeat((1 << 17) + 5);
    lender.put(run, STEP, 0, sealed).reply();
    lender.commit(run, STEP, "manifest").reply();

    List<Integer> lengths = new ArrayList<>();
    for (long offset : new long[] {0, 10, sealed.length()}) {
      var frames = bureau.fetch(run, STEP, 0, offset);
      assertThat(frames.refusal()).isEmpty();
      lengths.add(frames.replies().stream().mapToInt(frame -> frame.getSealed().size()).sum());
    }
    assertThat(lengths).containsExactly(sealed.length(), sealed.length() - 10, 0);
    for (long offset : new long[] {-1, sealed.length() + 1}) {
      assertThat(bureau.fetch(run, STEP, 0, offset).refusal())
          .get()
          .asString()
          .endsWith("offset must be 0 to the piece's length. Provided value: " + offset);
    }
    assertThat(mailbox.traffic().fetchedBytes()).isEqualTo(2 * sealed.length() - 10);
    assertThat(
            bureau.status("").reply().getRuns(0).getPartiesList().stream()
                .map(party -> party.getFetchedBytes() + " " + party.getPutBytes()))
        .containsExactly((2 * sealed.length() - 10) + " 0", "0 " + sealed.length());
  }

  private Stored stored(String party) {
    return mailbox.sessions().shares().of(new PartyId(party)).stored();
  }
}
