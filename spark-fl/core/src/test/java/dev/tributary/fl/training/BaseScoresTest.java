package dev.tributary.fl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import org.junit.jupiter.api.Test;

/** Where boosting starts, and what each objective says where it cannot. */
class BaseScoresTest {
  private static double start(Objective objective, double[] labels, double... weights) {
    return objective.baseScores(labels, weights, labels.length)[0];
  }

  private static void refused(
      Objective objective, double[] labels, double[] weights, String message) {
    assertThatThrownBy(() -> start(objective, labels, weights))
        .hasMessageContaining(message)
        .extracting(FederationException::codeOf)
        .isEqualTo(ErrorCode.USER);
  }

  @Test
  void theyAreOfTheWeightedMean() {
    double[] labels = {0, 1};
    assertThat(start(Objective.squaredError(), labels, 1, 3)).isEqualTo(0.75);
    assertThat(start(Objective.poisson(), labels, 1, 3)).isEqualTo(StrictMath.log(0.75));
    assertThat(start(Objective.binary(), labels, 1, 3)).isEqualTo(StrictMath.log(3));
    assertThat(start(Objective.squaredError(), new double[] {-2, 0}, 1, 1)).isEqualTo(-1);
  }

  @Test
  void eachObjectiveSaysWhatItLacks() {
    String counts = "objective poisson needs a label above 0 in a row that trains and weighs";
    refused(Objective.poisson(), new double[] {0, 0}, new double[] {1, 1}, counts);
    refused(Objective.poisson(), new double[] {0, 5}, new double[] {1, 0}, counts);
    double most = Double.MAX_VALUE;
    refused(
        Objective.squaredError(),
        new double[] {most, most},
        new double[] {1, 1},
        "objective squared-error starts from the mean of the training labels, which is Infinity");
    refused(
        Objective.poisson(),
        new double[] {1, 2},
        new double[] {0, 0},
        "objective poisson starts from the mean of the training labels, which is NaN");
    refused(
        Objective.binary(),
        new double[] {0, 1},
        new double[] {1, 0},
        "objective binary needs both classes, but one has no weight");
  }
}
