package dev.tributary.fl.horizontal.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlmObjectiveTest {
  private static final double STEP = 1e-5;

  private static double[] labels(String name) {
    return switch (name) {
      case "binary" -> new double[] {0, 1};
      case "multiclass" -> new double[] {0, 1, 2};
      case "gamma" -> new double[] {0.01, 1, 30};
      default -> new double[] {0, 1, 7};
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"binary", "multiclass", "squared-error", "poisson", "gamma", "tweedie"})
  void derivativesAreThoseOfTheLoss(String name) {
    GlmObjective objective = GlmObjective.of(name, 3, 1.4);
    double[] slope = new double[objective.outputs()];
    double[] unused = new double[objective.outputs()];
    for (double label : labels(name)) {
      for (double at : new double[] {-2, -0.3, 0, 1.7}) {
        for (int k = 0; k < slope.length; k++) {
          double[] eta = new double[slope.length];
          java.util.Arrays.setAll(eta, i -> at - 0.4 * i);
          double loss = objective.loss(label, eta, slope);
          double derivative = slope[k];
          eta[k] += STEP;
          double above = objective.loss(label, eta, unused);
          eta[k] -= 2 * STEP;
          double below = objective.loss(label, eta, unused);
          assertThat(loss).isNotNegative();
          assertThat(derivative)
              .as("%s of label %s at %s", name, label, at)
              .isCloseTo((above - below) / (2 * STEP), within(1e-7 * (1 + Math.abs(derivative))));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"poisson", "gamma", "tweedie"})
  void devianceIsZeroWhereTheMeanIsTheLabel(String name) {
    GlmObjective objective = GlmObjective.of(name, 1, 1.4);
    double[] slope = new double[1];
    double loss = objective.loss(2.5, new double[] {Math.log(2.5)}, slope);
    assertThat(loss).isCloseTo(0, within(1e-14));
    assertThat(slope[0]).isCloseTo(0, within(1e-14));
  }

  @Test
  void lossesOfLargePredictorsStayFinite() {
    double[] slope = new double[3];
    for (double eta : new double[] {-1000, 1000}) {
      assertThat(new LogisticLoss().loss(1, new double[] {eta}, slope))
          .isEqualTo(Math.max(0, -eta));
      assertThat(slope[0]).isEqualTo(eta < 0 ? -1 : 0);
      assertThat(new SoftmaxLoss(3).loss(2, new double[] {eta, 0, 0}, slope))
          .isCloseTo(eta > 0 ? eta : Math.log(2), within(1e-9));
    }
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> GlmObjective.of("tweedie", 1, 2))
        .hasMessage("the power of tweedie must be above 1 and below 2. Provided value: 2.0");
    assertThatThrownBy(() -> GlmObjective.of("probit", 1, 2))
        .hasMessageContaining("must be one of [binary, multiclass, squared-error, poisson, gamma");
    assertThatThrownBy(() -> GlmObjective.of("multiclass", 1, 0))
        .hasMessage("classes must be 2 to 100. Provided value: 1");
  }
}
