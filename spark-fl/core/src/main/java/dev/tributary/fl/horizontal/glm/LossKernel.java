package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.horizontal.exact.RoundedSums;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.rows.RowKernel;
import dev.tributary.fl.horizontal.sum.FixedPoint;
import java.util.Iterator;

/**
 * Loss and gradient over rows: the loss first, then per output the derivatives by the coefficient
 * of every feature and, where there is one, by the intercept.
 *
 * @param at where, laid out like the gradient
 */
record LossKernel(
    GlmObjective objective, int features, Intercept intercept, double[] at, FixedPoint point)
    implements RowKernel {
  /** Coordinates of one output. */
  static int width(int features, Intercept intercept) {
    return intercept == Intercept.FITTED ? features + 1 : features;
  }

  @Override
  public int words() {
    return 2 + at.length;
  }

  @Override
  public long[] sum(Iterator<RowBlock> partition) {
    RoundedSums sums = new RoundedSums(1 + at.length, point);
    double[] eta = new double[objective.outputs()];
    double[] slope = new double[eta.length];
    while (partition.hasNext()) {
      RowBlock block = partition.next();
      for (int r = 0; r < block.rows(); r++) {
        if (block.weight(r) > 0) {
          add(block, r, eta, slope, sums);
        }
      }
    }
    return sums.words();
  }

  private void add(RowBlock block, int r, double[] eta, double[] slope, RoundedSums sums) {
    int width = width(features, intercept);
    int from = r * features;
    for (int k = 0; k < eta.length; k++) {
      double centre = width > features ? at[k * width + features] : 0;
      eta[k] = centre + block.offset(r) + dot(block.values(), from, at, k * width, features);
    }
    double weight = block.weight(r);
    sums.add(0, weight * objective.loss(block.label(r), eta, slope));
    for (int k = 0; k < eta.length; k++) {
      double factor = weight * slope[k];
      sums.add(1 + k * width, factor, block.values(), from, features, block.largest(r));
      if (width > features) {
        sums.add(1 + k * width + features, factor);
      }
    }
  }

  /** Four sums side by side, since one waits for itself; in an order that nothing changes. */
  private static double dot(double[] x, int from, double[] w, int at, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      a += x[from + i] * w[at + i];
      b += x[from + i + 1] * w[at + i + 1];
      c += x[from + i + 2] * w[at + i + 2];
      d += x[from + i + 3] * w[at + i + 3];
    }
    for (; i < count; i++) {
      a += x[from + i] * w[at + i];
    }
    return (a + b) + (c + d);
  }
}
