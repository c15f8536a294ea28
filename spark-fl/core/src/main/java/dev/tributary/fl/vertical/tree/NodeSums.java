package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.training.SumNoise;
import dev.tributary.fl.vertical.nodesums.CandidateSums;

/**
 * Left sums of one node over one party's candidates.
 *
 * @param gradients by candidate id, fixed point
 * @param hessians by candidate id, fixed point
 * @param noise on every sum
 */
record NodeSums(long[] gradients, long[] hessians, SumNoise noise) {
  /** One channel of a level's answer. */
  static NodeSums of(CandidateSums sums, int channel) {
    long[] gradients = new long[sums.candidates()];
    long[] hessians = new long[sums.candidates()];
    for (int id = 0; id < gradients.length; id++) {
      gradients[id] = sums.gradient(id, channel);
      hessians[id] = sums.hessian(id, channel);
    }
    return new NodeSums(gradients, hessians, sums.noise());
  }

  /** What is left of this node (the parent) without one child: the other child's sums. */
  NodeSums minus(NodeSums child) {
    long[] g = new long[gradients.length];
    long[] h = new long[gradients.length];
    for (int id = 0; id < g.length; id++) {
      g[id] = gradients[id] - child.gradients[id];
      h[id] = hessians[id] - child.hessians[id];
    }
    return new NodeSums(g, h, noise.and(child.noise));
  }
}
