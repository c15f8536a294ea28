package dev.tributary.fl.horizontal.gbdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.training.Objective;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoostingCostTest {
  /**
   * Two levels of three bins and a missing one, and what a node has in all: 2 x 3 x (1 + 2 x 4).
   */
  @Test
  void countsNodesThatAreSummed() {
    BoostingCost cost = new BoostingCost(2, 3, 2, 1);
    assertThat(cost.wordsOfRound()).isEqualTo(2 * 27 + 16);
    assertThat(cost.sumsOfRound()).isEqualTo(3);
    assertThat(new BoostingCost(2, 3, 4, 3).wordsOfRound()).isEqualTo(3 * 8 * 27 + 16);
    // 2^21 words hold 26 nodes of 78,003; six levels have 1, 1, 2, 4, 8, 16. Two more are summed
    // in pieces, both siblings of a pair, where 2^23 words hold 107 nodes: 64 and 128.
    assertThat(new BoostingCost(1000, 25, 8, 1).wordsOfLevel()).isEqualTo(64 * 78_003L);
    assertThat(new BoostingCost(1000, 25, 8, 1).sumsOfRound()).isEqualTo(6 + 1 + 2 + 1);
    assertThat(new BoostingCost(1000, 25, 8, 1).wordsOfRound() - 32 * 78_003L - 16)
        .isBetween(192 * 78_000L, 192 * 78_100L);
  }

  @Test
  void aTrainingTakesNoMore() {
    for (Objective objective : List.of(Objective.binary(), Objective.multiclass(3))) {
      BoostingSettings settings = BoostingSettings.of(objective).with(4, 4, 0.3);
      BoostingFit fit = BoostingParties.alone(BoostingParties.people(800, objective, 5), settings);
      BoostingCost cost = new BoostingCost(6, 32, 4, objective.classes());
      assertThat((long) fit.sums()).isBetween(14L, cost.sumsBefore() + 4L * cost.sumsOfRound());
      assertThat(fit.words()).isBetween(10_000L, cost.wordsBefore() + 4 * cost.wordsOfRound());
    }
  }
}
