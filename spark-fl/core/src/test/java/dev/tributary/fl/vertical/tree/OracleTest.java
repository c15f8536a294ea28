package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.tree.SplitRule;
import dev.tributary.fl.tree.Tree;
import dev.tributary.fl.tree.TreeNode;
import dev.tributary.fl.vertical.tree.model.FeatureTreeModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The main correctness test: federated trees equal those of a naive centralised booster on the
 * joined table with the same fixed-point gradients: same splits, leaf weights and scores to 1e-6.
 */
class OracleTest {
  private static final RowOrder ROWS = new RowOrder(300, 40, 60);
  static final TreeParameters PARAMETERS =
      TreeParameters.DEFAULTS.withTrees(4).withDepth(4).withLearningRate(0.3);

  @ParameterizedTest
  @ValueSource(strings = {"binary", "multiclass", "squared-error", "poisson"})
  void plainTreesEqualTheCentralisedOnes(String objective) {
    Federation f = new Synthetic(11).federation(objective, ROWS, 4, 6);
    assertEqual(f, PARAMETERS, Objective.of(objective, 3));
  }

  @Test
  void threePartiesEqualTheCentralisedTrees() {
    Federation f = new Synthetic(12).federation("binary", ROWS, 3, 5, 4);
    assertEqual(f, PARAMETERS, Objective.binary());
  }

  @Test
  void labelPartyWithoutFeaturesEqualsTheCentralisedTrees() {
    Federation two = new Synthetic(13).federation("binary", ROWS, 3, 5);
    Federation f = new Federation(ROWS, two.labels, null, two.others);
    assertEqual(f, PARAMETERS, Objective.binary());
  }

  @Test
  void samplingOfRowsAndColumnsEqualsTheCentralisedTrees() {
    Federation f = new Synthetic(14).federation("multiclass", ROWS, 4, 9, 5);
    assertEqual(f, PARAMETERS.withSampling(0.6, 0.5, 99), Objective.multiclass(3));
  }

  @Test
  void regularisationAndWeightsEqualTheCentralisedTrees() {
    Federation f = new Synthetic(15).federation("squared-error", ROWS, 4, 6);
    Random random = new Random(15);
    f.weights = random.doubles(ROWS.rows(), 0.1, 3).toArray();
    assertEqual(f, PARAMETERS.withRegularization(2, 5, 0.5, 20), Objective.squaredError());
  }

  static void assertEqual(Federation f, TreeParameters parameters, Objective objective) {
    double[] weights = f.weights;
    if (weights == null) {
      weights = new double[f.rows.rows()];
      Arrays.fill(weights, 1);
    }
    List<Table> tables = Stream.concat(Stream.of(f.own), f.others.stream()).toList();
    List<FeatureCuts> cuts = tables.stream().map(f::cuts).toList();
    NaiveBooster oracle =
        new NaiveBooster(parameters, objective, f.rows, f.labels, weights, tables, cuts);
    f.monotone.forEach((name, direction) -> oracle.directions.put(name, direction.sign()));
    oracle.train();
    Federation.Outcome outcome = f.train(parameters, objective);

    List<Tree> trees = outcome.label().model().trees();
    assertThat(trees).hasSameSizeAs(oracle.trees);
    int splits = 0;
    for (int t = 0; t < trees.size(); t++) {
      splits += compare(trees.get(t), 0, oracle.trees.get(t), outcome, "tree " + t);
    }
    assertThat(splits).as("splits").isGreaterThan(parameters.trees());
    for (int k = 0; k < objective.classes(); k++) {
      assertThat(outcome.label().rawScores()[k])
          .usingComparatorWithPrecision(1e-6)
          .containsExactly(oracle.scores[k]);
    }
  }

  /** Compares from a node down; returns the number of splits. */
  private static int compare(
      Tree tree, int at, NaiveBooster.Node expected, Federation.Outcome outcome, String path) {
    TreeNode node = tree.nodes().get(at);
    assertThat(node.terminal()).as(path).isEqualTo(expected.left == null);
    if (node.terminal()) {
      assertThat(node.weight()).as(path).isCloseTo(expected.weight, within(1e-6));
      return 0;
    }
    SplitRule rule = node.rule();
    int party = 0;
    if (rule == null) {
      party = Integer.parseInt(node.party().substring("bureau-".length()));
      rule = find(outcome.features().get(party - 1).model(), node.split());
    }
    assertThat(party).as(path).isEqualTo(expected.party);
    assertThat(rule)
        .as(path)
        .isEqualTo(new SplitRule(expected.feature, expected.threshold, expected.missingLeft));
    return 1
        + compare(tree, node.left(), expected.left, outcome, path + "L")
        + compare(tree, node.right(), expected.right, outcome, path + "R");
  }

  static SplitRule find(FeatureTreeModel model, int split) {
    List<SplitRule> found = new ArrayList<>();
    model.splits().stream().filter(s -> s.id() == split).forEach(s -> found.add(s.rule()));
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
