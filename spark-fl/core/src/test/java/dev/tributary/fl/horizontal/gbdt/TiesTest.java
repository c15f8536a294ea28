package dev.tributary.fl.horizontal.gbdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.fl.tree.TreeNode;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Equal gains go to the first column, equal losses to the first round, at every party alike. */
class TiesTest {
  private static final int ROWS = 90;

  private static BoostingFit fit(Objective objective, BoostingSettings settings, RowOf row) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      double[] one = row.at(i);
      rows.add(new double[] {one[0], one[1], one[2], 1, i % 3 == 2 ? 1 : 0});
    }
    RowRules rules = new RowRules(List.of("first", "second"), "y", "w", objective, 1);
    return HorizontalGbt.fit(
        new LocalRawRows(rules, List.of(rows)),
        PlainSum.alone(new PartyId("all")),
        settings,
        SamplingSecret.fresh(),
        Progress.silent());
  }

  private interface RowOf {
    /** Two features and the label. */
    double[] at(int row);
  }

  private static BoostingSettings settings(Objective objective, int trees, double gamma) {
    return BoostingSettings.of(objective)
        .with(trees, 1, 0.3)
        .with(new BoostingSettings.Splits(1, 0, gamma, 0))
        .with(new BoostingSettings.Binning(8, 1));
  }

  @Test
  void equalGainsAreTheFirstColumns() {
    Objective binary = Objective.binary();
    TreeNode root =
        fit(
                binary,
                settings(binary, 1, 0),
                row -> new double[] {row % 4 / 2, row % 4 / 2, row % 4 / 2})
            .model()
            .rounds()
            .get(0)
            .get(0)
            .nodes()
            .get(0);
    assertThat(root.rule().feature()).isEqualTo("first");
  }

  /** Thirds of the rows at 0, 1 and 2, of which the middle ones pull neither way. */
  @Test
  void ofEqualThresholdsTheFirstIsTaken() {
    Objective squares = Objective.squaredError();
    TreeNode root =
        fit(
                squares,
                settings(squares, 1, 0),
                row -> {
                  int third = row / 3 % 3;
                  return new double[] {third, 0, third - 1};
                })
            .model()
            .rounds()
            .get(0)
            .get(0)
            .nodes()
            .get(0);
    assertThat(root.rule().feature()).isEqualTo("first");
    assertThat(root.rule().threshold()).isBetween(0.0, 1.0 - 1e-9);
  }

  /** Nothing gains that much: every tree is a leaf of weight 0, and every loss that of the mean. */
  @Test
  void ofEqualLossesTheFirstRoundIsKept() {
    Objective squares = Objective.squaredError();
    BoostingFit fit =
        fit(
            squares,
            settings(squares, 10, 1e6).withEarlyStopping(3),
            row -> new double[] {row, 0, row / 3 % 2 == 0 ? 1 : -1});
    assertThat(fit.rounds()).hasSize(4);
    assertThat(fit.rounds())
        .allMatch(round -> round.validationLoss() == fit.rounds().get(0).validationLoss());
    assertThat(fit.model().rounds()).hasSize(1);
  }
}
