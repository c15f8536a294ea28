package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.horizontal.exact.Words;
import dev.tributary.fl.horizontal.stats.JointCuts;
import dev.tributary.fl.horizontal.sum.SecureSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives every open node of a level its histograms over the rows of all parties: by secure sums of
 * at most some words, or as what is left of its parent without its sibling.
 */
final class LevelHistograms {
  /** Most words of one sum, unless one node has more. */
  private static final int MOST_WORDS = 1 << 21;

  private final BinnedRows rows;
  private final SecureSum sum;
  private final LevelKernel ofRound;

  /**
   * @param ofRound kernel of the round, of no channel
   */
  LevelHistograms(BinnedRows rows, SecureSum sum, LevelKernel ofRound) {
    this.rows = rows;
    this.sum = sum;
    this.ofRound = ofRound;
  }

  /** Nodes of a sum. */
  static int atOnce(long width) {
    return (int) Math.max(1, MOST_WORDS / width);
  }

  /** Sums all trees' open nodes. */
  void fill(List<LevelwiseTree> trees) {
    int width = ofRound.layout().width();
    int atOnce = atOnce(width);
    List<Place> places = new ArrayList<>();
    for (int k = 0; k < trees.size(); k++) {
      for (GrowingNode node : trees.get(k).open()) {
        if (node.isSummed()) {
          places.add(new Place(k, node));
        }
      }
    }
    for (int from = 0; from < places.size(); from += atOnce) {
      fill(trees, places.subList(from, Math.min(places.size(), from + atOnce)), width);
    }
    for (LevelwiseTree tree : trees) {
      subtract(tree.open());
    }
  }

  /** A node that is summed, and its tree. */
  private record Place(int tree, GrowingNode node) {}

  private void fill(List<LevelwiseTree> trees, List<Place> places, int width) {
    int[][] channels = new int[trees.size()][];
    for (int k = 0; k < channels.length; k++) {
      channels[k] = new int[trees.get(k).bins().nodes()];
      Arrays.fill(channels[k], -1);
    }
    for (int c = 0; c < places.size(); c++) {
      channels[places.get(c).tree()][places.get(c).node().id] = c;
    }
    long[] own =
        rows.sum(
            new LevelKernel(
                ofRound.objective(),
                ofRound.scale(),
                ofRound.layout(),
                ofRound.draw(),
                trees.stream().map(LevelwiseTree::bins).toList(),
                channels,
                places.size()));
    if (!Words.inRange(own)) {
      throw new IllegalStateException("sums of derivatives cannot leave 62 bits");
    }
    long[] total = sum.total("gbdt-level", Arrays.copyOfRange(own, 1, own.length)).words();
    for (int c = 0; c < places.size(); c++) {
      GrowingNode node = places.get(c).node();
      node.words = Arrays.copyOfRange(total, c * width, (c + 1) * width);
      check(node);
    }
  }

  /** Every feature divides the rows of the node, and these are known from its parent. */
  private void check(GrowingNode node) {
    NodeWords due = NodeWords.at(node.words, 0);
    boolean fits = node.sums == null ? due.rows() >= 0 : due.equals(node.sums);
    HistogramLayout layout = ofRound.layout();
    for (int f = 0; f < layout.features().length && fits; f++) {
      NodeWords all = new NodeWords(0, 0, 0);
      for (int bin = 0; bin < layout.totalBins(f); bin++) {
        all = all.plus(NodeWords.at(node.words, layout.at(f) + HistogramLayout.WORDS * bin));
      }
      fits = all.equals(due);
    }
    if (!fits) {
      throw JointCuts.misfit();
    }
  }

  private static void subtract(List<GrowingNode> open) {
    for (GrowingNode node : open) {
      if (!node.isSummed()) {
        long[] words = node.parent.words.clone();
        for (int i = 0; i < words.length; i++) {
          words[i] -= node.sibling().words[i];
        }
        node.words = words;
      }
    }
    // Parents are needed no longer; a level's words are the largest thing that a driver holds.
    for (GrowingNode node : open) {
      if (node.parent != null) {
        node.parent.words = null;
      }
    }
  }
}
