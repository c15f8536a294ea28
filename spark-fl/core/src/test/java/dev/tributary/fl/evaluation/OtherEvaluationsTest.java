package dev.tributary.fl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import org.junit.jupiter.api.Test;

/** Known answers are from scikit-learn 1.9.1. */
class OtherEvaluationsTest {
  private static final double[] ONES = {1, 1, 1, 1, 1};
  private static final double[] WEIGHT = {1, 2, 1, .5, 1};

  @Test
  void regressionEqualsScikitLearn() {
    double[] label = {3, -.5, 2, 7, 4};
    double[] predicted = {2.5, 0, 2, 8, 4.5};

    RegressionEvaluation plain = RegressionEvaluation.of(new Sample(predicted, label, ONES));
    assertThat(plain.rmse()).isCloseTo(0.5916079783099616, within(1e-14));
    assertThat(plain.r2()).isCloseTo(0.9420529801324503, within(1e-14));

    RegressionEvaluation heavy = RegressionEvaluation.of(new Sample(predicted, label, WEIGHT));
    assertThat(heavy.rmse()).isCloseTo(0.5222329678670935, within(1e-14));
    assertThat(heavy.r2()).isCloseTo(0.9499241274658574, within(1e-14));
  }

  @Test
  void constantLabelsGiveOneOrZero() {
    double[] label = {2, 2};
    assertThat(RegressionEvaluation.of(Sample.of(label, label)).r2()).isEqualTo(1);
    assertThat(RegressionEvaluation.of(Sample.of(new double[] {1, 3}, label)).r2()).isZero();
  }

  @Test
  void poissonDevianceEqualsScikitLearn() {
    double[] label = {0, 2, 1, 0, 4};
    double[] mean = {.5, 1.5, 1.2, .1, 3};

    assertThat(DevianceEvaluation.of(1, new Sample(mean, label, ONES)).deviance())
        .isCloseTo(0.337508351166692, within(1e-14));
    assertThat(DevianceEvaluation.of(1, new Sample(mean, label, WEIGHT)).deviance())
        .isCloseTo(0.3160490992073788, within(1e-14));
  }

  /** By hand: 2 (2 - 1 - ln 2) and 2 (1/2 - 1 + ln 2); 2 sqrt(4) / (1/2) and 0. */
  @Test
  void devianceOfGammaAndTweedieIsThatOfTheirFamilies() {
    double[] twoOne = {2, 1};
    double[] oneTwo = {1, 2};
    assertThat(DevianceEvaluation.of(2, Sample.of(oneTwo, twoOne)).deviance())
        .isCloseTo((1 - Math.log(2)) + (Math.log(2) - 0.5), within(1e-14));
    assertThat(
            DevianceEvaluation.of(1.5, Sample.of(new double[] {4, 9}, new double[] {0, 9}))
                .deviance())
        .isCloseTo((8 + 0) / 2.0, within(1e-14));
    assertUser(() -> DevianceEvaluation.of(2, Sample.of(twoOne, new double[] {0, 1})));
  }

  @Test
  void poissonRefusesMeansOfZeroAndNegativeCounts() {
    double[] zero = {0, 1};
    double[] one = {1, 1};
    double[] negative = {-1, 1};
    assertUser(() -> DevianceEvaluation.of(1, Sample.of(zero, one)));
    assertUser(() -> DevianceEvaluation.of(1, Sample.of(one, negative)));
  }

  @Test
  void multiclassEqualsScikitLearn() {
    double[][] probability = {{.7, .2, .1}, {.3, .4, .3}, {.2, .3, .5}, {.1, .6, .3}, {.4, .4, .2}};
    double[] label = {0, 1, 2, 2, 1};

    MulticlassEvaluation plain = MulticlassEvaluation.of(probability, label, ONES);
    assertThat(plain.accuracy()).isEqualTo(0.6);
    assertThat(plain.logLoss()).isCloseTo(0.8172752785145848, within(1e-14));
    assertThat(plain.confusion()[2]).containsExactly(0, 1, 1);
    assertThat(plain.confusion()[1]).containsExactly(1, 1, 0);

    assertThat(MulticlassEvaluation.of(probability, label, WEIGHT).logLoss())
        .isCloseTo(0.8001237676880202, within(1e-14));
  }

  @Test
  void multiclassRefusesLabelsThatAreNoClass() {
    double[][] probability = {{.5, .5}};
    double[] one = {1};
    for (double label : new double[] {-1, 0.5, 2}) {
      double[] labels = {label};
      assertUser(() -> MulticlassEvaluation.of(probability, labels, one));
    }
  }

  private static void assertUser(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(FederationException.class)
        .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(ErrorCode.USER));
  }
}
