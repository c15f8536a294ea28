package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.horizontal.privacy.ClippedWords;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.rows.RowKernel;
import java.util.Iterator;

/**
 * Sum of the rows' gradients, laid out like {@code at}, each as {@link ClippedWords}: none is
 * longer than {@link #LONGEST}, whatever a row holds.
 *
 * @param at where
 * @param clip longest gradient
 */
@SuppressWarnings("ArrayRecordComponent")
record ClippedGradient(
    GlmObjective objective, int features, Intercept intercept, double[] at, double clip)
    implements RowKernel {
  /** Length of the longest gradient in units of a word. */
  static final long LONGEST = 1L << 20;

  /** The value of a unit. */
  double unit() {
    return clipped().unit();
  }

  private ClippedWords clipped() {
    return new ClippedWords(clip, LONGEST);
  }

  @Override
  public int words() {
    return 1 + at.length;
  }

  @Override
  public long[] sum(Iterator<RowBlock> partition) {
    ClippedWords clipped = clipped();
    long[] sum = new long[words()];
    double[] eta = new double[objective.outputs()];
    double[] slope = new double[eta.length];
    double[] gradient = new double[at.length];
    long[] own = new long[at.length];
    while (partition.hasNext()) {
      RowBlock block = partition.next();
      for (int r = 0; r < block.rows(); r++) {
        of(block, r, eta, slope, gradient);
        if (clipped.round(gradient, own)) {
          for (int i = 0; i < own.length; i++) {
            sum[1 + i] += own[i];
          }
        }
      }
    }
    return sum;
  }

  private void of(RowBlock block, int row, double[] eta, double[] slope, double[] gradient) {
    int width = LossKernel.width(features, intercept);
    for (int k = 0; k < eta.length; k++) {
      double sum = width > features ? at[k * width + features] : 0;
      for (int j = 0; j < features; j++) {
        sum += at[k * width + j] * block.values()[row * features + j];
      }
      eta[k] = sum;
    }
    objective.loss(block.label(row), eta, slope);
    for (int k = 0; k < eta.length; k++) {
      for (int j = 0; j < features; j++) {
        gradient[k * width + j] = slope[k] * block.values()[row * features + j];
      }
      if (width > features) {
        gradient[k * width + features] = slope[k];
      }
    }
  }
}
