package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.training.NoiseUnit;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.vertical.nodesums.GradientBounds;
import org.junit.jupiter.api.Test;

class ExpectedGradientsTest {
  private static final double[] ONES = {1, 1, 1, 1};

  @Test
  void classesAreMeasuredByTheHeaviestRowWhateverTheirShares() {
    double[] labels = {1, 0, 0, 0};
    GradientBounds bounds =
        ExpectedGradients.bounds(Objective.binary(), labels, new double[] {1, 1, 3, 1}, 4);

    assertThat(bounds.unit()).isEqualTo(NoiseUnit.LARGEST);
    assertThat(bounds.gradientUnit()).isEqualTo(3);
    assertThat(bounds.hessianUnit()).isEqualTo(3);
  }

  @Test
  void countsAreMeasuredByTheLargest() {
    GradientBounds bounds =
        ExpectedGradients.bounds(Objective.poisson(), new double[] {0, 0, 0, 8}, ONES, 4);

    assertThat(bounds.unit()).isEqualTo(NoiseUnit.LARGEST);
    assertThat(bounds.gradientUnit()).isCloseTo(6, within(1e-4));
    assertThat(bounds.hessianUnit()).isCloseTo(2, within(1e-4));
    assertThat(bounds.gradientSum()).isCloseTo(1.25 * 6, within(1e-9));
    assertThat(bounds.hessianSum()).isCloseTo(1.25 * 8, within(1e-9));
  }

  @Test
  void amountsAreMeasuredByTheirStandardDeviation() {
    GradientBounds bounds =
        ExpectedGradients.bounds(Objective.squaredError(), new double[] {0, 0, 0, 8}, ONES, 4);

    assertThat(bounds.unit()).isEqualTo(NoiseUnit.RESIDUAL);
    // Residuals 2, 2, 2 and -6: mean square 12.
    assertThat(bounds.gradientUnit()).isCloseTo(1.5 * Math.sqrt(12), within(1e-4));
    assertThat(bounds.hessianUnit()).isEqualTo(1.5);
    assertThat(bounds.gradientSum()).isCloseTo(1.25 * 6, within(1e-9));
  }

  @Test
  void equalAmountsHaveBoundsToo() {
    GradientBounds bounds =
        ExpectedGradients.bounds(Objective.squaredError(), new double[] {5, 5, 5, 5}, ONES, 4);

    assertThat(bounds.gradientSum()).isPositive();
    assertThat(bounds.gradientUnit()).isPositive();
  }
}
