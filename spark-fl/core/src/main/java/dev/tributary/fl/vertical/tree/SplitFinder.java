package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.training.SumNoise;
import dev.tributary.fl.tree.LeafPenalty;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import java.util.List;
import java.util.Optional;

/**
 * Finds the best split of a node: most gain {@code L(G_l, H_l) + L(G_r, H_r) - L(G, H)} with {@code
 * L(G, H) = T(G)^2 / (H + lambda)} and the soft threshold {@code T(G) = sign(G) max(|G| - alpha,
 * 0)}. A threshold of a monotone feature is no candidate where the weights {@code w = -T(G) / (H +
 * lambda)} of its children are in the other order. Below one, weights are clamped to {@link
 * LeafBounds}, and a clamped weight has {@code L = -(2 G w + 2 alpha |w| + (H + lambda) w^2)},
 * which is the above for one that is free.
 *
 * <p>Deterministic: of equal gains the first wins, in the order own features, parties in job order,
 * candidate ids.
 */
final class SplitFinder {
  /**
   * A child whose hessian sum is within this many deviations of the noise on it may be empty, and a
   * quotient by such a sum can be anything. Measured in the lattice's README.
   */
  private static final double LEAST_DEVIATIONS = 2;

  private final TreeParameters parameters;
  private final LeafPenalty penalty;
  private final double unit;
  private final SplitDirections directions;

  /**
   * @param fractionBits fixed point of all sums
   */
  SplitFinder(TreeParameters parameters, int fractionBits, SplitDirections directions) {
    this.parameters = parameters;
    this.penalty = penalty(parameters);
    this.directions = directions;
    this.unit = Math.scalb(1.0, -fractionBits);
  }

  /**
   * The best split, if one gains more than {@code gamma} with children of enough weight.
   *
   * @param sources left sums, own features first, then parties in job order
   * @param active candidates that may be chosen, by source
   * @param gradient the node's sum, fixed point
   * @param hessian the node's sum, fixed point
   * @param bounds of the node
   */
  Optional<BestSplit> find(
      List<NodeSums> sources,
      List<CandidateSet> active,
      long gradient,
      long hessian,
      LeafBounds bounds) {
    double parent = strength(gradient * unit, hessian * unit, bounds);
    double best = parameters.gamma();
    int source = -1;
    int candidate = -1;
    for (int s = 0; s < sources.size(); s++) {
      NodeSums sums = sources.get(s);
      CandidateSet members = active.get(s);
      for (int id = members.next(0); id >= 0; id = members.next(id + 1)) {
        long g = sums.gradients()[id];
        long h = sums.hessians()[id];
        double gain = gain(g, h, gradient - g, hessian - h, parent, sums.noise(), bounds);
        if (gain > best && inOrder(directions.of(s, id), g, h, gradient - g, hessian - h, bounds)) {
          best = gain;
          source = s;
          candidate = id;
        }
      }
    }
    return source < 0
        ? Optional.empty()
        : Optional.of(new BestSplit(source, candidate, best, directions.of(source, candidate)));
  }

  /**
   * The gain of a split by the exact sums of its children, at least 0.
   *
   * @param bounds of the node that is split
   */
  double exactGain(LeafBounds bounds, OpenNode left, OpenNode right) {
    double parent =
        strength(
            (left.gradient + right.gradient) * unit, (left.hessian + right.hessian) * unit, bounds);
    double gain =
        strength(left.gradient * unit, left.hessian * unit, left.bounds)
            + strength(right.gradient * unit, right.hessian * unit, right.bounds)
            - parent;
    return Math.max(0, gain);
  }

  /** Between the weights of two children by their exact sums, within the node's bounds. */
  double middle(LeafBounds bounds, OpenNode left, OpenNode right) {
    double weights =
        bounds.clamp(weight(left.gradient * unit, left.hessian * unit))
            + bounds.clamp(weight(right.gradient * unit, right.hessian * unit));
    return bounds.clamp(weights / 2);
  }

  private boolean inOrder(
      int direction, long gLeft, long hLeft, long gRight, long hRight, LeafBounds bounds) {
    return direction == 0
        || direction
                * (bounds.clamp(weight(gRight * unit, hRight * unit))
                    - bounds.clamp(weight(gLeft * unit, hLeft * unit)))
            >= 0;
  }

  private double gain(
      long gLeft,
      long hLeft,
      long gRight,
      long hRight,
      double parent,
      SumNoise noise,
      LeafBounds bounds) {
    double left = hLeft * unit;
    double right = hRight * unit;
    double least = Math.max(parameters.minChildWeight(), LEAST_DEVIATIONS * noise.hessian() * unit);
    if (left < least || right < least) {
      return Double.NEGATIVE_INFINITY;
    }
    return strength(gLeft * unit, left, bounds)
        + strength(gRight * unit, right, bounds)
        - parent
        - noiseGain(noise.gradient() * unit, left, right);
  }

  /** What noise on a gradient sum adds to a gain on average: it enters squared. */
  private double noiseGain(double deviation, double left, double right) {
    return deviation == 0
        ? 0
        : deviation
            * deviation
            * (1 / (left + parameters.lambda()) + 1 / (right + parameters.lambda()));
  }

  private double strength(double gradient, double hessian, LeafBounds bounds) {
    double denominator = hessian + parameters.lambda();
    if (bounds.bind() && denominator > 0) {
      double weight = bounds.clamp(weight(gradient, hessian));
      return -(2 * gradient * weight
          + 2 * parameters.alpha() * Math.abs(weight)
          + denominator * weight * weight);
    }
    return penalty.strength(gradient, hessian);
  }

  /** Without learning rate. */
  private double weight(double gradient, double hessian) {
    return penalty.weight(1, gradient, hessian);
  }

  /**
   * Weight of a leaf within its bounds, learning rate included; the one nearest to 0 without any
   * weight.
   */
  static double leafWeight(
      TreeParameters parameters, double gradient, double hessian, LeafBounds bounds) {
    double rate = parameters.learningRate();
    double weight = penalty(parameters).weight(rate, gradient, hessian);
    return Math.max(rate * bounds.lower(), Math.min(rate * bounds.upper(), weight));
  }

  private static LeafPenalty penalty(TreeParameters parameters) {
    return new LeafPenalty(parameters.lambda(), parameters.alpha());
  }

  /**
   * @param source 0 for own features, else the party's place in job order, from 1
   * @param candidate id at that party
   * @param gain above gamma
   * @param direction of the candidate
   */
  record BestSplit(int source, int candidate, double gain, int direction) {}
}
