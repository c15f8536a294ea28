package dev.tributary.aggregator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.aggregator.quota.PartyLimits;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.proto.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is the aggregator's own fault: its operator reads how, its callers that. */
class OwnFailuresTest {
  private static final Step STEP = PlayedParty.step("sums", "lender", "bureau");

  @TempDir private Path folder;
  private LocalMailbox mailbox;
  private PlayedParty lender;
  private String run;

  @BeforeEach
  void open() {
    mailbox = new LocalMailbox(folder, PartyLimits.defaults());
    lender = mailbox.driver("lender");
    run = PlayedParty.activate("spring", lender, mailbox.driver("bureau"));
  }

  @AfterEach
  void close() {
    mailbox.close();
  }

  @Test
  void aDiskThatFailsIsTheOperatorsToMend() throws IOException {
    Path messages = folder.resolve("runs").resolve(run);
    Files.delete(messages.resolve("session"));
    Files.delete(messages);

    assertThat(lender.put(run, STEP, 0, "sealed").refusal())
        .contains("the aggregator's storage failed: ask its operator for its log");
    assertThat(mailbox.log())
        .startsWith("tributary aggregator: the aggregator's disk failed: ")
        .contains(run);
    assertThat(mailbox.traffic().refusals()).isEqualTo(1);
    assertThat(mailbox.sessions().shares().of(new PartyId("lender")).stored().files()).isZero();
  }

  @Test
  void aDefectIsTheOperatorsToReport() {
    mailbox.close();

    assertThat(lender.commit(run, STEP, "manifest").refusal())
        .contains("the aggregator failed: ask its operator for its log");
    assertThat(mailbox.log())
        .startsWith("tributary aggregator: the aggregator failed: ")
        .contains("the audit log cannot be written");
  }

  @Test
  void whatACallerDidWrongIsNotTheOperatorsToRead() {
    assertThat(lender.put(run, STEP, -1, "x").refusal()).isPresent();
    assertThat(mailbox.driver("bureau").commit(run, STEP, "forged").refusal()).isPresent();

    assertThat(mailbox.log()).isEmpty();
  }

  @Test
  void aFloodOfFailuresIsALineASecond() throws InterruptedException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    OperatorLog log = new OperatorLog(new PrintStream(written, true, StandardCharsets.UTF_8));
    for (int i = 0; i < 4; i++) {
      log.failed(new IllegalStateException("number " + i + "\n" + "x".repeat(2000)));
    }
    Thread.sleep(1_100);
    log.failed(new IllegalStateException("later"));

    assertThat(written.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith("tributary aggregator: number 0 xxx")
                    .hasSize("tributary aggregator: ...".length() + 1000),
            second ->
                assertThat(second).isEqualTo("tributary aggregator: later (and 3 more before)"));
  }
}
