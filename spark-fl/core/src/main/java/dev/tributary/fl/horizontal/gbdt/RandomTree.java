package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.tree.LeafPenalty;
import dev.tributary.fl.tree.SplitRule;
import dev.tributary.fl.tree.Tree;
import dev.tributary.fl.tree.TreeNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A tree whose splits are drawn at random from the cuts alone: a feature, and one of its cuts that
 * the nodes above leave open. It says nothing of any row before its leaves have weights (Geurts,
 * Ernst and Wehenkel, "Extremely randomized trees", 2006).
 */
final class RandomTree implements Serializable {
  private static final long serialVersionUID = 1L;

  private final BinTree bins = new BinTree();
  private final List<Split> splits = new ArrayList<>();
  private int[] leaf = new int[1];
  private int leaves;

  /**
   * A node.
   *
   * @param feature -1 in a leaf
   * @param threshold last value bin that goes left
   */
  private record Split(int feature, int threshold, boolean missingLeft, int left)
      implements Serializable {
    private static final Split LEAF = new Split(-1, 0, false, 0);
  }

  private RandomTree() {}

  /**
   * Draws a tree; the same at all parties.
   *
   * @param cuts of which some feature has one
   * @param random an algorithm that Java specifies
   */
  static RandomTree draw(FeatureCuts cuts, int depth, Random random) {
    RandomTree tree = new RandomTree();
    tree.splits.add(Split.LEAF);
    int[] first = new int[cuts.features()];
    int[] last = new int[first.length];
    for (int f = 0; f < last.length; f++) {
      last[f] = cuts.valueBins(f) - 1;
    }
    tree.grow(0, depth, first, last, cuts, random);
    return tree;
  }

  /**
   * @param first value bin of each feature that rows of the node are in
   * @param last the same
   */
  private void grow(int node, int depth, int[] first, int[] last, FeatureCuts cuts, Random random) {
    int feature = depth == 0 ? -1 : open(first, last, random);
    if (feature < 0) {
      number(node);
      return;
    }
    int threshold = first[feature] + random.nextInt(last[feature] - first[feature]);
    boolean missingLeft = cuts.missing()[feature] && random.nextBoolean();
    int child = bins.split(node, feature, threshold, missingLeft ? cuts.valueBins(feature) : -1);
    splits.set(node, new Split(feature, threshold, missingLeft, child));
    splits.add(Split.LEAF);
    splits.add(Split.LEAF);
    int[] ends = last.clone();
    ends[feature] = threshold;
    grow(child, depth - 1, first, ends, cuts, random);
    int[] begins = first.clone();
    begins[feature] = threshold + 1;
    grow(child + 1, depth - 1, begins, last, cuts, random);
  }

  /** Draws a feature of those with a cut inside the node; -1 where none has. */
  private static int open(int[] first, int[] last, Random random) {
    int[] open = IntStream.range(0, first.length).filter(f -> first[f] < last[f]).toArray();
    return open.length == 0 ? -1 : open[random.nextInt(open.length)];
  }

  private void number(int node) {
    if (node >= leaf.length) {
      leaf = Arrays.copyOf(leaf, 2 * node + 1);
    }
    leaf[node] = leaves++;
  }

  /** The number of the leaf where a row ends. */
  int leafOf(BinBlock block, int row) {
    return leaf[bins.nodeOf(block, row)];
  }

  /** As rows are sent through it. */
  BinTree bins() {
    return bins;
  }

  /**
   * Gives every leaf its weight.
   *
   * @param gradients by number of the leaf
   * @param hessians by number of the leaf
   * @param doubt added to a hessian, of which no more is told: where few rows are, leaves are small
   */
  Tree finish(
      double[] gradients,
      double[] hessians,
      double doubt,
      LeafPenalty penalty,
      double rate,
      FeatureCuts cuts) {
    double[] g = new double[splits.size()];
    double[] h = new double[g.length];
    TreeNode[] nodes = new TreeNode[g.length];
    for (int node = nodes.length - 1; node >= 0; node--) {
      Split split = splits.get(node);
      if (split.feature < 0) {
        g[node] = gradients[leaf[node]];
        h[node] = Math.max(0, hessians[leaf[node]]);
        double weight = penalty.weight(rate, g[node], h[node] + doubt);
        bins.weigh(node, weight);
        nodes[node] = TreeNode.leaf(weight, h[node]);
      } else {
        int left = split.left;
        g[node] = g[left] + g[left + 1];
        h[node] = h[left] + h[left + 1];
        double gain =
            penalty.strength(g[left], h[left] + doubt)
                + penalty.strength(g[left + 1], h[left + 1] + doubt)
                - penalty.strength(g[node], h[node] + doubt);
        nodes[node] =
            TreeNode.own(
                new SplitRule(
                    cuts.names().get(split.feature),
                    cuts.cuts()[split.feature][split.threshold],
                    split.missingLeft),
                left,
                left + 1,
                Math.max(0, gain),
                h[node]);
      }
    }
    return new Tree(List.of(nodes));
  }
}
