package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.training.Objective;
import dev.tributary.protocol.FederationException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectiveTest {
  static Stream<Objective> objectives() {
    return Stream.of(
        Objective.binary(), Objective.multiclass(3), Objective.squaredError(), Objective.poisson());
  }

  /** Derivatives against central differences of the loss of one row. */
  @ParameterizedTest
  @MethodSource("objectives")
  void derivativesAreThoseOfTheLoss(Objective objective) {
    long seed = 3;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    int k = objective.classes();
    double step = 1e-4;
    for (int trial = 0; trial < 100; trial++) {
      double[][] s = new double[k][1];
      for (double[] score : s) {
        score[0] = random.nextGaussian() * 2;
      }
      double[] y = {random.nextInt(2)};
      double[] w = {1 + random.nextDouble()};
      double[][] g = new double[k][1];
      double[][] h = new double[k][1];
      objective.derivatives(s, y, w, 1, g, h);
      for (int c = 0; c < k; c++) {
        double at = s[c][0];
        double middle = loss(objective, s, y);
        s[c][0] = at + step;
        double up = loss(objective, s, y);
        s[c][0] = at - step;
        double down = loss(objective, s, y);
        s[c][0] = at;
        double scale = Math.max(1, Math.exp(at));
        assertThat(g[c][0]).isCloseTo(w[0] * (up - down) / (2 * step), within(1e-5 * scale));
        double second = w[0] * (up - 2 * middle + down) / (step * step);
        assertThat(h[c][0]).isCloseTo(second, within(1e-4 * scale));
      }
    }
  }

  /** The loss that is minimised: half the squared error, half the deviance, the log loss. */
  private static double loss(Objective objective, double[][] s, double[] y) {
    double loss = objective.loss(s, y, new double[] {1}, 0, 1);
    return switch (objective.lossName()) {
      case "rmse" -> loss * loss / 2;
      case "deviance" -> loss / 2;
      default -> loss;
    };
  }

  @ParameterizedTest
  @MethodSource("objectives")
  void extremeScoresStayFinite(Objective objective) {
    int k = objective.classes();
    for (double extreme : new double[] {-1e4, -800, 800, 1e4}) {
      double[][] s = new double[k][1];
      s[0][0] = extreme;
      double[][] g = new double[k][1];
      double[][] h = new double[k][1];
      objective.derivatives(s, new double[] {1}, new double[] {1}, 1, g, h);
      assertThat(g[0][0]).isFinite();
      assertThat(h[0][0]).isFinite().isGreaterThanOrEqualTo(0);
      GradientScale scale =
          GradientScale.forBound(objective.derivativeBound(new double[] {1}, new double[k], 1));
      assertThat(scale.quantize(g, h, new boolean[] {true}).rows()).isEqualTo(1);
    }
  }

  @Test
  void labelsOutsideTheDomainAreRefused() {
    assertRefused(Objective.binary(), "0 or 1", 0, 2);
    assertRefused(Objective.binary(), "both classes", 1, 1);
    assertRefused(Objective.multiclass(3), "whole numbers from 0 to 2", 0, 1.5);
    assertRefused(Objective.multiclass(3), "no training row has label 2", 0, 1);
    assertRefused(Objective.squaredError(), "finite", 0, Double.NaN);
    assertRefused(Objective.poisson(), "at least 0", 1, -1);
    assertRefused(Objective.poisson(), "label above 0", 0, 0);
  }

  @Test
  void fixedPointStaysBelowItsLimit() {
    assertThat(GradientScale.forBound(1)).isEqualTo(new GradientScale(24));
    assertThat(GradientScale.forBound(64)).isEqualTo(new GradientScale(23));
    assertThat(GradientScale.forBound(65)).isEqualTo(new GradientScale(22));
    assertThat(GradientScale.forBound(1e12).fractionBits()).isNegative();
  }

  private static void assertRefused(Objective objective, String rule, double... labels) {
    assertThatThrownBy(() -> objective.check(labels, labels.length, 0))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(rule);
  }
}
