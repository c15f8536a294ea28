package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.training.Objective;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;

/** What a party brings to a training is checked before anybody hears of it. */
class TrainingInputTest {
  private static final RowOrder ROWS = new RowOrder(20, 10, 5);
  private static final TreeParameters ONE = TreeParameters.DEFAULTS.withTrees(1).withDepth(1);

  @Test
  void weightsAreFiniteAndNotNegativeBeforeTheTestRows() {
    for (double wrong : new double[] {-1e-9, Double.NaN, Double.POSITIVE_INFINITY}) {
      for (int row : new int[] {0, 19, 20, 29}) {
        assertUser(() -> train(weight(row, wrong)), "row " + row + " of the aligned data");
      }
      assertThat(train(weight(30, wrong)).rounds()).hasSize(1);
    }
    assertThat(train(weight(3, 0)).rounds()).hasSize(1);
  }

  @Test
  void someTrainingAndSomeValidationRowHasWeight() {
    double[] ones = new double[ROWS.rows()];
    Arrays.fill(ones, 1);
    double[] validation = ones.clone();
    Arrays.fill(validation, 20, 30, 0);
    assertUser(() -> train(validation), "weights are 0 for all training or all validation rows");
    double[] training = ones.clone();
    Arrays.fill(training, 0, 20, 0);
    assertUser(() -> train(training), "weights are 0 for all training or all validation rows");
    double[] test = ones.clone();
    Arrays.fill(test, 30, 35, 0);
    assertThat(train(test).rounds()).hasSize(1);
    training[19] = 1;
    assertThat(train(training).rounds()).hasSize(1);
  }

  @Test
  void labelsAndWeightsAreGivenForEveryRow() {
    assertThatThrownBy(() -> train(new double[34]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights must be given for 35 rows. Provided value: 34");
    Federation f = federation();
    Federation other = new Federation(ROWS, new double[36], f.own, List.of());
    assertThatThrownBy(() -> other.solo(ONE, Objective.squaredError()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("labels must be given for 35 rows. Provided value: 36");
  }

  @Test
  void labelsAreOfTheObjectivesDomain() {
    Federation f = federation();
    f.labels[29] = 2;
    assertUser(() -> f.solo(ONE, Objective.binary()), "row 29");
  }

  @Test
  void aFeaturePartyWithoutColumnsSaysSo() {
    Federation f = federation();
    Table none = new Table(List.of(), new double[0][]);
    Federation empty = new Federation(ROWS, f.labels, f.own, List.of(none));
    assertThatThrownBy(() -> empty.train(ONE, Objective.binary()))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("bureau-1 has no feature to train with");
  }

  @Test
  void parametersAreWithinTheirRanges() {
    TreeParameters d = TreeParameters.DEFAULTS;
    assertThat(d.withTrees(1).withTrees(100_000).withDepth(1).withDepth(10)).isNotNull();
    assertRange(() -> d.withTrees(0), "trees must be 1 to 100000. Provided value: 0");
    assertRange(() -> d.withTrees(100_001), "trees must be 1 to 100000");
    assertRange(() -> d.withDepth(0), "depth must be 1 to 10");
    assertRange(() -> d.withDepth(11), "depth must be 1 to 10");
    assertThat(d.withLearningRate(1).learningRate()).isEqualTo(1);
    assertRange(() -> d.withLearningRate(0), "learning-rate must be above 0");
    assertRange(() -> d.withLearningRate(1.01), "learning-rate must be above 0");
    assertThat(d.withRegularization(0, 0, 0, 0).lambda()).isZero();
    assertRange(() -> d.withRegularization(-1, 0, 0, 0), "lambda");
    assertRange(() -> d.withRegularization(0, -1, 0, 0), "alpha");
    assertRange(() -> d.withRegularization(0, 0, -1, 0), "gamma");
    assertRange(() -> d.withRegularization(0, 0, 0, -1), "min-child-weight");
    assertRange(
        () -> d.withRegularization(0, Double.POSITIVE_INFINITY, 0, 0), "alpha must be 0 to 1e9");
    assertThat(d.withScalePosWeight(1e6).scalePosWeight()).isEqualTo(1e6);
    assertRange(() -> d.withScalePosWeight(0), "scale-pos-weight must be above 0");
    assertRange(() -> d.withScalePosWeight(1.1e6), "scale-pos-weight must be above 0");
    assertRange(() -> d.withScalePosWeight(Double.NaN), "scale-pos-weight must be above 0");
    assertThat(d.withSampling(1, 1, 3).seed()).isEqualTo(3);
    assertRange(() -> d.withSampling(0, 1, 3), "row-sample");
    assertRange(() -> d.withSampling(1.01, 1, 3), "row-sample");
    assertRange(() -> d.withSampling(1, 0, 3), "column-sample");
    assertRange(() -> d.withSampling(1, 1.01, 3), "column-sample");
    assertThat(d.withEarlyStopping(0).earlyStoppingRounds()).isZero();
    assertRange(() -> d.withEarlyStopping(-1), "early-stopping-rounds must be 0 to 10000");
  }

  private static void assertRange(ThrowableAssert.ThrowingCallable making, String rule) {
    assertThatThrownBy(making)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(rule);
  }

  private static void assertUser(ThrowableAssert.ThrowingCallable training, String what) {
    assertThatThrownBy(training).isInstanceOf(FederationException.class).hasMessageContaining(what);
  }

  private static double[] weight(int row, double value) {
    double[] weights = new double[ROWS.rows()];
    Arrays.fill(weights, 1);
    weights[row] = value;
    return weights;
  }

  private static TrainingResult train(double[] weights) {
    Federation f = federation();
    f.weights = weights;
    return f.solo(ONE, Objective.squaredError());
  }

  private static Federation federation() {
    return new Synthetic(91).federation("binary", ROWS, 3, 1);
  }
}
