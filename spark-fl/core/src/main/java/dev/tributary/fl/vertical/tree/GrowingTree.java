package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.tree.Tree;
import dev.tributary.fl.tree.TreeNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One tree while it grows level by level, and the node of every row: training, validation and test
 * rows alike. Only the label party has one.
 */
final class GrowingTree {
  private final RoundGradients round;
  private final int classIndex;
  private final int[] nodeOfRow;
  private final List<TreeNode> nodes = new ArrayList<>();
  private final List<LeafBounds> bounds = new ArrayList<>();
  private List<OpenNode> open = new ArrayList<>();

  /**
   * @param rows all rows
   */
  GrowingTree(RoundGradients round, int classIndex, int rows) {
    this.round = round;
    this.classIndex = classIndex;
    this.nodeOfRow = new int[rows];
    nodes.add(null);
    bounds.add(LeafBounds.NONE);
    open.add(new OpenNode(0, null, null));
    weigh();
  }

  /** Nodes of the current level that may still be split. */
  List<OpenNode> open() {
    return open;
  }

  /**
   * Numbers the channels of this tree's level: the root, or of each pair of siblings the one with
   * fewer rows.
   *
   * @param first first free channel
   * @return one past the last channel used
   */
  int assignChannels(int first) {
    int channel = first;
    for (OpenNode node : open) {
      if (node.isBuilt()) {
        node.channel = channel++;
      }
    }
    return channel;
  }

  /** Channel of every training row that is drawn, else -1. */
  short[] channelOfRow() {
    short[] ofNode = new short[nodes.size()];
    Arrays.fill(ofNode, (short) -1);
    for (OpenNode node : open) {
      ofNode[node.id] = (short) (node.isBuilt() ? node.channel : -1);
    }
    boolean[] drawn = round.drawn();
    short[] channels = new short[drawn.length];
    for (int row = 0; row < channels.length; row++) {
      channels[row] = drawn[row] ? ofNode[nodeOfRow[row]] : -1;
    }
    return channels;
  }

  /**
   * Sends the rows of the open nodes that have a choice to their children, which are the new open
   * nodes; the others become leaves.
   *
   * @param chosen by position in {@link #open()}, null for none
   */
  void part(List<ChosenSplit> chosen) {
    ChosenSplit[] ofNode = new ChosenSplit[nodes.size()];
    int[] leftChild = new int[nodes.size()];
    List<OpenNode> children = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      ChosenSplit split = chosen.get(i);
      if (split != null) {
        OpenNode parent = open.get(i);
        ofNode[parent.id] = split;
        leftChild[parent.id] = nodes.size();
        OpenNode left = new OpenNode(nodes.size(), parent, null);
        children.add(left);
        children.add(new OpenNode(nodes.size() + 1, parent, left));
        nodes.add(null);
        nodes.add(null);
      }
    }
    for (int row = 0; row < nodeOfRow.length; row++) {
      int node = nodeOfRow[row];
      if (node < ofNode.length && ofNode[node] != null) {
        boolean left = SplitBitmaps.left(ofNode[node].bitmap(), row);
        nodeOfRow[row] = leftChild[node] + (left ? 0 : 1);
      }
    }
    open = children;
    weigh();
  }

  /**
   * Keeps the splits by which {@link #part} went, once the new open nodes have their totals.
   *
   * @param parents the open nodes before
   * @param chosen by position in these
   * @param gains of exact sums, and weights by them
   */
  void keep(List<OpenNode> parents, List<ChosenSplit> chosen, SplitFinder gains) {
    for (int i = 0, child = 0; i < chosen.size(); i++) {
      if (chosen.get(i) != null) {
        OpenNode parent = parents.get(i);
        OpenNode left = open.get(child);
        OpenNode right = open.get(child + 1);
        bound(parent, chosen.get(i).direction(), left, right, gains);
        double gain = gains.exactGain(parent.bounds, left, right);
        nodes.set(parent.id, chosen.get(i).node(left.id, right.id, gain, cover(parent)));
        child += 2;
      }
    }
  }

  /**
   * Bounds the leaves below a new split by the exact sums of its children: whatever the split was
   * chosen by, the two sides of a monotone one stay in order.
   */
  private void bound(
      OpenNode parent, int direction, OpenNode left, OpenNode right, SplitFinder weights) {
    double middle = weights.middle(parent.bounds, left, right);
    left.bounds = parent.bounds.left(direction, middle);
    right.bounds = parent.bounds.right(direction, middle);
    bounds.add(left.bounds);
    bounds.add(right.bounds);
  }

  /** Sums this party's gradients in fixed point and counts its rows, of every open node. */
  private void weigh() {
    long[] g = new long[nodes.size()];
    long[] h = new long[nodes.size()];
    int[] count = new int[nodes.size()];
    int[] gradients = round.pairs().gradients()[classIndex];
    int[] hessians = round.pairs().hessians()[classIndex];
    boolean[] drawn = round.drawn();
    for (int row = 0; row < drawn.length; row++) {
      if (drawn[row]) {
        int node = nodeOfRow[row];
        g[node] += gradients[row];
        h[node] += hessians[row];
        count[node]++;
      }
    }
    for (OpenNode node : open) {
      node.own = new NodeTotals(g[node.id], h[node.id], count[node.id]);
    }
  }

  private double cover(OpenNode node) {
    return Math.scalb((double) node.hessian, -round.pairs().hessianFractionBits());
  }

  /** Nodes without a split. */
  int leaves() {
    return (int) nodes.stream().filter(node -> node == null).count();
  }

  /**
   * Sums of the exact derivatives of this party's rows: gradient and hessian of every leaf, by
   * number.
   */
  double[] leafSums() {
    double[] g = new double[nodes.size()];
    double[] h = new double[nodes.size()];
    boolean[] drawn = round.drawn();
    for (int row = 0; row < drawn.length; row++) {
      if (drawn[row]) {
        g[nodeOfRow[row]] += round.exactGradients()[classIndex][row];
        h[nodeOfRow[row]] += round.exactHessians()[classIndex][row];
      }
    }
    double[] sums = new double[2 * leaves()];
    int at = 0;
    for (int id = 0; id < nodes.size(); id++) {
      if (nodes.get(id) == null) {
        sums[at++] = g[id];
        sums[at++] = h[id];
      }
    }
    return sums;
  }

  /**
   * Ends the tree: every node without a split becomes a leaf with the weight of the exact
   * derivatives, which is added to the scores of all its rows.
   *
   * @param sums like {@link #leafSums}, over the rows of all
   * @param scores raw scores of this class by row
   */
  Tree finish(TreeParameters parameters, double[] sums, double[] scores) {
    double[] weight = new double[nodes.size()];
    int at = 0;
    for (int id = 0; id < weight.length; id++) {
      if (nodes.get(id) == null) {
        double g = sums[at++];
        double h = sums[at++];
        weight[id] = SplitFinder.leafWeight(parameters, g, h, bounds.get(id));
        nodes.set(id, TreeNode.leaf(weight[id], h));
      }
    }
    for (int row = 0; row < nodeOfRow.length; row++) {
      scores[row] += weight[nodeOfRow[row]];
    }
    return new Tree(nodes);
  }
}
