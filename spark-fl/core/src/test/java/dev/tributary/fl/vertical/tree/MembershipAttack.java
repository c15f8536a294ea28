package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.training.SumNoise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A label party that follows the protocol and tries to learn from its view who is left of a feature
 * party's candidate. Every node with channels of every tree is one equation {@code sum of g_i x_i =
 * s + noise} over the training rows in it, and where labels are no classes the left sum of hessians
 * is another (for classes these are small against the noise on them). The attack minimises {@code
 * |A x - s|^2 / variance + |x - share|^2 / (share (1 - share))} over {@code 0 <= x <= 1} by
 * accelerated projected gradients (Beck and Teboulle, SIAM J. Imaging Sciences 2009).
 */
final class MembershipAttack {
  private static final int ITERATIONS = 400;

  /** In squares of the largest derivative; bounds the conditioning where sums are exact. */
  private static final double LEAST_VARIANCE = 1e-3;

  private final int rows;
  private final double share;
  private final List<Equations> levels = new ArrayList<>();

  /**
   * One level of one tree.
   *
   * @param row rows whose node has a channel
   * @param g their derivatives of one kind
   * @param node their channels
   * @param sums by channel
   * @param weight 1 / variance of the sums
   */
  private record Equations(int[] row, double[] g, int[] node, double[] sums, double weight) {}

  /**
   * @param trees how many of the first trees the attack uses
   * @param hessians whether their sums are used too
   */
  MembershipAttack(LabelView view, int trees, int candidate, boolean hessians) {
    this.rows = view.levels().get(0).gradients().length;
    this.share = Math.max(0.01, Math.min(0.99, share(view.levels(), candidate)));
    for (LabelView.Level level : view.levels()) {
      if (level.round() < trees) {
        SumNoise noise = level.sums().noise();
        levels.add(
            equations(
                level,
                level.gradients(),
                noise.gradient() * level.unit(),
                channel -> level.gradient(candidate, channel)));
        if (hessians) {
          levels.add(
              equations(
                  level,
                  level.hessians(),
                  noise.hessian() * level.unit(),
                  channel -> level.hessian(candidate, channel)));
        }
      }
    }
  }

  private static Equations equations(
      LabelView.Level level, double[] derivatives, double sigma, IntToDoubleFunction leftSum) {
    short[] channelOfRow = level.channelOfRow();
    int[] row = IntStream.range(0, channelOfRow.length).filter(r -> channelOfRow[r] >= 0).toArray();
    double[] g = Arrays.stream(row).mapToDouble(r -> derivatives[r]).toArray();
    int[] node = Arrays.stream(row).map(r -> channelOfRow[r]).toArray();
    double[] sums = new double[level.sums().channels()];
    Arrays.setAll(sums, leftSum);
    double largest = Arrays.stream(derivatives).map(Math::abs).max().orElseThrow();
    double variance = Math.max(LEAST_VARIANCE * largest * largest, sigma * sigma);
    return new Equations(row, g, node, sums, 1 / variance);
  }

  /** The candidates that part the samples most evenly. */
  static int[] balanced(LabelView view, int count) {
    return IntStream.range(0, view.levels().get(0).sums().candidates())
        .boxed()
        .sorted(Comparator.comparingDouble(c -> Math.abs(share(view.levels(), c) - 0.5)))
        .limit(count)
        .mapToInt(c -> c)
        .toArray();
  }

  /** A candidate's share of the samples, from the hessians at the roots. */
  private static double share(List<LabelView.Level> levels, int candidate) {
    double left = 0;
    double all = 0;
    for (LabelView.Level level : levels) {
      if (level.depth() == 0) {
        left += level.hessian(candidate, 0);
        all += Arrays.stream(level.hessians()).sum();
      }
    }
    return left / all;
  }

  /** Estimates memberships, 0 to 1, by training row. */
  double[] estimate() {
    double[] x = new double[rows];
    Arrays.fill(x, share);
    double[] ahead = x.clone();
    double prior = 1 / (share * (1 - share));
    double step = 1 / (1.05 * largestEigenvalue() + prior);
    double momentum = 1;
    for (int i = 0; i < ITERATIONS; i++) {
      double[] gradient = normal(ahead, 1);
      double next = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
      for (int at = 0; at < x.length; at++) {
        double slope = gradient[at] + prior * (ahead[at] - share);
        double moved = Math.max(0, Math.min(1, ahead[at] - step * slope));
        ahead[at] = moved + (momentum - 1) / next * (moved - x[at]);
        x[at] = moved;
      }
      momentum = next;
    }
    return x;
  }

  /** Power iteration; the largest eigenvector has one sign nearly everywhere, so few suffice. */
  private double largestEigenvalue() {
    double[] v = new double[rows];
    Arrays.fill(v, 1);
    double norm = 1;
    for (int i = 0; i < 30; i++) {
      v = normal(v, 0);
      norm = Math.sqrt(Arrays.stream(v).map(value -> value * value).sum());
      for (int at = 0; at < v.length; at++) {
        v[at] /= norm;
      }
    }
    return norm;
  }

  /** {@code A^T (A x - scale s) / variance}. */
  private double[] normal(double[] x, double scale) {
    double[] out = new double[x.length];
    for (Equations level : levels) {
      double[] residual = new double[level.sums.length];
      for (int i = 0; i < level.node.length; i++) {
        residual[level.node[i]] += level.g[i] * x[level.row[i]];
      }
      for (int channel = 0; channel < residual.length; channel++) {
        residual[channel] = level.weight * (residual[channel] - scale * level.sums[channel]);
      }
      for (int i = 0; i < level.node.length; i++) {
        out[level.row[i]] += level.g[i] * residual[level.node[i]];
      }
    }
    return out;
  }
}
