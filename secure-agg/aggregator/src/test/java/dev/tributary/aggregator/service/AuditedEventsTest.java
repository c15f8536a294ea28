package dev.tributary.aggregator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.aggregator.quota.PartyLimits;
import dev.tributary.aggregator.session.SessionLimits;
import dev.tributary.transport.proto.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which lines the audit log has, of whom, and what it never has. */
class AuditedEventsTest {
  private static final List<String> BOTH = List.of("bureau", "lender");

  @TempDir private Path folder;
  private LocalMailbox mailbox;
  private PlayedParty lender;
  private PlayedParty bureau;

  @BeforeEach
  void open() {
    open(LocalMailbox.days(1));
  }

  private void open(Duration lease) {
    mailbox =
        new LocalMailbox(
            folder,
            new SessionLimits(
                PartyLimits.defaults(), Duration.ZERO, lease, LocalMailbox.days(1), 100));
    lender = mailbox.driver("lender");
    bureau = mailbox.driver("bureau");
  }

  @AfterEach
  void close() {
    mailbox.close();
  }

  private List<String> lines(String event) {
    return mailbox.audit().stream()
        .filter(line -> line.contains("\"event\":\"" + event + "\""))
        .toList();
  }

  private static String field(String key, String value) {
    return "\"" + key + "\":\"" + value + "\"";
  }

  @Test
  void aRunIsOpenedOnceAndJoinedByEach() {
    String run = PlayedParty.activate("spring", lender, bureau);

    assertThat(lines("open"))
        .singleElement()
        .asString()
        .contains(field("run", run), field("parties", "bureau lender"));
    assertThat(lines("join")).hasSize(2);
    assertThat(lines("join").get(0))
        .contains(field("run", run), field("party", "lender"), field("job", "ab".repeat(32)));
    assertThat(lines("join").get(1)).contains(field("run", run), field("party", "bureau"));
  }

  @Test
  void aMessageIsThereWithTheHashOfItsManifest() {
    String run = PlayedParty.activate("spring", lender, bureau);
    Step step = PlayedParty.step("sums", "lender", "bureau");
    lender.commit(run, step, "manifest").reply();
    lender.commit(run, step, "manifest").reply();

    assertThat(lines("commit"))
        .singleElement()
        .asString()
        .contains(
            field("step", run + "|0|0|sums|lender>bureau"),
            field("pieces", "1"),
            // SHA-256 of the word.
            field("manifest", "05b3abf2579a5eb66403cd78be557fd860633a1fe2103c7642030defe32c657f"));
  }

  @Test
  void whoEndsARunIsNamedOnceAndWhatItSaidIsNot() {
    String given = lender.open("spring", BOTH).reply().getRun();
    lender.abort(given, "a secret").reply();
    lender.abort(given, "another secret").reply();
    String cancelled = lender.open("autumn", BOTH).reply().getRun();
    bureau.cancel("autumn", "a third secret").reply();

    assertThat(lines("abort")).hasSize(2);
    assertThat(lines("abort").get(0)).contains(field("run", given), field("party", "lender"));
    assertThat(lines("abort").get(1)).contains(field("run", cancelled), field("party", "bureau"));
    assertThat(mailbox.audit()).noneMatch(line -> line.contains("secret"));
  }

  @Test
  void whoIsLostIsNamed() throws InterruptedException {
    close();
    open(Duration.ofMillis(1));
    String run = lender.open("spring", BOTH).reply().getRun();
    Thread.sleep(5);

    mailbox.sessions().sweep();

    assertThat(lines("lost"))
        .singleElement()
        .asString()
        .contains(field("run", run), field("party", "lender"));
  }

  @Test
  void whoHearsThatAllHaveFinishedIsNamed() {
    String run = PlayedParty.activate("spring", lender, bureau);
    lender.finish(run).reply();
    assertThat(lines("finish")).isEmpty();
    bureau.finish(run).reply();

    assertThat(lines("finish"))
        .singleElement()
        .asString()
        .contains(field("run", run), field("party", "bureau"));
  }

  /** Else any party of a run that is over could fill the disk. */
  @Test
  void whoAsksAgainAboutTheEndIsNamedOnce() {
    String run = PlayedParty.activate("spring", lender, bureau);
    lender.finish(run).reply();
    for (int call = 0; call < 10; call++) {
      assertThat(bureau.finish(run).reply().getUnfinishedList()).isEmpty();
      assertThat(lender.finish(run).reply().getUnfinishedList()).isEmpty();
    }

    assertThat(lines("finish"))
        .hasSize(2)
        .anyMatch(line -> line.contains(field("party", "bureau")))
        .anyMatch(line -> line.contains(field("party", "lender")));
  }
}
