package dev.tributary.fl.tree;

import dev.tributary.fl.linearmap.GradientBounds;
import java.util.Arrays;

/**
 * Bounds on the derivatives of a training from those before its first tree. Boosting shrinks
 * residuals, so sums stay near or below the first ones; a quarter is added for the classes whose
 * share of the loss grows at first. The unit of noise is the largest first derivative of each kind,
 * and where classes are predicted the largest weight for both kinds: no derivative exceeds it.
 */
final class ExpectedGradients {
  private static final double HEADROOM = 1.25;

  private ExpectedGradients() {}

  static GradientBounds bounds(
      Objective objective, double[] labels, double[] weights, int training) {
    int classes = objective.classes();
    double[] base = objective.baseScores(labels, weights, training);
    double[][] scores = new double[classes][training];
    for (int k = 0; k < classes; k++) {
      Arrays.fill(scores[k], base[k]);
    }
    double[][] g = new double[classes][training];
    double[][] h = new double[classes][training];
    objective.derivatives(scores, labels, weights, training, g, h);
    double gradientSum = 0;
    double hessianSum = 0;
    double gradientLargest = 0;
    double hessianLargest = 0;
    for (int k = 0; k < classes; k++) {
      gradientSum = Math.max(gradientSum, Math.max(sum(g[k], 1), sum(g[k], -1)));
      hessianSum = Math.max(hessianSum, sum(h[k], 1));
      for (int row = 0; row < training; row++) {
        gradientLargest = Math.max(gradientLargest, Math.abs(g[k][row]));
        hessianLargest = Math.max(hessianLargest, h[k][row]);
      }
    }
    double heaviest = Arrays.stream(weights, 0, training).max().orElseThrow();
    boolean classification = objective.isClassification();
    return new GradientBounds(
        positive(HEADROOM * gradientSum),
        positive(classification ? heaviest : gradientLargest),
        positive(HEADROOM * hessianSum),
        positive(classification ? heaviest : hessianLargest));
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
