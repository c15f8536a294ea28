package dev.tributary.fl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NoiseUnitTest {
  @Test
  void theLargestOfAllClasses() {
    GradientPairs pairs =
        new GradientPairs(new int[][] {{3, -7}, {5, 0}}, new int[][] {{1, 2}, {9, 4}}, 10, 10);

    assertThat(NoiseUnit.LARGEST.of(pairs)).isEqualTo(new SumNoise(7, 9));
  }

  @Test
  void residualsAreMeasuredByTheirRootMeanSquare() {
    SumNoise unit = residual(new int[] {300, -400, 0, 500}, new int[] {100, 100, 100, 100});

    // Residuals 3, -4, 0 and 5: mean square 12.5.
    assertThat(unit.hessian()).isEqualTo(150);
    assertThat(unit.gradient()).isCloseTo(150 * Math.sqrt(12.5), within(1e-9));
  }

  @Test
  void anOutlierCountsAsOneRow() {
    int[] gradients = new int[10_000];
    int[] hessians = new int[10_000];
    for (int row = 0; row < gradients.length; row++) {
      gradients[row] = row == 0 ? 10_000 : 100;
      hessians[row] = 100;
    }

    // Mean square 2 instead of 1, where the largest is 100.
    assertThat(residual(gradients, hessians).gradient()).isCloseTo(150 * Math.sqrt(2), within(0.1));
  }

  @Test
  void heavyRowsAreCoveredAndRowsThatAreNotDrawnDoNotCount() {
    // Residuals 2 at weight 100 and 1 at weight 300; the third row is not drawn.
    SumNoise unit = residual(new int[] {200, 300, 0}, new int[] {100, 300, 0});

    assertThat(unit.hessian()).isEqualTo(450);
    assertThat(unit.gradient()).isCloseTo(450 * Math.sqrt(7.0 / 4), within(1e-9));
  }

  @Test
  void thereIsAUnitWhereNothingIsLeft() {
    assertThat(residual(new int[] {0, 0}, new int[] {0, 0})).isEqualTo(new SumNoise(1, 1.5));
    assertThat(residual(new int[] {0, 0}, new int[] {8, 8})).isEqualTo(new SumNoise(1, 12));
  }

  private static SumNoise residual(int[] gradients, int[] hessians) {
    return NoiseUnit.RESIDUAL.of(
        new GradientPairs(new int[][] {gradients}, new int[][] {hessians}, 10, 10));
  }
}
