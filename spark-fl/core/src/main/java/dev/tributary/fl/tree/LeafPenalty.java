package dev.tributary.fl.tree;

import java.io.Serializable;

/**
 * What a leaf is worth by the sums {@code G} and {@code H} of its rows' first and second
 * derivatives, under penalties on its weight: the weight {@code -T(G) / (H + lambda)} takes {@code
 * T(G)^2 / (H + lambda)} off twice the loss, with the soft threshold {@code T(G) = sign(G) max(|G|
 * - alpha, 0)} (Chen and Guestrin, XGBoost, KDD 2016).
 *
 * @param lambda L2 penalty, at least 0
 * @param alpha L1 penalty, at least 0
 */
public record LeafPenalty(double lambda, double alpha) implements Serializable {
  /** What a leaf with these sums takes off; 0 without any weight. */
  public double strength(double gradient, double hessian) {
    double denominator = hessian + lambda;
    if (!(denominator > 0)) {
      return 0;
    }
    double shrunk = shrink(gradient);
    return shrunk * shrunk / denominator;
  }

  /** Its weight times a learning rate; 0 without any weight. */
  public double weight(double rate, double gradient, double hessian) {
    double denominator = hessian + lambda;
    return denominator > 0 ? -rate * shrink(gradient) / denominator : 0;
  }

  private double shrink(double gradient) {
    return Math.signum(gradient) * Math.max(Math.abs(gradient) - alpha, 0);
  }
}
