package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.PlainLinearMap;
import dev.tributary.fl.vertical.nodesums.paillier.PaillierLinearMap;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A factor on positives is a factor on their weights, in all that a training makes of these. */
class ScalePosWeightTest {
  private static final RowOrder ROWS = new RowOrder(200, 60, 40);
  private static final TreeParameters PARAMETERS =
      TreeParameters.DEFAULTS.withTrees(6).withDepth(3).withLearningRate(0.5).withEarlyStopping(2);

  /** Labels and columns are the seed's; weights are 1 or drawn, times the factor where due. */
  private static Federation federation(boolean weighted, double factor) {
    Federation f = new Synthetic(31).federation("binary", ROWS, 3, 4);
    Random random = new Random(31);
    f.weights = random.doubles(ROWS.rows(), 0.2, 3).map(w -> weighted ? w : 1).toArray();
    for (int row = 0; row < f.weights.length; row++) {
      f.weights[row] *= f.labels[row] == 1 ? factor : 1;
    }
    return f;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.125, 7.5, 3000})
  void equalsTrainingWithScaledWeightsJointlyAndAlone(double factor) {
    for (boolean weighted : new boolean[] {false, true}) {
      Federation plain = federation(weighted, 1);
      Federation scaled = federation(weighted, factor);
      TreeParameters with = PARAMETERS.withScalePosWeight(factor);

      assertSame(
          plain.train(with, Objective.binary()).label(),
          scaled.train(PARAMETERS, Objective.binary()).label());
      assertSame(plain.solo(with, Objective.binary()), scaled.solo(PARAMETERS, Objective.binary()));
      assertThat(plain.solo(with, Objective.binary()).model())
          .isNotEqualTo(plain.solo(PARAMETERS, Objective.binary()).model());
    }
  }

  static Stream<Supplier<LinearMap>> maps() {
    return Stream.of(PlainLinearMap::new, () -> PaillierLinearMap.hidden(2048));
  }

  /** The encrypted fixed point has room for the largest factor. */
  @ParameterizedTest
  @MethodSource("maps")
  void sumsOfTheLargestFactorAreExact(Supplier<LinearMap> map) {
    TreeParameters two = PARAMETERS.withTrees(2).withDepth(2);
    Federation f = federation(false, 1);
    f.map = map;
    assertSame(
        f.train(two.withScalePosWeight(1e6), Objective.binary()).label(),
        federation(false, 1e6).train(two, Objective.binary()).label());
  }

  private static void assertSame(TrainingResult scaled, TrainingResult weighted) {
    assertThat(scaled.model()).isEqualTo(weighted.model());
    assertThat(scaled.rawScores()).isDeepEqualTo(weighted.rawScores());
    assertThat(scaled.rounds().stream().map(r -> r.validationLoss()).toList())
        .isEqualTo(weighted.rounds().stream().map(r -> r.validationLoss()).toList());
  }

  /** One split of a column of zeros and ones, by hand: base score and both leaves. */
  @Test
  void equalsAComputationByHand() {
    double factor = 3;
    double[] x = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 1};
    double[] y = {0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 0};
    RowOrder rows = new RowOrder(10, 0, 2);
    Federation f = new Federation(rows, y, new Table(List.of("x"), new double[][] {x}), List.of());
    TreeParameters stump =
        TreeParameters.DEFAULTS
            .withTrees(1)
            .withDepth(1)
            .withLearningRate(1)
            .withRegularization(0.5, 0, 0, 0)
            .withScalePosWeight(factor);

    double[] scores = f.solo(stump, Objective.binary()).rawScores()[0];

    // 4 positives that count 3 times against 6 negatives: p = 12 / 18.
    double p = 2.0 / 3;
    double low = -((5 * p) + factor * (p - 1)) / ((5 + factor) * p * (1 - p) + 0.5);
    double high = -(p + 3 * factor * (p - 1)) / ((1 + 3 * factor) * p * (1 - p) + 0.5);
    double base = Math.log(12.0 / 6);
    for (int row = 0; row < x.length; row++) {
      assertThat(scores[row]).isCloseTo(base + (x[row] == 0 ? low : high), within(1e-12));
    }
  }

  @Test
  void goesWithTwoClassesOnly() {
    for (String objective : new String[] {"multiclass", "squared-error", "poisson"}) {
      Federation f = new Synthetic(32).federation(objective, ROWS, 2, 2);
      assertThatThrownBy(
              () -> f.train(PARAMETERS.withScalePosWeight(2), Objective.of(objective, 3)))
          .isInstanceOf(FederationException.class)
          .hasMessageContaining("scale-pos-weight goes with objective: binary only");
    }
  }
}
