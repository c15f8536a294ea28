package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.tree.LeafPenalty;
import java.io.Serializable;

/**
 * Finds the best split of a node in its histograms: most gain {@code L(left) + L(right) - L(node)},
 * with {@code L} as {@link LeafPenalty#strength}. The same at all parties: it adds, multiplies and
 * divides. Of equal gains the first wins: by feature; then thresholds with missing values right,
 * the last of these parting all present from the missing; then thresholds with missing values left.
 */
record SplitSearch(HistogramLayout layout, BoostingSettings.Splits terms, DerivativeScale scale)
    implements Serializable {

  /**
   * A split of a node.
   *
   * @param feature place in the layout
   * @param threshold last value bin that goes left
   * @param missingLeft whether missing values do
   * @param gain above the least
   * @param left sums of the rows that go left
   */
  record Split(int feature, int threshold, boolean missingLeft, double gain, NodeWords left) {}

  /**
   * The best split that gains more than {@code gamma} with children of enough weight, or null.
   *
   * @param words of the node
   */
  Split best(long[] words, NodeWords node) {
    Best best = of(node);
    for (int f = 0; f < layout.features().length; f++) {
      best.feature(f, words, layout.at(f));
    }
    return best.found;
  }

  /** A search that has seen no feature yet. */
  Best of(NodeWords node) {
    return new Best(node, terms.penalty());
  }

  private boolean tooLight(NodeWords sums) {
    return scale.value(sums.hessian()) < terms.minChildWeight();
  }

  /** The best split of one node so far; features are seen in their order. */
  final class Best {
    private final NodeWords node;
    private final LeafPenalty penalty;
    private final double parent;
    private double gain = terms.gamma();
    private Split found;

    private Best(NodeWords node, LeafPenalty penalty) {
      this.node = node;
      this.penalty = penalty;
      this.parent = strength(node);
    }

    NodeWords node() {
      return node;
    }

    /** That gains more than {@code gamma} with children of enough weight, or null. */
    Split found() {
      return found;
    }

    /**
     * @param feature place in the layout
     * @param words that hold its bins
     * @param first of them
     */
    void feature(int feature, long[] words, int first) {
      int valueBins = layout.valueBins()[feature];
      boolean missing = layout.missing()[feature];
      thresholds(feature, words, first, missing ? valueBins : valueBins - 1, null);
      if (missing) {
        NodeWords absent = NodeWords.at(words, first + HistogramLayout.WORDS * valueBins);
        thresholds(feature, words, first, valueBins - 1, absent);
      }
    }

    private double strength(NodeWords sums) {
      return penalty.strength(scale.value(sums.gradient()), scale.value(sums.hessian()));
    }

    /**
     * @param alsoLeft missing values that go left, or null
     */
    private void thresholds(int feature, long[] words, int first, int count, NodeWords alsoLeft) {
      NodeWords left = alsoLeft == null ? new NodeWords(0, 0, 0) : alsoLeft;
      for (int threshold = 0; threshold < count; threshold++) {
        left = left.plus(NodeWords.at(words, first + HistogramLayout.WORDS * threshold));
        NodeWords right = node.minus(left);
        if (!tooLight(left) && !tooLight(right)) {
          double gained = strength(left) + strength(right) - parent;
          if (gained > gain) {
            gain = gained;
            found = new Split(feature, threshold, alsoLeft != null, gained, left);
          }
        }
      }
    }
  }
}
