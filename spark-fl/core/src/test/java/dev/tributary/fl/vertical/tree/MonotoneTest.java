package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.LocalCompute;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Direction;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.PlainLinearMap;
import dev.tributary.fl.vertical.nodesums.lattice.LatticeLinearMap;
import dev.tributary.fl.vertical.nodesums.lattice.SigmaOut;
import dev.tributary.fl.vertical.tree.message.DirectionsMessage;
import dev.tributary.fl.vertical.tree.message.Steps;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a monotone feature of any party predictions move one way only, whatever the data say. */
class MonotoneTest {
  private static final RowOrder ROWS = Wavy.ROWS;
  private static final TreeParameters PARAMETERS =
      TreeParameters.DEFAULTS.withTrees(6).withDepth(4).withLearningRate(0.3);

  @ParameterizedTest
  @ValueSource(strings = {"binary", "squared-error", "poisson"})
  void treesEqualTheCentralisedOnes(String objective) {
    Federation f = new Synthetic(51).federation(objective, ROWS, 4, 6, 3);
    f.monotone =
        Map.of(
            "p0x0", Direction.INCREASING,
            "p0x2", Direction.DECREASING,
            "p1x0", Direction.DECREASING,
            "p1x1", Direction.INCREASING,
            "p1x2", Direction.INCREASING,
            "p2x0", Direction.INCREASING);
    OracleTest.assertEqual(f, PARAMETERS, Objective.of(objective, 3));
    OracleTest.assertEqual(
        f, PARAMETERS.withRegularization(2, 1, 0.1, 1), Objective.of(objective, 3));
  }

  @Test
  void samplingAndWeightsEqualTheCentralisedTrees() {
    Federation f = Wavy.federation("squared-error");
    f.weights = new Random(52).doubles(ROWS.rows(), 0.1, 3).toArray();
    OracleTest.assertEqual(
        f, PARAMETERS.withTrees(12).withSampling(0.7, 0.6, 5), Objective.squaredError());
  }

  @ParameterizedTest
  @CsvSource({"squared-error, 0", "squared-error, 6", "binary, 0", "binary, 3", "poisson, 0"})
  void predictionsFollowTheDirectionOnDataThatDoNot(String objective, double sigmaOut) {
    Federation f = Wavy.federation(objective);
    f.map =
        () -> sigmaOut == 0 ? new PlainLinearMap() : new LatticeLinearMap(SigmaOut.of(sigmaOut));
    TreeParameters parameters = PARAMETERS.withTrees(sigmaOut == 0 ? 25 : 12);
    Federation.Outcome bound = f.train(parameters, Objective.of(objective, 1));
    Map<String, Direction> directions = f.monotone;
    f.monotone = Map.of();
    Federation.Outcome free = f.train(parameters, Objective.of(objective, 1));

    for (String feature : directions.keySet()) {
      int sign = directions.get(feature).sign();
      assertThat(Wavy.turns(f, bound, feature, sign)).as("bound %s", feature).isZero();
      assertThat(Wavy.turns(f, free, feature, sign)).as("free %s", feature).isPositive();
      assertThat(Wavy.splits(bound, feature)).as("splits of %s", feature).isPositive();
    }
  }

  @Test
  void theSoloModelFollowsTheLabelPartysDirections() {
    Federation f = Wavy.federation("squared-error");
    Federation.Outcome solo =
        new Federation.Outcome(f.solo(PARAMETERS, Objective.squaredError()), List.of());
    assertThat(Wavy.turns(f, solo, "x", 1)).isZero();
    assertThat(Wavy.splits(solo, "x")).isPositive();
  }

