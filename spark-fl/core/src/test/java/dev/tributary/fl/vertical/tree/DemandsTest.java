package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.GivenBitmaps;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.tree.MaliciousLabelParty.Next;
import dev.tributary.fl.vertical.tree.MaliciousLabelParty.Outcome;
import dev.tributary.fl.vertical.tree.message.RoundMessage.SplitUse;
import dev.tributary.fl.vertical.tree.message.SetupMessage;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a label party can ask of a feature party is bound by the job and by the nodes it tells. */
class DemandsTest {
  private static final RowOrder ROWS = new RowOrder(60, 0, 4);
  private static final TreeParameters PARAMETERS =
      TreeParameters.DEFAULTS.withTrees(2).withDepth(3);

  /** 32,000 candidates are the whole binned matrix of a thousand columns. */
  @Test
  void aWholeMatrixInFourRoundsFailsAtItsFirstDemand() {
    Federation f = new Synthetic(51).federation("binary", new RowOrder(200, 0, 0), 1, 1720);
    f.timeout = Duration.ofSeconds(20);
    Outcome outcome =
        MaliciousLabelParty.attack(
            f,
            PARAMETERS.withTrees(50).withDepth(5),
            1,
            label -> {
              assertThat(label.open(label.honest()).total()).isGreaterThan(32_000);
              for (int round = 0; round < 4; round++) {
                label.announce(round);
                label.sums(0, 1);
                int first = 8000 * round;
                label.choose(round, 0, Next.ROUND, IntStream.range(first, first + 8000).toArray());
              }
            });
    assertRefused(outcome, "tree/level-0/choices");
    assertThat(outcome.stolen()).isZero();
  }

  @Test
  void aLevelGivesAsManySplitsAsItHasNodes() {
    assertRefused(attack(1, label -> level(label, 0, 1, 0, 1)), "0 to 1");
    assertRefused(attack(3, label -> level(label, 0, 3, 0, 1, 2, 3)), "0 to 3");
    assertRefused(
        attack(
            1,
            label -> {
              level(label, 0, 1, 0);
              level(label, 1, 1, 1, 2, 3);
            }),
        "0 to 2");
    // Of two trees that have a root only one was split, so the level has two nodes, not four.
    assertRefused(
        attack(
            2,
            label -> {
              level(label, 0, 2, 0);
              level(label, 1, 1, 1, 2, 3);
            }),
        "0 to 2");
  }

  @Test
  void sumsAreForNodesThatTheLevelBeforeCanHaveMade() {
    assertRefused(attack(1, label -> level(label, 0, 2)), "1 to 1");
    assertRefused(
        attack(
            2,
            label -> {
              level(label, 0, 1, 0);
              level(label, 1, 2);
            }),
        "asked in round 1 for sums of 2 nodes at level 1, where at most 1 have any");
    assertRefused(
        attack(
            3,
            label -> {
              level(label, 0, 3, 0, 1, 2);
              level(label, 1, 2);
            }),
        "chose 3 splits in round 1 and asks for sums of only 2 nodes at level 1");
  }

  @Test
  void aSplitThatIsChosenMustBeGrownOn() {
    assertRefused(
        attack(
            1,
            label -> {
              label.sums(0, 1);
              label.choose(0, 0, Next.ROUND, 0);
            }),
        "chose splits in round 1 at level 0 and ends there");
  }

  @Test
  void levelsEndAtTheDepthOfTheJob() {
    assertRefused(
        attack(
            1,
            label -> {
              level(label, 0, 1, 0);
              level(label, 1, 1, 1, 2);
              level(label, 2, 2, 3);
            }),
        "asked in round 1 for level 4 of trees of depth 3");
  }

  @Test
  void roundsEndWhereTheJobSays() {
    Outcome outcome =
        attack(
            1,
            label -> {
              label.sums(0, 1);
              label.choose(0, 0, Next.ROUND);
              label.announce(1);
              label.sums(0, 1);
              label.choose(1, 0, Next.ROUND);
              label.announce(2);
            });
    assertRefused(outcome, "announced round 3 of 2");
  }

  @Test
  void onlyActiveCandidatesAreGivenEachOnceALevel() {
    TreeParameters sampled = PARAMETERS.withSampling(1, 0.5, 3);
    Outcome outcome =
        attack(
            sampled,
            1,
            label -> {
              label.open(label.honest());
              CandidateSet active = label.announce(0);
              label.sums(0, 1);
              int idle =
                  IntStream.range(0, active.candidates())
                      .filter(id -> !active.contains(id))
                      .findFirst()
                      .orElseThrow();
              label.choose(0, 0, Next.LEVEL, idle);
            });
    assertRefused(outcome, "candidates must be active");
    assertRefused(attack(2, label -> level(label, 0, 2, 4, 4)), "ascending");
  }

