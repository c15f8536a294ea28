package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.tree.LeafPenalty;
import dev.tributary.fl.tree.SplitRule;
import dev.tributary.fl.tree.Tree;
import dev.tributary.fl.tree.TreeNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One tree while it grows level by level: as rows are sent through it, and as it is kept. */
final class LevelwiseTree {
  private final FeatureCuts cuts;
  private final HistogramLayout layout;
  private final DerivativeScale scale;
  private final BinTree bins = new BinTree();
  private final List<TreeNode> nodes = new ArrayList<>();
  private final List<NodeWords> leaves = new ArrayList<>();
  private List<GrowingNode> open = new ArrayList<>();

  LevelwiseTree(FeatureCuts cuts, HistogramLayout layout, DerivativeScale scale) {
    this.cuts = cuts;
    this.layout = layout;
    this.scale = scale;
    nodes.add(null);
    leaves.add(null);
    open.add(new GrowingNode(0, null, null));
  }

  BinTree bins() {
    return bins;
  }

  /** Nodes of the current level that may still be split. */
  List<GrowingNode> open() {
    return open;
  }

  /**
   * Splits the open nodes where it gains; the others are leaves. Their children are the new open
   * nodes.
   */
  void split(Map<GrowingNode, LevelSearch.Found> found) {
    List<GrowingNode> children = new ArrayList<>();
    for (GrowingNode node : open) {
      LevelSearch.Found best = found.get(node);
      leaves.set(node.id, best.sums());
      if (best.split() != null) {
        children.addAll(split(node, best.sums(), best.split()));
      } else {
        node.words = null;
      }
    }
    open = children;
  }

  private List<GrowingNode> split(GrowingNode node, NodeWords sums, SplitSearch.Split split) {
    int feature = layout.features()[split.feature()];
    int missing = split.missingLeft() ? cuts.valueBins(feature) : -1;
    int child = bins.split(node.id, feature, split.threshold(), missing);
    GrowingNode left = new GrowingNode(child, node, split.left());
    GrowingNode right = new GrowingNode(child + 1, node, sums.minus(split.left()));
    GrowingNode.pair(left, right);
    double[] ofFeature = cuts.cuts()[feature];
    double threshold =
        split.threshold() < ofFeature.length
            ? ofFeature[split.threshold()]
            : Double.POSITIVE_INFINITY;
    nodes.set(
        node.id,
        TreeNode.own(
            new SplitRule(cuts.names().get(feature), threshold, split.missingLeft()),
            child,
            child + 1,
            split.gain(),
            scale.value(sums.hessian())));
    for (GrowingNode one : List.of(left, right)) {
      nodes.add(null);
      leaves.add(one.sums);
    }
    return List.of(left, right);
  }

  /** Ends the tree: nodes without a split are leaves with the weights of their sums. */
  Tree finish(LeafPenalty penalty, double rate) {
    for (int id = 0; id < nodes.size(); id++) {
      if (nodes.get(id) == null) {
        double gradient = scale.value(leaves.get(id).gradient());
        double hessian = scale.value(leaves.get(id).hessian());
        double weight = penalty.weight(rate, gradient, hessian);
        bins.weigh(id, weight);
        nodes.set(id, TreeNode.leaf(weight, hessian));
      }
    }
    return new Tree(nodes);
  }
}
