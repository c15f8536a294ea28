package dev.tributary.fl.horizontal.gbdt;

import java.io.Serializable;
import java.util.Arrays;

/** A tree over bins, which rows are sent through while it grows and when it is done. */
public final class BinTree implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int NONE = -1;

  private int[] feature = {NONE};
  private int[] threshold = new int[1];
  private int[] missingBin = {NONE};
  private int[] left = new int[1];
  private double[] weight = new double[1];
  private int nodes = 1;

  /** A root. */
  BinTree() {}

  int nodes() {
    return nodes;
  }

  /**
   * Splits a node.
   *
   * @param lastLeft last bin of the feature that goes left
   * @param alsoLeft a further bin that does, -1 for none
   * @return the left child; the right one follows it
   */
  int split(int node, int splitFeature, int lastLeft, int alsoLeft) {
    int child = nodes;
    nodes += 2;
    if (nodes > feature.length) {
      int room = 2 * nodes;
      feature = Arrays.copyOf(feature, room);
      threshold = Arrays.copyOf(threshold, room);
      missingBin = Arrays.copyOf(missingBin, room);
      left = Arrays.copyOf(left, room);
      weight = Arrays.copyOf(weight, room);
    }
    feature[child] = NONE;
    feature[child + 1] = NONE;
    feature[node] = splitFeature;
    threshold[node] = lastLeft;
    missingBin[node] = alsoLeft;
    left[node] = child;
    return child;
  }

  /** Gives a leaf its weight. */
  void weigh(int node, double of) {
    weight[node] = of;
  }

  /** The node without a split where a row ends. */
  int nodeOf(BinBlock block, int row) {
    int node = 0;
    while (feature[node] != NONE) {
      int bin = block.bins(feature[node])[row] & 0xff;
      node = left[node] + (bin <= threshold[node] || bin == missingBin[node] ? 0 : 1);
    }
    return node;
  }

  /** Adds every row's leaf to its score. */
  void addTo(double[] scores, BinBlock block) {
    for (int row = 0; row < scores.length; row++) {
      scores[row] += weight[nodeOf(block, row)];
    }
  }
}
