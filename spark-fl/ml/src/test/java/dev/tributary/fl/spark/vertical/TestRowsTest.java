package dev.tributary.fl.spark.vertical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Objective;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import org.junit.jupiter.api.Test;

class TestRowsTest {
  private static final RowOrder TWO_TRAIN = new RowOrder(2, 0, 3);

  private static void assertRefused(double[] labels, double[] weights, String message) {
    assertThatThrownBy(() -> TestRows.require(TWO_TRAIN, Objective.binary(), labels, weights))
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(ErrorCode.USER));
  }

  /** The join may take away the last of a class; a training would only find it in the end. */
  @Test
  void refusesRowsOfOneClassWhereRanksAreJudged() {
    assertRefused(
        new double[] {0, 1, 1, 1, 1},
        null,
        "all 3 common test rows have label 1, and AUC and KS need both classes");
    assertRefused(
        new double[] {0, 1, 1, 0, 1},
        new double[] {1, 1, 1, 0, 2},
        "all 3 common test rows that weigh anything have label 1");
  }

  @Test
  void refusesRowsThatWeighNothing() {
    assertRefused(
        new double[] {0, 1, 1, 0, 1},
        new double[] {1, 1, 0, 0, 0},
        "all 3 common test rows have weight 0, so that no model can be judged on them");
  }

  @Test
  void takesRowsThatTellModelsApart() {
    TestRows.require(TWO_TRAIN, Objective.binary(), new double[] {0, 0, 1, 0, 1}, null);
    TestRows.require(TWO_TRAIN, Objective.squaredError(), new double[] {0, 0, 7, 7, 7}, null);
    TestRows.require(new RowOrder(5, 0, 0), Objective.binary(), new double[5], null);
  }
}
