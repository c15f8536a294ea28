package dev.tributary.aggregator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.aggregator.quota.Limits;
import dev.tributary.aggregator.session.Deserted;
import dev.tributary.aggregator.session.SessionLimits;
import dev.tributary.transport.proto.RunStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that a certified stranger opens under the names of others, and runs without end. */
class PlantedRunsTest {
  private static final Duration LEASE = Duration.ofMillis(200);
  private static final List<String> BOTH = List.of("bureau", "lender");
  private static final List<String> PLANTED = List.of("bureau", "lender", "mallory");
  private static final int RUNS = 4;
  private static final int REMEMBERED = 3;

  @TempDir private Path folder;
  private LocalMailbox mailbox;
  private PlayedParty lender;
  private PlayedParty bureau;
  private PlayedParty mallory;

  @BeforeEach
  void open() {
    open(LEASE, 10);
  }

  private void open(Duration lease, int maxRuns) {
    mailbox =
        new LocalMailbox(
            folder,
            new SessionLimits(
                Limits.of().runs(RUNS).remembered(REMEMBERED).build(),
                Duration.ZERO,
                lease,
                Duration.ofDays(1),
                maxRuns));
    lender = mailbox.driver("lender");
    bureau = mailbox.driver("bureau");
    mallory = mailbox.driver("mallory");
  }

  @AfterEach
  void close() {
    mailbox.close();
  }

  @Test
  void aPlantedRunNeitherBlocksNorEndsNorTakesTheHonestOneOfItsName() {
    String planted = mallory.open("spring", PLANTED).reply().getRun();

    String run = PlayedParty.activate("spring", lender, bureau);

    assertThat(run).isNotEqualTo(planted);
    assertThat(mallory.status("").reply().getRunsList())
        .singleElement()
        .satisfies(
            seen -> {
              assertThat(seen.getRun()).isEqualTo(planted);
              assertThat(seen.getState()).isEqualTo("joining");
            });
    assertThat(mallory.cancel("spring", "mine").refusal()).isEmpty();
    assertThat(lender.heartbeat(run).reply().getAborted()).isFalse();
  }

  /** An empty set of joined parties is part of every set: the planted run has nobody in it. */
  @Test
  void aPlantedRunThatItsOwnerLeftStopsNobody() {
    mallory.open("spring", PLANTED).reply();
    mailbox.sessions().all().forEach(Deserted::desert);

    assertThat(lender.open("spring", BOTH).refusal()).isEmpty();
  }

  @Test
  void aRunThatEverybodyLeftIsForgottenAtOnce() throws InterruptedException {
    mallory.open("spring", PLANTED).reply();
    Thread.sleep(2 * LEASE.toMillis());

    mailbox.sessions().sweep();

    assertThat(mailbox.sessions().all()).isEmpty();
    assertThat(folder.resolve("runs").toFile().list()).isEmpty();
  }

  @Test
  void whoeverIsNamedByAPlantedRunMayEndIt() {
    String planted = mallory.open("spring", PLANTED).reply().getRun();

    lender.cancel("spring", "not ours").reply();

    assertThat(mallory.peers(planted).refusal()).contains("lender cancelled the run: not ours");
  }

  @Test
  void aPlantedRunThatIsOverIsNotShownToThoseWhomItNamed() {
    String planted = mallory.open("spring", PLANTED).reply().getRun();
    assertThat(runs(lender)).containsExactly(planted);
    mallory.abort(planted, "have you seen this?").reply();

    assertThat(runs(lender)).isEmpty();
    assertThat(runs(mallory)).containsExactly(planted);
    assertThat(lender.cancel("spring", "x").refusal())
        .contains("lender has no run 'spring' under way");
  }

  @Test
  void aPartyHasItsShareOfRunsAndNoMore() {
    for (int i = 0; i < RUNS; i++) {
      mallory.open("planted-" + i, PLANTED).reply();
    }

    assertThat(mallory.open("one-more", PLANTED).refusal())
        .contains(
            "mallory is in 4 runs under way, as many as one party may: let one end (`tributary"
                + " status` shows them), or raise per-party.runs at the aggregator");
    assertThat(mallory.open("planted-0", PLANTED).refusal()).as("its own again").isEmpty();
    lender.open("planted-0", PLANTED).reply();
    lender.open("spring", BOTH).reply();
    bureau.open("spring", BOTH).reply();
    mallory.cancel("planted-1", "room").reply();
    mallory.open("one-more", PLANTED).reply();
  }

  @Test
  void joiningARunOfOthersCountsToo() {
    for (int i = 0; i < RUNS; i++) {
      lender.open("mine-" + i, BOTH).reply();
    }
    bureau.open("yours", BOTH).reply();

    assertThat(lender.open("yours", BOTH).refusal())
        .get()
        .asString()
        .startsWith("lender is in 4 runs under way");
  }

  @Test
  void theAggregatorHasRoomForItsRunsAndNoMore() {
    close();
    open(Duration.ofDays(1), 2);
    lender.open("first", BOTH).reply();
    bureau.open("second", BOTH).reply();

    assertThat(bureau.open("third", BOTH).refusal())
        .contains("the aggregator serves 2 runs already: wait, or raise max-runs there");
    bureau.open("first", BOTH).reply();
    lender.cancel("first", "room").reply();
    bureau.open("third", BOTH).reply();
  }

  @Test
  void runsOfOneThatOpensAndGivesUpWithoutEndAreForgotten() {
    String kept = PlayedParty.activate("spring", lender, mallory);
    lender.abort(kept, "a real end").reply();
    for (int i = 0; i < 20; i++) {
      mallory.abort(mallory.open("planted-" + i, PLANTED).reply().getRun(), "next").reply();
      assertThat(mailbox.sessions().all()).hasSizeLessThanOrEqualTo(REMEMBERED + 2);
    }
    mailbox.sessions().sweep();

    assertThat(mallory.status("").reply().getRunsList())
        .extracting(RunStatus::getName)
        .containsExactly("spring", "planted-17", "planted-18", "planted-19");
    assertThat(runs(lender)).as("not forgotten by the other's doing").containsExactly(kept);
    assertThat(folder.resolve("runs").toFile().list()).hasSize(REMEMBERED + 1);
  }

  @Test
  void runsUnderWayDoNotMakeThoseThatAreOverForgotten() {
    lender.abort(lender.open("over", BOTH).reply().getRun(), "a real end").reply();
    for (int i = 0; i < REMEMBERED; i++) {
      lender.open("under-way-" + i, BOTH).reply();
    }

    mailbox.sessions().sweep();

    assertThat(lender.status("over").reply().getRunsList()).hasSize(1);
  }

  private static List<String> runs(PlayedParty party) {
    return party.status("").reply().getRunsList().stream().map(RunStatus::getRun).toList();
  }
}
