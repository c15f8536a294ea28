package dev.tributary.aggregator.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tributary.aggregator.quota.PartyLimits;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.proto.FetchFrame;
import dev.tributary.transport.proto.PutReply;
import dev.tributary.transport.proto.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a party gets of messages that are not its own, in its run and in the runs of others. */
class ForeignPartyTest {
  private static final Step STEP = PlayedParty.step("sums", "lender", "bureau");
  private static final int MUCH = 1 << 20;

  @TempDir private Path folder;
  private LocalMailbox mailbox;
  private PlayedParty lender;
  private PlayedParty bureau;
  private PlayedParty registry;
  private PlayedParty mallory;
  private String run;

  @BeforeEach
  void open() {
    mailbox = new LocalMailbox(folder, PartyLimits.defaults());
    lender = mailbox.driver("lender");
    bureau = mailbox.driver("bureau");
    registry = mailbox.driver("registry");
    mallory = mailbox.driver("mallory");
    run = PlayedParty.activate("spring", lender, bureau, registry);
  }

  @AfterEach
  void close() {
    mailbox.close();
  }

  @Test
  void aPartyOfNoRunHearsOfARunWhatItHearsOfNone() {
    lender.put(run, STEP, 0, "sealed").reply();
    lender.commit(run, STEP, "manifest").reply();
    int lines = mailbox.audit().size();

    Step own = PlayedParty.step("sums", "mallory", "bureau");
    Step to = PlayedParty.step("sums", "lender", "mallory");
    for (String of : List.of(run, "spring-000000000000")) {
      assertThat(
              Stream.of(
                      mallory.introduce(of, "i am mallory"),
                      mallory.peers(of),
                      mallory.put(of, own, 0, "x"),
                      mallory.put(of, STEP, 0, "x"),
                      mallory.commit(of, STEP, "other"),
                      mallory.commit(of, own, "other", "piece"),
                      mallory.await(of, STEP, MUCH),
                      mallory.await(of, to, MUCH),
                      mallory.fetch(of, STEP, 0, 0),
                      mallory.release(of, STEP),
                      mallory.heartbeat(of),
                      mallory.abort(of, "because"),
                      mallory.finish(of))
                  .map(answer -> answer.refusal().orElse("an answer")))
          .containsOnly(
              "run " + of + " is not known here: it expired, or belongs to another aggregator");
    }
    assertThat(mailbox.audit()).hasSize(lines);
    assertThat(bureau.await(run, STEP, MUCH).reply().getSealedPieces(0).toStringUtf8())
        .isEqualTo("sealed");
  }

  @Test
  void whatIsSentToOneNoOtherPartyOfTheRunReads() {
    lender.put(run, STEP, 0, "sealed").reply();
    lender.commit(run, STEP, "manifest").reply();

    for (PlayedParty other : List.of(registry, lender)) {
      String name = other == lender ? "lender" : "registry";
      assertThat(other.await(run, STEP, MUCH).refusal())
          .contains(name + " may not receive as bureau");
      assertThat(other.fetch(run, STEP, 0, 0).refusal())
          .contains(name + " may not receive as bureau");
      assertThat(other.release(run, STEP).refusal()).contains(name + " may not receive as bureau");
    }
    assertThat(text(bureau.fetch(run, STEP, 0, 0))).isEqualTo("sealed");
  }

  @Test
  void nobodySendsInTheNameOfAnother() {
    assertThat(registry.put(run, STEP, 0, "forged").refusal())
        .contains("registry may not send as lender");
    assertThat(registry.commit(run, STEP, "forged").refusal())
        .contains("registry may not send as lender");
    assertThat(registry.commit(run, STEP, "forged", "piece").refusal())
        .contains("registry may not send as lender");
    assertThat(bureau.await(run, STEP, MUCH).reply().getSealedManifest().isEmpty()).isTrue();
    assertThat(mailbox.stored(run)).isEmpty();
  }

  @Test
  void nothingIsSentToOrAwaitedFromaPartyOfAnotherRun() {
    Step out = PlayedParty.step("sums", "lender", "mallory");
    Step in = PlayedParty.step("sums", "mallory", "lender");

    String none = "mallory is not a party of run " + run + ": check the job file's parties";
    assertThat(lender.put(run, out, 0, "x").refusal()).contains(none);
    assertThat(lender.commit(run, out, "x").refusal()).contains(none);
    assertThat(lender.await(run, in, 0).refusal()).contains(none);
    assertThat(lender.fetch(run, in, 0, 0).refusal()).contains(none);
  }