  /** The most that a label party can take, and what the feature party says of it. */
  @Test
  void theTreesOfTheJobAreTheBudgetAndTheOwnerCounts() {
    Outcome outcome =
        MaliciousLabelParty.attack(
            federation(),
            PARAMETERS.withDepth(2),
            1,
            label -> {
              label.open(label.honest());
              for (int round = 0; round < 2; round++) {
                label.announce(round);
                label.sums(0, 1);
                label.choose(round, 0, Next.LEVEL, 3 * round);
                label.sums(1, 1);
                label.choose(round, 1, Next.ROUND, 3 * round + 1, 3 * round + 2);
              }
              label.end(2, new SplitUse(4, 1, 0.5, 3));
            });
    assertThat(outcome.result().bitmaps().given()).isEqualTo(6).isEqualTo(outcome.stolen());
    assertThat(outcome.result().bitmaps().kept()).isEqualTo(1);
    assertThat(outcome.result().bitmaps().candidates()).isGreaterThan(6);
    assertThat(outcome.result().model().splits()).hasSize(1);
  }

  /** Whoever ends a run after it has what it wants is not told of less. */
  @Test
  void theOwnerCountsAlsoWhereTheTrainingFails() {
    Federation f = federation();
    List<GivenBitmaps> given = Collections.synchronizedList(new ArrayList<>());
    f.given = given::add;
    Outcome outcome =
        MaliciousLabelParty.attack(
            f,
            PARAMETERS,
            1,
            label -> {
              label.open(label.honest());
              label.announce(0);
              level(label, 0, 1, 0);
              level(label, 1, 1, 1, 2);
              level(label, 2, 3);
            });
    assertThat(outcome.failure()).hasMessageContaining("lender");
    assertThat(outcome.stolen()).isEqualTo(3);
    assertThat(given).singleElement().satisfies(all -> assertThat(all.given()).isEqualTo(3));
  }

  @Test
  void aCandidateThatIsChosenAgainIsCountedOnce() {
    Outcome outcome =
        attack(
            1,
            label -> {
              for (int round = 0; round < 2; round++) {
                if (round > 0) {
                  label.announce(round);
                }
                label.sums(0, 1);
                label.choose(round, 0, Next.LEVEL, 5);
                label.sums(1, 1);
                label.choose(round, 1, Next.ROUND);
              }
              label.end(2);
            });
    assertThat(outcome.result().bitmaps().given()).isEqualTo(1);
    assertThat(outcome.stolen()).isEqualTo(2);
  }

  @Test
  void whatSplitsWereWorthFitsWhatWasGiven() {
    assertRefused(ending(new SplitUse(1, 1, 1, 1)), "0 to 0");
    assertRefused(ending(new SplitUse(0, 8, 1, 1)), "1 to 7");
    assertRefused(ending(new SplitUse(0, 1, -1, 1)), "gain and cover");
    assertRefused(ending(new SplitUse(0, 1, 1, -1)), "gain and cover");
    assertThat(ending(new SplitUse(0, 7, 0, 0)).result().bitmaps().kept()).isEqualTo(1);
  }

  private static Outcome ending(SplitUse use) {
    return attack(
        1,
        label -> {
          level(label, 0, 1, 0);
          label.sums(1, 1);
          label.choose(0, 1, Next.ROUND);
          label.end(1, use);
        });
  }

  static Stream<UnaryOperator<SetupMessage>> otherJobs() {
    return Stream.of(
        s -> new SetupMessage("paillier-1", s.rows(), s.classes(), s.parameters()),
        s -> new SetupMessage(s.suite(), new RowOrder(59, 1, 4), 1, s.parameters()),
        s -> new SetupMessage(s.suite(), s.rows(), 2, s.parameters()),
        s -> new SetupMessage(s.suite(), s.rows(), 1, s.parameters().withTrees(3)),
        s -> new SetupMessage(s.suite(), s.rows(), 1, s.parameters().withDepth(4)),
        s -> new SetupMessage(s.suite(), s.rows(), 1, s.parameters().withEarlyStopping(1)),
        s -> new SetupMessage(s.suite(), s.rows(), 1, s.parameters().withScalePosWeight(2)),
        s -> new SetupMessage(s.suite(), s.rows(), 1, s.parameters().withSampling(1, 0.5, 7)));
  }

  @ParameterizedTest
  @MethodSource
  void otherJobs(UnaryOperator<SetupMessage> other) {
    Outcome outcome = attack(PARAMETERS, 1, label -> label.open(other.apply(label.honest())));
    assertRefused(outcome, "all parties must run the same job and release");
  }

  /** An attack within the first round of a training that begins as it should. */
  private static Outcome attack(int classes, Consumer<MaliciousLabelParty> attack) {
    return attack(
        PARAMETERS,
        classes,
        label -> {
          label.open(label.honest());
          label.announce(0);
          attack.accept(label);
        });
  }

  private static Outcome attack(
      TreeParameters parameters, int classes, Consumer<MaliciousLabelParty> attack) {
    return MaliciousLabelParty.attack(federation(), parameters, classes, attack);
  }

  private static void level(MaliciousLabelParty label, int level, int nodes, int... candidates) {
    label.sums(level, nodes);
    label.choose(0, level, Next.LEVEL, candidates);
  }

  private static Federation federation() {
    Federation f = new Synthetic(52).federation("binary", ROWS, 1, 4);
    f.bins = 6;
    f.blocks = 2;
    f.timeout = Duration.ofSeconds(20);
    return f;
  }

  private static void assertRefused(Outcome outcome, String what) {
    assertThat(outcome.failure()).hasMessageContaining("lender").hasMessageContaining(what);
    assertThat(FederationException.codeOf(outcome.failure())).isEqualTo(ErrorCode.PEER);
  }
}
