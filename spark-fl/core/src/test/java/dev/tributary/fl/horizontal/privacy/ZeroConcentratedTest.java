package dev.tributary.fl.horizontal.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZeroConcentratedTest {
  /**
   * The U.S. Census Bureau's redistricting data of 2020, made with the discrete Gaussian: persons
   * with rho 2.56 and epsilon 17.14, housing units with rho 0.07 and epsilon 2.47, at delta 10^-10.
   * Its rho are published to two decimals, so that its epsilon lies between those of their bounds.
   */
  @ParameterizedTest
  @CsvSource({"2.56,17.14", "0.07,2.47"})
  void agreesWithTheCensusOf2020(double rho, double epsilon) {
    assertThat(ZeroConcentrated.epsilon(rho - 0.005, 1e-10)).isLessThan(epsilon);
    assertThat(ZeroConcentrated.epsilon(rho + 0.005, 1e-10)).isGreaterThan(epsilon);
  }

  /** By the same corollary written a second time, in Python, by bisection over orders. */
  @ParameterizedTest
  @CsvSource({
    "2.56,1e-10,17.15830871210475",
    "0.07,1e-10,2.3872751767179743",
    "0.5,1e-5,4.728386984943314",
    "0.1,1e-6,2.141938928385474",
    "15.29,1e-10,51.562576187941616"
  })
  void agreesWithThePapersProgram(double rho, double delta, double epsilon) {
    assertThat(ZeroConcentrated.epsilon(rho, delta)).isCloseTo(epsilon, within(1e-6));
    assertThat(ZeroConcentrated.rho(epsilon, delta)).isCloseTo(rho, within(1e-6));
  }

  /**
   * Balle and Wang, "Improving the Gaussian mechanism for differential privacy" (ICML 2018): the
   * least deviation for sensitivity 1, epsilon 1 and delta 10^-5 is 3.730631634944469, by the
   * program of the paper. What zero-concentrated privacy asks for is more, and by less than a
   * tenth.
   */
  @Test
  void isNearTheAnalyticGaussian() {
    double deviation = 1 / Math.sqrt(2 * ZeroConcentrated.rho(1, 1e-5));
    assertThat(deviation).isBetween(3.730631634944469, 1.1 * 3.730631634944469);
  }

  /** Never below what a discrete Gaussian of sensitivity 1 really is, by its definition. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 4, 25, 400})
  void isAboveTheTrueDelta(double variance) {
    double rho = 1 / (2 * variance);
    for (double epsilon : new double[] {0.1, 0.5, 1, 2, 4}) {
      double bound = ZeroConcentrated.delta(rho, epsilon);
      double actual = actual(variance, epsilon);
      assertThat(bound).as("epsilon %s", epsilon).isGreaterThanOrEqualTo(actual);
      if (actual > 1e-200) {
        assertThat(Math.log(bound) - Math.log(actual)).isLessThan(4);
      }
    }
  }

  /** Better than the conversion by a tail bound, rho + 2 sqrt(rho ln(1 / delta)). */
  @Test
  void isTighterThanTheSimpleConversion() {
    for (double rho : new double[] {1e-4, 0.01, 0.5, 3}) {
      double simple = rho + 2 * Math.sqrt(rho * Math.log(1e6));
      assertThat(ZeroConcentrated.epsilon(rho, 1e-6)).isLessThan(simple);
    }
  }

  @Test
  void nothingCostsNothing() {
    assertThat(ZeroConcentrated.delta(0, 0)).isZero();
    assertThat(ZeroConcentrated.epsilon(0, 1e-6)).isZero();
  }

  private static double actual(double variance, double epsilon) {
    double all = 0;
    double beyond = 0;
    for (int x = -2000; x <= 2000; x++) {
      double p = Math.exp(-x * x / (2 * variance));
      double neighbour = Math.exp(-(x - 1.0) * (x - 1.0) / (2 * variance));
      all += p;
      beyond += Math.max(0, neighbour - Math.exp(epsilon) * p);
    }
    return beyond / all;
  }
}
