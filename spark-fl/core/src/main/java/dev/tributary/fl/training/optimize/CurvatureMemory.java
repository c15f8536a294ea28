package dev.tributary.fl.training.optimize;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * The last steps and what the gradient did along them: an approximation of the inverse Hessian by
 * the two-loop recursion of Nocedal & Wright, Numerical Optimization, 2006, algorithm 7.4.
 */
final class CurvatureMemory {
  static final int PAIRS = 10;

  /** A pair below is mostly rounding; one without positive curvature would break the descent. */
  private static final double LEAST_CURVATURE = 1e-14;

  private final Deque<Pair> pairs = new ArrayDeque<>();

  private record Pair(double[] step, double[] change, double product) {}

  /** Remembers a step, and forgets the oldest beyond {@value #PAIRS}. */
  void remember(double[] step, double[] change) {
    double product = Vectors.dot(step, change);
    if (product > LEAST_CURVATURE * Vectors.length(step) * Vectors.length(change)) {
      if (pairs.size() == PAIRS) {
        pairs.removeFirst();
      }
      pairs.addLast(new Pair(step, change, product));
    }
  }

  boolean isEmpty() {
    return pairs.isEmpty();
  }

  void forget() {
    pairs.clear();
  }

  /** Minus the inverse Hessian times a gradient. */
  double[] direction(double[] gradient) {
    double[] q = Vectors.times(-1, gradient);
    List<Pair> latestFirst = new ArrayList<>(pairs);
    Collections.reverse(latestFirst);
    double[] alpha = new double[latestFirst.size()];
    for (int i = 0; i < alpha.length; i++) {
      Pair pair = latestFirst.get(i);
      alpha[i] = Vectors.dot(pair.step, q) / pair.product;
      Vectors.add(q, -alpha[i], pair.change);
    }
    if (!pairs.isEmpty()) {
      Pair last = pairs.getLast();
      q = Vectors.times(last.product / Vectors.dot(last.change, last.change), q);
    }
    for (int i = alpha.length - 1; i >= 0; i--) {
      Pair pair = latestFirst.get(i);
      Vectors.add(q, alpha[i] - Vectors.dot(pair.change, q) / pair.product, pair.step);
    }
    return q;
  }
}
