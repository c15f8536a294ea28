package dev.tributary.fl.vertical.nodesums.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.lattice.LatticePlan;
import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.SecurityEstimate;
import dev.tributary.crypto.lattice.SieveCost;
import dev.tributary.fl.training.NoiseUnit;
import dev.tributary.fl.vertical.nodesums.GradientBounds;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.protocol.linearmap.ChannelLease;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WinnersToldTest {
  @Test
  void aTreeOfDepthFiveDecidesThirtyOneSplitsUnderOneKey() {
    assertThat(WinnersTold.choices(MapPair.shape(300, 1, 50, 5), 32)).isEqualTo(31);
    assertThat(WinnersTold.choices(MapPair.shape(300, 1, 50, 3), 32)).isEqualTo(31);
    // 31 of the first 16 nodes, and 16 that follow from them by subtraction.
    assertThat(WinnersTold.choices(MapPair.shape(300, 1, 50, 6), 32)).isEqualTo(47);
    assertThat(WinnersTold.choices(MapPair.shape(300, 1, 50, 10), 8)).isEqualTo(56);
    assertThat(WinnersTold.bits(MapPair.shape(300, 1, 50, 5), 32_000, LatticeSet.Q32))
        .isCloseTo(31 * 14.966, within(0.01));
  }

  /**
   * Random trees through the ledger itself: no window's channels have a part in more choices, by
   * their own sums or by subtraction, than the bound says; of full trees some window's have.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 3, 32",
    "1, 5, 32",
    "1, 6, 32",
    "1, 8, 32",
    "1, 7, 8",
    "4, 5, 32",
    "3, 2, 32",
    "20, 4, 8"
  })
  void noWindowHasAPartInMoreChoices(int classes, int depth, int window) {
    TrainingShape shape = MapPair.shape(300, classes, 40, depth);
    LatticeSet set = window == 8 ? LatticeSet.Q32_NARROW : LatticeSet.Q32;
    assertThat(set.window()).isEqualTo(window);
    int bound = WinnersTold.choices(shape, window);
    int most = 0;
    for (double splits : new double[] {1, 0.9, 0.6, 0.3}) {
      most = Math.max(most, new Growth(shape, set, splits).mostChoicesOfAWindow());
    }
    assertThat(most).isLessThanOrEqualTo(bound);
    assertThat(most).isGreaterThan(bound / 2);
  }

  /** The planner leaves 131 bits after the winners of a whole tree; without that, far fewer. */
  @ParameterizedTest
  @CsvSource({"5, 3_100, 1536", "5, 32_000, 1536", "3, 300, 1536", "8, 32_000, 2048"})
  void plansStayAsSecureAfterTheWinnersOfAWindow(int depth, String candidates, int dimension) {
    int count = Integer.parseInt(candidates.replace("_", ""));
    TrainingShape shape = MapPair.shape(30_000, 1, 100, depth);
    GradientBounds bounds = new GradientBounds(1000, 1, 1000, 1, NoiseUnit.LARGEST);
    LatticePlan plan = PlanMessage.of(shape, count, SigmaOut.of(2), bounds).plan();
    assertThat(plan.set().dimension()).isEqualTo(dimension);
    double told = WinnersTold.bits(shape, count, plan.set());
    double left = SecurityEstimate.outer(plan.set(), told, SieveCost.BDGL16);
    System.out.printf(
        "depth %d, %d candidates, %s: %.0f bits told, 2^%.1f left (core-SVP 2^%.1f)%n",
        depth,
        count,
        plan.set(),
        told,
        left,
        SecurityEstimate.outer(plan.set(), told, SieveCost.CORE_SVP));
    assertThat(left).isGreaterThanOrEqualTo(SecurityEstimate.REQUIRED_BITS);
  }

  @Test
  void aRoundThatMayNotFitItsWindowStartsWithTheNext() {
    ChannelLedger ledger = new ChannelLedger(0, MapPair.shape(300, 1, 50, 5), LatticeSet.Q32);
    assertThat(ledger.take(0, 1)).containsExactly(new ChannelLease(0, 0, 2));
    assertThat(ledger.take(0, 1)).containsExactly(new ChannelLease(0, 2, 4));
    assertThat(ledger.take(1, 1)).containsExactly(new ChannelLease(0, 32, 34));
    ChannelLedger shallow = new ChannelLedger(0, MapPair.shape(300, 1, 50, 3), LatticeSet.Q32);
    shallow.take(0, 1);
    assertThat(shallow.take(1, 1)).containsExactly(new ChannelLease(0, 2, 4));
    shallow.take(1, 12);
    // 26 of 32 are taken, and a tree of depth 3 may need eight.
    assertThat(shallow.take(2, 1)).containsExactly(new ChannelLease(0, 32, 34));
  }

  @Test
  void theNextBatchIsAnnouncedWhereTheRestOfTheTrainingMayNeedIt() {
    ChannelLedger ledger = new ChannelLedger(0, MapPair.shape(300, 1, 5, 5), LatticeSet.Q32);
    ledger.take(0, 1);
    assertThat(ledger.mayNeedNext()).as("five trees of 32 channels").isTrue();
    ledger.take(1, 1);
    assertThat(ledger.mayNeedNext()).as("the fifth starts the next batch").isTrue();
    ChannelLedger four = new ChannelLedger(0, MapPair.shape(300, 1, 4, 5), LatticeSet.Q32);
    four.take(0, 1);
    assertThat(four.mayNeedNext()).isFalse();
    ChannelLedger shallow = new ChannelLedger(0, MapPair.shape(300, 1, 17, 3), LatticeSet.Q32);
    shallow.take(0, 1);
    assertThat(shallow.mayNeedNext()).as("17 trees of 8 channels").isTrue();
    ChannelLedger sixteen = new ChannelLedger(0, MapPair.shape(300, 1, 16, 3), LatticeSet.Q32);
    sixteen.take(0, 1);
    assertThat(sixteen.mayNeedNext()).as("16 trees of 8 channels").isFalse();
  }

  /** Grows trees at random and counts, by window, the choices that depend on its channels. */
  private static final class Growth {
    private final TrainingShape shape;
    private final LatticeSet set;
    private final double splits;
    private final Random random = new Random(3);
    private final Map<Integer, Integer> choices = new HashMap<>();

    Growth(TrainingShape shape, LatticeSet set, double splits) {
      this.shape = shape;
      this.set = set;
      this.splits = splits;
    }

    int mostChoicesOfAWindow() {
      ChannelLedger ledger = new ChannelLedger(0, shape, set);
      for (int round = 0; round < shape.rounds(); round++) {
        List<Set<Integer>> open = new ArrayList<>();
        List<Integer> windows = windows(ledger.take(round, shape.classes()));
        windows.forEach(window -> open.add(Set.of(window)));
        for (int level = 0; !open.isEmpty(); level++) {
          open.forEach(node -> node.forEach(window -> choices.merge(window, 1, Integer::sum)));
          List<Set<Integer>> parents = new ArrayList<>(open);
          parents.removeIf(node -> random.nextDouble() >= splits);
          open.clear();
          if (level + 1 < shape.depth() && !parents.isEmpty()) {
            windows = windows(ledger.take(round, parents.size()));
            for (int i = 0; i < parents.size(); i++) {
              Set<Integer> larger = new HashSet<>(parents.get(i));
              larger.add(windows.get(i));
              open.add(Set.of(windows.get(i)));
              open.add(larger);
            }
          }
        }
      }
      return Collections.max(choices.values());
    }

    /** The window of every node. */
    private List<Integer> windows(List<ChannelLease> leases) {
      List<Integer> windows = new ArrayList<>();
      for (ChannelLease lease : leases) {
        for (int channel = lease.first(); channel < lease.last(); channel += 2) {
          windows.add(lease.batch() * set.keys() + channel / set.window());
        }
      }
      return windows;
    }
  }
}