  /**
   * Means 0 and 8 left of the split by x, 13 and 5 right of it, in order by z: that by x leaves
   * them in order (4 and 9), and those by z below it do not (8 and 5) unless they are bound by its
   * middle of 6.5.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void boundsReachGrandchildrenThatSplitOtherFeatures(boolean foreign) {
    double[] means = {0, 8, 13, 5};
    int rows = 20;
    double[][] columns = new double[2][rows];
    double[] labels = new double[rows];
    for (int row = 0; row < rows; row++) {
      columns[0][row] = row % 4 / 2;
      columns[1][row] = row % 2;
      labels[row] = means[row % 4];
    }
    Table x = new Table(List.of("x"), new double[][] {columns[0]});
    Table z = new Table(List.of("z"), new double[][] {columns[1]});
    Federation f =
        new Federation(new RowOrder(rows, 0, 0), labels, foreign ? z : x, List.of(foreign ? x : z));
    TreeParameters one =
        PARAMETERS.withTrees(1).withDepth(2).withLearningRate(1).withRegularization(0, 0, 1e-6, 0);

    assertScores(f, one, means);
    f.monotone = Map.of("x", Direction.INCREASING);
    assertScores(f, one, 0, 6.5, 13, 6.5);
    f.monotone = Map.of("z", Direction.INCREASING);
    assertScores(f, one, 0, 8, 9, 9);
  }

  private static void assertScores(Federation f, TreeParameters parameters, double... expected) {
    double[] scores = f.train(parameters, Objective.squaredError()).label().rawScores()[0];
    for (int row = 0; row < scores.length; row++) {
      assertThat(scores[row]).as("row %d", row).isCloseTo(expected[row % 4], within(1e-9));
    }
  }

  @Test
  void severalClassesHaveNoDirectionAtAnyParty() {
    for (String feature : new String[] {"p0x0", "p1x0"}) {
      Federation f = new Synthetic(54).federation("multiclass", ROWS, 2, 2);
      f.monotone = Map.of(feature, Direction.INCREASING);
      Throwable failure = catchThrowable(() -> f.train(PARAMETERS, Objective.multiclass(3)));
      assertThat(failure)
          .hasMessageContaining("do not go with objective: multiclass")
          .hasMessageContaining("'" + feature + "'");
      assertThat(FederationException.codeOf(failure)).isEqualTo(ErrorCode.USER);
    }
  }

  @Test
  void aPartyThatAnnouncesDirectionsOfSeveralClassesIsAtFault() {
    Federation f = new Synthetic(55).federation("multiclass", ROWS, 2, 1);
    int candidates = f.cuts(f.others.get(0)).cuts()[0].length;
    byte[] message =
        new DirectionsMessage(
                new CandidateDirections(
                    CandidateSet.all(candidates), CandidateSet.of(candidates, new BitSet())))
            .encode();
    f.featureExchange =
        exchange -> new TamperingExchange(exchange, Steps.DIRECTIONS, honest -> message);
    Throwable failure = catchThrowable(() -> f.train(PARAMETERS, Objective.multiclass(3)));
    assertThat(failure).hasMessageContaining("bureau-1: announced monotone columns");
    assertThat(FederationException.codeOf(failure)).isEqualTo(ErrorCode.PEER);
  }

  /** A threshold of present values has the direction, with missing values on either side. */
  @Test
  void candidatesThatPartMissingFromPresentAreFree() {
    double[] x = {1, 2, 3, Double.NaN};
    RowOrder rows = new RowOrder(4, 0, 0);
    Table table = new Table(List.of("x", "z"), new double[][] {x, {1, 2, 3, 4}});
    Federation f = new Federation(rows, new double[4], table, List.of());
    FeatureCuts cuts = f.cuts(table);
    PartyColumns columns =
        new PartyColumns(
            cuts,
            f.blocks(table, cuts, new LocalCompute(null, 1)),
            rows,
            Map.of("x", Direction.DECREASING));
    CandidateDirections directions = new OwnFeatures(columns).directions();
    List<Integer> signs = new ArrayList<>();
    for (int id = 0; id < directions.increasing().candidates(); id++) {
      signs.add(directions.of(id));
    }
    assertThat(signs).containsExactly(-1, -1, 0, -1, -1, 0, 0, 0);
  }

  @Test
  void directionsAreOfFeatures() {
    Federation f = new Synthetic(56).federation("binary", ROWS, 2, 1);
    FeatureCuts cuts = f.cuts(f.own);
    assertThatThrownBy(
            () ->
                new PartyColumns(
                    cuts,
                    f.blocks(f.own, cuts, new LocalCompute(null, 1)),
                    ROWS,
                    Map.of("p1x0", Direction.INCREASING)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("monotone must name features");
  }
}
