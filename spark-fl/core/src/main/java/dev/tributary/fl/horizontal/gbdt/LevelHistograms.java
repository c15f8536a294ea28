package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.horizontal.exact.Words;
import dev.tributary.fl.horizontal.stats.JointCuts;
import dev.tributary.fl.horizontal.sum.SecureSum;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives every open node of a level its histograms over the rows of all parties, on the driver: by
 * secure sums of at most some words, or as what is left of its parent without its sibling.
 */
final class LevelHistograms {
  /** Most words of one sum, unless one node has more: 16 MB. */
  static final int MOST_WORDS = 1 << 21;

  private final BinnedRows rows;
  private final SecureSum sum;
  private final LevelNodes.Round round;
  private final SplitSearch search;

  LevelHistograms(BinnedRows rows, SecureSum sum, LevelNodes.Round round, SplitSearch search) {
    this.rows = rows;
    this.sum = sum;
    this.round = round;
    this.search = search;
  }

  /** Nodes of a sum. */
  static int atOnce(long width) {
    return (int) Math.max(1, MOST_WORDS / width);
  }

  /** What is to be summed of the open nodes. */
  long words(List<LevelwiseTree> trees) {
    return (long) LevelNodes.open(trees, GrowingNode::isSummed).count() * round.layout().width();
  }

  /** Sums, and looks for every open node's best split. */
  Map<GrowingNode, LevelSearch.Found> search(List<LevelwiseTree> trees) {
    LevelNodes summed = LevelNodes.open(trees, GrowingNode::isSummed);
    summed.groups(atOnce(round.layout().width())).forEach(this::fill);
    Map<GrowingNode, LevelSearch.Found> found = new HashMap<>();
    for (LevelwiseTree tree : trees) {
      subtract(tree.open());
      for (GrowingNode node : tree.open()) {
        NodeWords sums = NodeWords.at(node.words, 0);
        found.put(node, new LevelSearch.Found(sums, search.best(node.words, sums)));
      }
    }
    return found;
  }

  private void fill(LevelNodes nodes) {
    HistogramPlaces places = new HistogramPlaces.Nodes(round.layout(), nodes.count());
    long[] own = rows.sum(nodes.kernel(round, places));
    if (!Words.inRange(own)) {
      throw new IllegalStateException("sums of derivatives cannot leave 62 bits");
    }
    long[] total = sum.total("gbdt-level", Arrays.copyOfRange(own, 1, own.length)).words();
    int width = round.layout().width();
    for (int c = 0; c < nodes.count(); c++) {
      GrowingNode node = nodes.node(c);
      node.words = Arrays.copyOfRange(total, c * width, (c + 1) * width);
      check(node);
    }
  }

  /** Every feature divides the rows of the node, and these are known from its parent. */
  private void check(GrowingNode node) {
    NodeWords due = NodeWords.at(node.words, 0);
    HistogramLayout layout = round.layout();
    boolean fits = node.canHave(due);
    for (int f = 0; f < layout.features().length && fits; f++) {
      fits = NodeWords.sum(node.words, layout.at(f), layout.totalBins(f)).equals(due);
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
