package dev.tributary.aggregator.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tributary.aggregator.quota.PartyLimits;
import dev.tributary.aggregator.quota.Stored;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.proto.AwaitReply;
import dev.tributary.transport.proto.RunStatus;
import dev.tributary.transport.proto.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of its runs an aggregator still knows when it was started again. */
class RestartTest {
  private static final List<String> BOTH = List.of("bureau", "lender");
  private static final Step STEP =
      PlayedParty.step("sums", "lender", "bureau").toBuilder().setEpoch(2).build();

  @TempDir private Path folder;
  private LocalMailbox mailbox;
  private PlayedParty lender;
  private PlayedParty bureau;

  @BeforeEach
  void start() {
    mailbox = new LocalMailbox(folder, PartyLimits.defaults());
    lender = mailbox.driver("lender");
    bureau = mailbox.driver("bureau");
  }

  @AfterEach
  void stop() {
    mailbox.close();
  }

  private void restart() {
    stop();
    start();
  }

  private RunStatus status() {
    return lender.status("").reply().getRuns(0);
  }

  @Test
  void aRunUnderWayGoesOnWithItsEpochItsMessagesAndItsTokens() {
    ByteString token = lender.open("spring", BOTH).reply().getToken();
    String run = bureau.open("spring", BOTH).reply().getRun();
    lender.introduce(run, "key 1").reply();
    bureau.introduce(run, "key 2").reply();
    lender.put(run, STEP, 0, "sealed").reply();
    lender.commit(run, STEP, "manifest").reply();

    restart();

    assertThat(status().getState()).isEqualTo("active");
    assertThat(status().getEpoch()).isEqualTo(2);
    AwaitReply read = bureau.await(run, STEP, 100).reply();
    assertThat(read.getSealedManifest().toStringUtf8()).isEqualTo("manifest");
    assertThat(read.getSealedPieces(0).toStringUtf8()).isEqualTo("sealed");
    assertThat(bureau.await(run, STEP.toBuilder().setEpoch(1).build(), 0).refusal()).isPresent();
    assertThat(mailbox.sessions().holder(token.toByteArray())).contains(new PartyId("lender"));
    assertThat(lender.executor(token).put(run, STEP, 0, "again").reply().getFirst()).isFalse();
    Stored stored = mailbox.sessions().shares().of(new PartyId("lender")).stored();
    assertThat(stored.bytes()).isEqualTo("sealedmanifest".length());
    lender.open("spring", BOTH).reply();
    assertThat(bureau.heartbeat(run).reply().getAborted()).as("by the same process").isFalse();
    lender.restarted().open("spring", BOTH).reply();
    assertThat(bureau.heartbeat(run).reply().getReason()).startsWith("lender was started again");
  }

  @Test
  void whoHadJoinedIsStillAwaitedByNobody() {
    String run = lender.open("spring", BOTH).reply().getRun();
    lender.introduce(run, "key 1").reply();

    restart();

    assertThat(bureau.open("spring", BOTH).reply().getRun()).isEqualTo(run);
    bureau.introduce(run, "key 2").reply();
    assertThat(lender.peers(run).reply().getIntroductionsMap())
        .containsEntry("lender", ByteString.copyFromUtf8("key 1"));
  }

  @Test
  void howARunEndedIsRemembered() {
    String aborted = PlayedParty.activate("spring", lender, bureau);
    bureau.abort(aborted, "tired").reply();
    String finished = PlayedParty.activate("autumn", lender, bureau);
    lender.finish(finished).reply();

    restart();

    assertThat(lender.peers(aborted).refusal()).contains("bureau gave up: tired");
    assertThat(lender.status("spring").reply().getRuns(0).getState()).isEqualTo("aborted");
    assertThat(bureau.finish(finished).reply().getUnfinishedList()).isEmpty();
    restart();
    assertThat(lender.status("autumn").reply().getRuns(0).getState()).isEqualTo("finished");
    assertThat(lender.peers(finished).refusal()).contains("run " + finished + " is finished");
  }

  @Test
  void whatWasNeverSavedIsDroppedAndSaidSo() throws IOException {
    String run = PlayedParty.activate("spring", lender, bureau);
    Path runs = folder.resolve("runs");
    Files.createDirectory(runs.resolve("empty-1"));
    Files.writeString(Files.createDirectory(runs.resolve("broken-1")).resolve("session"), "?");
    Files.writeString(runs.resolve("note"), "an operator's");

    restart();

    assertThat(runs.toFile().list()).containsExactlyInAnyOrder(run, "note");
    assertThat(mailbox.audit())
        .filteredOn(line -> line.contains("\"event\":\"dropped\""))
        .hasSize(2)
        .anyMatch(line -> line.contains("\"folder\":\"empty-1\""))
        .anyMatch(line -> line.contains("\"folder\":\"broken-1\""));
    assertThat(mailbox.sessions().all()).hasSize(1);
  }
}
