package dev.tributary.fl.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.LocalShards;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.feature.BlockLayout;
import dev.tributary.fl.horizontal.gbdt.BoostedModel;
import dev.tributary.fl.horizontal.gbdt.BoostingFit;
import dev.tributary.fl.horizontal.gbdt.BoostingSettings;
import dev.tributary.fl.horizontal.gbdt.HorizontalGbt;
import dev.tributary.fl.horizontal.gbdt.LocalRawRows;
import dev.tributary.fl.horizontal.gbdt.RowRules;
import dev.tributary.fl.horizontal.stats.JointCuts;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.fl.vertical.tree.SharedData;
import dev.tributary.fl.vertical.tree.Table;
import dev.tributary.fl.vertical.tree.TrainingResult;
import dev.tributary.fl.vertical.tree.TreeParameters;
import dev.tributary.fl.vertical.tree.VerticalGbt;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Trees of parties with the same columns against those of the plaintext twin of vertical trees on
 * the pooled rows, with the same cuts and parameters: the same splits, and leaves but for the fixed
 * point, which the twin has for splits alone (24 bits) and horizontal trees for leaves too (about
 * 40).
 */
class PooledTwinTest {
  private static final PartyId ALL = new PartyId("all");
  private static final int TREES = 8;

  @Test
  void creditDefaults() {
    Table pooled =
        pooled(
            "default_credit_homo_guest.csv",
            "default_credit_homo_host_1.csv",
            "default_credit_homo_host_2.csv");
    assertSame(pooled, Objective.binary(), 24_000);
  }

  @Test
  void vehicles() {
    Table pooled = pooled("vehicle_scale_homo_guest.csv", "vehicle_scale_homo_host.csv");
    assertSame(pooled, Objective.multiclass(4), 846);
  }

  @Test
  void grades() {
    assertSame(
        pooled("student_homo_guest.csv", "student_homo_host.csv"), Objective.squaredError(), 316);
  }

  @Test
  void gradesAsCounts() {
    assertSame(pooled("student_homo_guest.csv", "student_homo_host.csv"), Objective.poisson(), 316);
  }

  private static Table pooled(String... files) {
    List<Table> tables = Stream.of(files).map(SharedData::read).toList();
    List<String> names = tables.get(0).names();
    double[][] columns =
        names.stream()
            .map(
                name ->
                    tables.stream().flatMapToDouble(t -> Arrays.stream(t.column(name))).toArray())
            .toArray(double[][]::new);
    return new Table(names, columns);
  }

  private static void assertSame(Table pooled, Objective objective, int rows) {
    double[] labels = pooled.column("y");
    Table features = pooled.without("id", "y");
    assertThat(features.rows()).isEqualTo(rows);
    BoostingSettings settings = BoostingSettings.of(objective).with(TREES, 5, 0.3);
    List<double[]> table = rows(features, labels);
    BoostingFit fit =
        HorizontalGbt.fit(
            raw(features, table, settings),
            PlainSum.alone(ALL),
            settings,
            SamplingSecret.fresh(),
            Progress.silent());
    TrainingResult twin = twin(features, labels, cuts(features, table, settings), objective);
    int splits = 0;
    List<Tree> own = fit.model().rounds().stream().flatMap(List::stream).toList();
    List<Tree> due = twin.model().trees();
    assertThat(own).hasSameSizeAs(due);
    for (int t = 0; t < own.size(); t++) {
      splits += compare(own.get(t), due.get(t), t);
    }
    System.out.printf("%s: %d trees, %d splits alike%n", objective.name(), own.size(), splits);
    assertThat(splits).isGreaterThan(10 * TREES);
    checkBase(fit.model(), twin);
  }

  private static void checkBase(BoostedModel model, TrainingResult twin) {
    for (int k = 0; k < model.classes(); k++) {
      assertThat(model.baseScores().get(k))
          .isCloseTo(twin.model().baseScores().get(k), within(1e-12));
    }
  }

  private static int compare(Tree own, Tree due, int tree) {
    assertThat(own.nodes()).as("tree %d", tree).hasSameSizeAs(due.nodes());
    int splits = 0;
    for (int i = 0; i < own.nodes().size(); i++) {
      TreeNode node = own.nodes().get(i);
      TreeNode other = due.nodes().get(i);
      assertThat(node.rule()).as("tree %d, node %d", tree, i).isEqualTo(other.rule());
      if (node.terminal()) {
        assertThat(node.weight())
            .as("tree %d, node %d", tree, i)
            .isCloseTo(other.weight(), within(1e-8));
      } else {
        splits++;
      }
    }
    return splits;
  }

  private static List<double[]> rows(Table features, double[] labels) {
    List<double[]> rows = new ArrayList<>();
    for (int r = 0; r < labels.length; r++) {
      double[] row = new double[features.names().size() + 3];
      for (int c = 0; c < features.names().size(); c++) {
        row[c] = features.columns()[c][r];
      }
      row[row.length - 3] = labels[r];
      row[row.length - 2] = 1;
      rows.add(row);
    }
    return rows;
  }

  private static LocalRawRows raw(Table features, List<double[]> rows, BoostingSettings settings) {
    return new LocalRawRows(
        new RowRules(features.names(), "y", "", settings.objective(), 1), List.of(rows));
  }

  private static FeatureCuts cuts(Table features, List<double[]> rows, BoostingSettings settings) {
    return JointCuts.of(
            PlainSum.alone(ALL),
            raw(features, rows, settings).training(),
            features.names(),
            2,
            settings.binning().bins(),
            settings.binning().minSideCount())
        .cuts();
  }

  private static TrainingResult twin(
      Table features, double[] labels, FeatureCuts cuts, Objective objective) {
    return VerticalGbt.trainSolo(
        ALL,
        TreeParameters.DEFAULTS.withTrees(TREES).withLearningRate(0.3),
        objective,
        new RowOrder(labels.length, 0, 0),
        labels,
        null,
        cuts,
        new LocalShards<>(
            BlockLayout.natural(cuts.features(), 3).bin(cuts, features.columns()), null, 1),
        Progress.silent());
  }
}
