package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.tree.TreeNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Equal gains go to own features, then to the first party; equal losses to the first round. */
class TiesTest {
  private static final RowOrder ROWS = new RowOrder(40, 20, 0);
  private static final TreeParameters STUMPS = TreeParameters.DEFAULTS.withTrees(1).withDepth(1);

  @Test
  void equalGainsAreTheLabelPartys() {
    TreeNode root = root(column());
    assertThat(root.party()).isNull();
    assertThat(root.rule().feature()).isEqualTo("x");
  }

  @Test
  void amongPartnersEqualGainsAreTheFirstPartys() {
    assertThat(root(null).party()).isEqualTo("bureau-1");
  }

  @Test
  void ofEqualLossesTheFirstRoundIsKept() {
    double[] labels = new double[ROWS.rows()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = row % 2 == 0 ? 1 : -1;
    }
    Federation f = new Federation(ROWS, labels, null, List.of(column()));
    // Nothing gains that much: every tree is a leaf of weight 0 and every loss that of the mean.
    TreeParameters idle =
        TreeParameters.DEFAULTS
            .withTrees(10)
            .withRegularization(0.1, 0, 1e6, 0)
            .withEarlyStopping(3);
    TrainingResult result = f.train(idle, Objective.squaredError()).label();
    assertThat(result.rounds()).hasSize(4).allMatch(r -> r.validationLoss() == 1);
    assertThat(result.model().rounds()).hasSize(1);
  }

  private static TreeNode root(Table own) {
    Table column = column();
    double[] labels = column.columns()[0].clone();
    Federation f = new Federation(ROWS, labels, own, List.of(column, column));
    return f.train(STUMPS, Objective.binary()).label().model().trees().get(0).nodes().get(0);
  }

  private static Table column() {
    double[] column = new double[ROWS.rows()];
    for (int row = 0; row < column.length; row++) {
      column[row] = row % 3 == 0 ? 1 : 0;
    }
    return new Table(List.of("x"), new double[][] {column});
  }
}
