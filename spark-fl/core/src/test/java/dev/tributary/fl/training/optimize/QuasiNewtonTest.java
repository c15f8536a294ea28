package dev.tributary.fl.training.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.training.optimize.Minimum.End;
import dev.tributary.fl.training.optimize.Smooth.Slope;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuasiNewtonTest {
  private static final Stopping CLOSE = new Stopping(500, 1e-9);

  private static Minimum minimise(Smooth function, double[] start, double... l1) {
    double[] factors = l1.length == 0 ? new double[start.length] : l1;
    return new QuasiNewton(function, factors, CLOSE).from(start);
  }

  /** Half the sum of {@code 10^i (x_i - i)^2}: condition number a million. */
  private static Slope illConditioned(double[] x) {
    double value = 0;
    double[] gradient = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double curvature = Math.pow(10, i);
      value += curvature * (x[i] - i) * (x[i] - i) / 2;
      gradient[i] = curvature * (x[i] - i);
    }
    return new Slope(value, gradient);
  }

  /** Rosenbrock, The Computer Journal 3, 1960: a curved valley to (1, 1). */
  private static Slope valley(double[] x) {
    double a = x[1] - x[0] * x[0];
    double b = 1 - x[0];
    return new Slope(100 * a * a + b * b, new double[] {-400 * a * x[0] - 2 * b, 200 * a});
  }

  @Test
  void findsTheMinimumOfAnIllConditionedQuadratic() {
    Minimum minimum = minimise(QuasiNewtonTest::illConditioned, new double[7]);
    assertThat(minimum.end()).isEqualTo(End.CONVERGED);
    for (int i = 0; i < 7; i++) {
      assertThat(minimum.at()[i]).isCloseTo(i, within(1e-8));
    }
  }

  @Test
  void followsRosenbrocksValley() {
    Minimum minimum = minimise(QuasiNewtonTest::valley, new double[] {-1.2, 1});
    assertThat(minimum.end()).isEqualTo(End.CONVERGED);
    assertThat(minimum.at()).containsExactly(new double[] {1, 1}, within(1e-8));
    assertThat(minimum.iterations()).isLessThan(60);
  }

  @Test
  void staysWhereTheFunctionCanBeTold() {
    // x - ln x has its minimum at 1 and cannot be told below 0, where a long first step leads.
    Smooth barrier =
        x ->
            x[0] > 0
                ? new Slope(1000 * (x[0] - Math.log(x[0])), new double[] {1000 * (1 - 1 / x[0])})
                : new Slope(Double.POSITIVE_INFINITY, new double[1]);
    Minimum minimum = minimise(barrier, new double[] {0.05});
    assertThat(minimum.at()[0]).isCloseTo(1, within(1e-9));
    assertThat(minimise(barrier, new double[] {-1}).end()).isEqualTo(End.UNTOLD);
  }

  @Test
  void endsWhenNoStepCanBeToldFromRounding() {
    // A kink: no step to it or over it has a small derivative.
    Smooth kink =
        x -> new Slope(Math.abs(x[0] - 1 / 3.0), new double[] {Math.signum(x[0] - 1 / 3.0)});
    Minimum minimum = minimise(kink, new double[] {3});
    assertThat(minimum.end()).isEqualTo(End.PRECISION);
  }

  @Test
  void stopsAfterTheGivenSteps() {
    Minimum minimum =
        new QuasiNewton(QuasiNewtonTest::valley, new double[2], new Stopping(3, 1e-9))
            .from(new double[] {-1.2, 1});
    assertThat(minimum.end()).isEqualTo(End.ITERATIONS);
    assertThat(minimum.iterations()).isEqualTo(3);
  }

  @Test
  void shrinksSeparableCoordinatesByTheirPenalty() {
    // Half of (x_i - c_i)^2 with l1 |x_i| has its minimum where |c_i| is less by l1, or at 0.
    double[] centre = {3, -2, 0.5, -0.25, 0};
    double[] l1 = {1, 0.5, 1, 0.25, 0};
    Smooth squares =
        x -> {
          double[] off = Vectors.plus(x, -1, centre);
          return new Slope(Vectors.dot(off, off) / 2, off);
        };
    Minimum minimum = minimise(squares, new double[5], l1);
    assertThat(minimum.end()).isEqualTo(End.CONVERGED);
    assertThat(minimum.at()).containsExactly(new double[] {2, -1.5, 0, 0, 0}, within(1e-9));
    assertThat(minimum.at()[2]).isZero();
  }

  @Test
  void meetsTheConditionsOfTheLassoOnCorrelatedColumns() {
    long seed = 20071;
    Random random = new Random(seed);
    int n = 200;
    int d = 12;
    double[][] x = new double[n][d];
    double[] y = new double[n];
    for (int r = 0; r < n; r++) {
      double common = random.nextGaussian();
      for (int j = 0; j < d; j++) {
        x[r][j] = common + random.nextGaussian();
        y[r] += (j < 3 ? j + 1 : 0) * x[r][j];
      }
      y[r] += random.nextGaussian();
    }
    Smooth squares = w -> leastSquares(x, y, w);
    double[] l1 = new double[d];
    Arrays.fill(l1, 0.4);
    l1[0] = 0; // like an intercept
    Minimum minimum = minimise(squares, new double[d], l1);
    assertThat(minimum.end()).as("seed %d", seed).isEqualTo(End.CONVERGED);
    double[] gradient = squares.at(minimum.at()).gradient();
    int zeros = 0;
    for (int j = 0; j < d; j++) {
      double w = minimum.at()[j];
      if (w == 0) {
        zeros++;
        assertThat(Math.abs(gradient[j])).isLessThanOrEqualTo(l1[j] + 1e-8);
      } else {
        assertThat(gradient[j]).isCloseTo(-Math.signum(w) * l1[j], within(1e-8));
      }
    }
    assertThat(zeros).isBetween(1, d - 3);
  }

  private static Slope leastSquares(double[][] x, double[] y, double[] w) {
    double value = 0;
    double[] gradient = new double[w.length];
    for (int r = 0; r < y.length; r++) {
      double off = Vectors.dot(x[r], w) - y[r];
      value += off * off / 2 / y.length;
      Vectors.add(gradient, off / y.length, x[r]);
    }
    return new Slope(value, gradient);
  }
}