  @Test
  void aPieceIsNotSeenBeforeItsMessageIsCommitted() {
    lender.put(run, STEP, 0, "sealed").reply();

    assertThat(bureau.fetch(run, STEP, 0, 0).refusal())
        .get()
        .asString()
        .startsWith("lender: has not committed ");
    assertThat(bureau.await(run, STEP, MUCH).reply().getSealedPiecesCount()).isZero();
    bureau.release(run, STEP).reply();
    lender.commit(run, STEP, "manifest").reply();
    assertThat(text(bureau.fetch(run, STEP, 0, 0))).isEqualTo("sealed");
  }

  @Test
  void aCommittedMessageStaysAsItIs() {
    lender.put(run, STEP, 0, "sealed").reply();
    lender.commit(run, STEP, "manifest").reply();

    assertThat(lender.put(run, STEP, 0, "other").reply().getFirst()).isFalse();
    assertThat(lender.put(run, STEP, 1, "more").reply().getFirst()).isFalse();
    assertThat(lender.commit(run, STEP, "other").refusal())
        .get()
        .asString()
        .startsWith("lender: a different manifest was committed before at ");
    lender.commit(run, STEP, "manifest").reply();
    assertThat(bureau.await(run, STEP, 0).reply().getSealedManifest().toStringUtf8())
        .isEqualTo("manifest");
    assertThat(text(bureau.fetch(run, STEP, 0, 0))).isEqualTo("sealed");
    assertThat(bureau.fetch(run, STEP, 1, 0).refusal())
        .get()
        .asString()
        .contains("without this piece, or it was released");
    assertThat(mailbox.audit()).filteredOn(line -> line.contains("\"commit\"")).hasSize(1);
    assertThat(mailbox.traffic().commits()).isEqualTo(1);
  }

  @Test
  void whatWasReleasedIsGoneAndGivesItsRoomBack() {
    lender.put(run, STEP, 0, "sealed").reply();
    lender.commit(run, STEP, "manifest").reply();
    var stored = mailbox.sessions().shares().of(new PartyId("lender")).stored();
    assertThat(stored.bytes()).isEqualTo("sealed".length() + "manifest".length());
    assertThat(stored.files()).isEqualTo(2);

    bureau.release(run, STEP).reply();

    assertThat(stored.bytes()).isEqualTo("manifest".length());
    assertThat(stored.files()).isEqualTo(1);
    assertThat(mailbox.stored(run)).singleElement().asString().startsWith("m-");
    assertThat(lender.put(run, STEP, 0, "again").reply().getFirst()).isFalse();
    bureau.release(run, STEP).reply();
    assertThat(stored.files()).isEqualTo(1);
  }

  @Test
  void aLowerEpochIsOver() {
    lender.put(run, STEP.toBuilder().setEpoch(2).build(), 0, "new").reply();

    String over =
        "epoch 1 of run "
            + run
            + " is over, 2 is current: this process belongs to a driver that was restarted";
    Step old = STEP.toBuilder().setEpoch(1).build();
    assertThat(lender.put(run, old, 0, "old").refusal()).contains(over);
    assertThat(lender.commit(run, old, "old").refusal()).contains(over);
    assertThat(bureau.await(run, old, 0).refusal()).contains(over);
    assertThat(bureau.fetch(run, old, 0, 0).refusal()).contains(over);
    assertThat(lender.status("").reply().getRuns(0).getEpoch()).isEqualTo(2);
  }

  @Test
  void aPutThatAHigherEpochOvertakesLeavesNothing() {
    FuzzedAnswer<PutReply> slow = new FuzzedAnswer<>();
    var put = lender.begin(run, STEP, 0, slow);
    put.onNext(PlayedParty.frame(ByteString.copyFromUtf8("old")));
    bureau.await(run, STEP.toBuilder().setEpoch(1).build(), 0).reply();

    put.onNext(PlayedParty.end(3));

    assertThat(slow.refusal()).get().asString().startsWith("epoch 0 of run ");
    assertThat(mailbox.stored(run)).isEmpty();
  }

  private static String text(FuzzedAnswer<FetchFrame> frames) {
    assertThat(frames.refusal()).isEmpty();
    StringBuilder text = new StringBuilder();
    frames.replies().forEach(frame -> text.append(frame.getSealed().toStringUtf8()));
    return text.toString();
  }
}
