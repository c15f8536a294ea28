package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.tree.SplitRule;
import dev.tributary.fl.tree.Tree;
import dev.tributary.fl.tree.TreeNode;
import dev.tributary.fl.vertical.nodesums.lattice.LatticeLinearMap;
import dev.tributary.fl.vertical.nodesums.lattice.SigmaOut;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Trees under the lattice cipher against the naive booster, which follows them: at every node the
 * chosen split gains as much as the best but for what the noise can move, so that where gains are
 * further apart the split is the plaintext one; leaf weights and scores are exact.
 */
class LatticeOracleTest {
  private static final RowOrder ROWS = new RowOrder(300, 40, 60);
  private static final TreeParameters PARAMETERS =
      TreeParameters.DEFAULTS.withTrees(3).withDepth(4).withLearningRate(0.3);

  /** Of tens of thousands of sums none is beyond seven standard deviations. */
  private static final double TAIL = 7;

  /** A round's noise may exceed the planned as sums and derivatives grow, and by rounding. */
  private static final double GROWTH = 3;

  /** Splits that gain what the best does: the best itself, or one that it ties with. */
  private int asGood;

  @ParameterizedTest
  @CsvSource({
    "binary, 1e-4",
    "binary, 0.02",
    "multiclass, 1e-4",
    "squared-error, 1e-4",
    "poisson, 1e-4"
  })
  void splitsAreTheBestUpToTheNoise(String objective, double sigmaOut) {
    Federation f = new Synthetic(41).federation(objective, ROWS, 4, 6);
    int nodes = assertFollowed(f, PARAMETERS, Objective.of(objective, 3), sigmaOut);
    if (sigmaOut < 1e-3) {
      assertThat(asGood).as("of %d splits", nodes).isGreaterThan(nodes * 9 / 10);
    }
  }

  @Test
  void samplingAndThreePartiesAreTheBestUpToTheNoise() {
    Federation f = new Synthetic(42).federation("binary", ROWS, 3, 6, 5);
    TreeParameters sampled = PARAMETERS.withSampling(0.6, 0.5, 9);
    int nodes = assertFollowed(f, sampled, Objective.binary(), 1e-4);
    assertThat(asGood).as("of %d splits", nodes).isGreaterThan(nodes * 9 / 10);
  }

  /** Batches that were made for rounds that never come are given up at both ends. */
  @Test
  void earlyStoppingKeepsTheBestRoundAndLeavesNoThread() throws InterruptedException {
    Federation f = new Synthetic(43).federation("binary", new RowOrder(300, 100, 20), 3, 5);
    f.map = () -> new LatticeLinearMap(SigmaOut.of(0.5));
    TreeParameters stopping =
        PARAMETERS.withTrees(60).withLearningRate(1).withEarlyStopping(2).withSampling(0.7, 1, 5);
    TrainingResult result = f.train(stopping, Objective.binary()).label();
    int best = 0;
    for (int round = 0; round < result.rounds().size(); round++) {
      double loss = result.rounds().get(round).validationLoss();
      best = loss < result.rounds().get(best).validationLoss() ? round : best;
    }
    assertThat(result.rounds()).hasSize(best + 3).hasSizeLessThan(60);
    assertThat(result.model().trees()).hasSize(best + 1);
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("lattice batches")) {
        thread.join(60_000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  private int assertFollowed(
      Federation f, TreeParameters parameters, Objective objective, double sigmaOut) {
    f.map = () -> new LatticeLinearMap(SigmaOut.of(sigmaOut));
    Federation.Outcome outcome = f.train(parameters, objective);
    List<Tree> trees = outcome.label().model().trees();
    List<NaiveBooster.Node> followed = trees.stream().map(t -> node(t, 0, outcome)).toList();
    double[] ones = new double[f.rows.rows()];
    Arrays.fill(ones, 1);
    double largest = objective.isClassification() ? 1 : largest(f, objective);
    double noise = TAIL * GROWTH * sigmaOut * largest;
    List<Table> tables = Stream.concat(Stream.of(f.own), f.others.stream()).toList();
    List<FeatureCuts> cuts = tables.stream().map(f::cuts).toList();
    NaiveBooster oracle =
        new NaiveBooster(parameters, objective, f.rows, f.labels, ones, tables, cuts);
    int[] splits = new int[1];
    oracle.follow(
        followed,
        (level, chosen, best) -> {
          // Siblings by subtraction add up the noise of the levels above.
          double sum = noise * Math.sqrt(level + 1);
          double moved =
              chosen.shift(parameters.lambda(), sum) + best.shift(parameters.lambda(), sum);
          assertThat(chosen.gain())
              .as("level %d, %s against %s", level, chosen, best)
              .isGreaterThanOrEqualTo(best.gain() - moved - 1e-6);
          splits[0] += chosen.equals(NaiveSplit.NONE) ? 0 : 1;
          asGood += chosen.gain() > 0 && best.gain() - chosen.gain() < 1e-9 ? 1 : 0;
        });
    for (int k = 0; k < objective.classes(); k++) {
      assertThat(outcome.label().rawScores()[k])
          .usingComparatorWithPrecision(1e-6)
          .containsExactly(oracle.scores[k]);
    }
    for (int t = 0; t < trees.size(); t++) {
      assertLeaves(trees.get(t), 0, oracle.trees.get(t));
    }
    return splits[0];
  }

  /** The largest first derivative: the unit of noise. */
  private static double largest(Federation f, Objective objective) {
    int n = f.rows.training();
    double[] ones = new double[f.rows.rows()];
    Arrays.fill(ones, 1);
    double[][] scores = {new double[f.rows.rows()]};
    Arrays.fill(scores[0], objective.baseScores(f.labels, ones, n)[0]);
    double[][] g = new double[1][n];
    double[][] h = new double[1][n];
    objective.derivatives(scores, f.labels, ones, n, g, h);
    return DoubleStream.concat(Arrays.stream(g[0]), Arrays.stream(h[0]))
        .map(Math::abs)
        .max()
        .orElseThrow();
  }

  private static void assertLeaves(Tree tree, int at, NaiveBooster.Node expected) {
    TreeNode node = tree.nodes().get(at);
    if (node.terminal()) {
      assertThat(node.weight()).isCloseTo(expected.weight, within(1e-6));
      return;
    }
    assertLeaves(tree, node.left(), expected.left);
    assertLeaves(tree, node.right(), expected.right);
  }

  private static NaiveBooster.Node node(Tree tree, int at, Federation.Outcome outcome) {
    TreeNode from = tree.nodes().get(at);
    NaiveBooster.Node node = new NaiveBooster.Node();
    if (!from.terminal()) {
      node.party = party(from);
      SplitRule rule = from.rule() != null ? from.rule() : rule(from, outcome);
      node.feature = rule.feature();
      node.threshold = rule.threshold();
      node.missingLeft = rule.missingLeft();
      node.left = node(tree, from.left(), outcome);
      node.right = node(tree, from.right(), outcome);
    }
    return node;
  }

  private static int party(TreeNode node) {
    return node.rule() != null ? 0 : Integer.parseInt(node.party().substring("bureau-".length()));
  }

  private static SplitRule rule(TreeNode node, Federation.Outcome outcome) {
    var splits = outcome.features().get(party(node) - 1).model().splits();
    return splits.stream().filter(s -> s.id() == node.split()).findFirst().orElseThrow().rule();
  }
}
