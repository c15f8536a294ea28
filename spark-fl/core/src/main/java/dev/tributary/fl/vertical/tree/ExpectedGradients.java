package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.training.NoiseUnit;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.SumNoise;
import dev.tributary.fl.vertical.nodesums.GradientBounds;
import java.util.Arrays;

/**
 * Bounds on the derivatives of a training from those before its first tree. Boosting shrinks
 * residuals, so sums stay near or below the first ones; a quarter is added for the classes whose
 * share of the loss grows at first. The unit of noise is that of the first derivatives, and where
 * classes are predicted the largest weight for both kinds: no derivative exceeds it.
 */
final class ExpectedGradients {
  private static final double HEADROOM = 1.25;

  private ExpectedGradients() {}

  /** From the base scores of the label party's own rows. */
  static GradientBounds bounds(
      Objective objective, double[] labels, double[] weights, int training) {
    double[] base = objective.baseScores(labels, weights, training);
    return bounds(
        objective,
        labels,
        weights,
        training,
        base,
        GradientScale.of(objective, labels, weights, base, training));
  }

  /**
   * Of this party's rows.
   *
   * @param base scores before the first tree
   * @param scale fixed point of all derivatives
   */
  static GradientBounds bounds(
      Objective objective,
      double[] labels,
      double[] weights,
      int training,
      double[] base,
      GradientScale scale) {
    int classes = objective.classes();
    double[][] scores = new double[classes][training];
    for (int k = 0; k < classes; k++) {
      Arrays.fill(scores[k], base[k]);
    }
    double[][] g = new double[classes][training];
    double[][] h = new double[classes][training];
    objective.derivatives(scores, labels, weights, training, g, h);
    double gradientSum = 0;
    double hessianSum = 0;
    for (int k = 0; k < classes; k++) {
      gradientSum = Math.max(gradientSum, Math.max(sum(g[k], 1), sum(g[k], -1)));
      hessianSum = Math.max(hessianSum, sum(h[k], 1));
    }
    double heaviest = Arrays.stream(weights, 0, training).max().orElseThrow();
    NoiseUnit unit = objective.noiseUnit();
    SumNoise first =
        objective.isClassification()
            ? new SumNoise(heaviest, heaviest)
            : scale.real(unit.of(scale.quantize(g, h, all(training))));
    return new GradientBounds(
        positive(HEADROOM * gradientSum),
        positive(first.gradient()),
        positive(HEADROOM * hessianSum),
        positive(first.hessian()),
        unit);
  }

  private static boolean[] all(int rows) {
    boolean[] drawn = new boolean[rows];
    Arrays.fill(drawn, true);
    return drawn;
  }

  private static double sum(double[] values, double sign) {
    double sum = 0;
    for (double value : values) {
      sum += Math.max(0, sign * value);
    }
    return sum;
  }

  /** Labels without any variance have no gradient. */
  private static double positive(double bound) {
    return Math.max(bound, 1e-9);
  }
}
