package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.data.ShardContext;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.horizontal.stats.JointCuts;
import dev.tributary.fl.horizontal.sum.ShardedTotal;
import dev.tributary.fl.horizontal.sum.ShardedWords;
import dev.tributary.fl.horizontal.sum.SumOfPieces;
import dev.tributary.protocol.secagg.VectorPieces;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums the histograms of a level in pieces by the executors and looks for splits where the pieces
 * are: a driver hears of each piece and node the best split, and so what it would have found in all
 * histograms by itself. Every open node is summed: what is left of a parent would need its
 * histograms, which nobody keeps.
 */
final class PieceHistograms {
  /** Most words of one sum, which a task holds twice, unless one node has more: 64 MB. */
  private static final int MOST_WORDS = 1 << 23;

  private final BinnedRows rows;
  private final SumOfPieces sum;
  private final LevelNodes.Round round;
  private final SplitSearch search;

  PieceHistograms(BinnedRows rows, SumOfPieces sum, LevelNodes.Round round, SplitSearch search) {
    this.rows = rows;
    this.sum = sum;
    this.round = round;
    this.search = search;
  }

  /** Nodes of a sum. */
  static int atOnce(long width) {
    return (int) Math.max(1, MOST_WORDS / width);
  }

  /** Sums, and looks for every open node's best split. */
  Map<GrowingNode, LevelSearch.Found> search(List<LevelwiseTree> trees) {
    Map<GrowingNode, LevelSearch.Found> found = new HashMap<>();
    LevelNodes.open(trees, node -> true)
        .groups(atOnce(round.layout().width()))
        .forEach(nodes -> search(nodes, found));
    // What an earlier level may have left on this driver.
    found.keySet().stream()
        .filter(node -> node.parent != null)
        .forEach(node -> node.parent.words = null);
    return found;
  }

  private void search(LevelNodes nodes, Map<GrowingNode, LevelSearch.Found> found) {
    HistogramPlaces places = new HistogramPlaces.Pieces(round.layout(), nodes.count());
    ShardedWords own = rows.pieces(nodes.kernel(round, places));
    try {
      ShardedTotal total = sum.total("gbdt-level", own);
      try {
        List<long[]> best = total.words().pieces().map(new BestOfPiece(places, search));
        for (int c = 0; c < nodes.count(); c++) {
          found.put(nodes.node(c), merge(nodes.node(c), c, best));
        }
      } finally {
        total.words().release();
      }
    } finally {
      own.release();
    }
  }

  /** Features come in order, so that of equal gains the first wins here too. */
  private static LevelSearch.Found merge(GrowingNode node, int channel, List<long[]> pieces) {
    LevelSearch.Found best = null;
    for (long[] piece : pieces) {
      for (int at = 0; at < piece.length; at += BestOfPiece.WORDS) {
        if (piece[at] == channel) {
          LevelSearch.Found next = BestOfPiece.read(piece, at);
          boolean fits = best == null ? node.canHave(next.sums()) : next.sums().equals(best.sums());
          if (!fits || piece[at + 1] == BestOfPiece.MISFIT) {
            throw JointCuts.misfit();
          }
          if (best == null || gain(next) > gain(best)) {
            best = next;
          }
        }
      }
    }
    return best;
  }

  private static double gain(LevelSearch.Found found) {
    return found.split() == null ? Double.NEGATIVE_INFINITY : found.split().gain();
  }

  /**
   * The best split of every node that has histograms in a piece, in {@value #WORDS} words each:
   * channel, feature or what there is instead, threshold, whether missing values go left, gain, the
   * sums that go left, the sums of the node.
   */
  private record BestOfPiece(HistogramPlaces places, SplitSearch search)
      implements Shards.Kernel<long[], long[]> {
    static final int WORDS = 11;

    /** No split gains. */
    static final long NONE = -1;

    /** Features of a node have different rows. */
    static final long MISFIT = -2;

    @Override
    public long[] apply(int piece, long[] words, ShardContext context) {
      long[] results = new long[WORDS * places.channels()];
      int end = 0;
      for (int c = 0; c < places.channels(); c++) {
        if (add(piece, words, c, results, end)) {
          end += WORDS;
        }
      }
      return Arrays.copyOf(results, end);
    }

    /** Whether any histogram of the node is in the piece. */
    private boolean add(int piece, long[] words, int channel, long[] results, int at) {
      SplitSearch.Best best = null;
      boolean fits = true;
      for (int f = 0; f < places.layout().features().length; f++) {
        int place = places.feature(f)[channel] - VectorPieces.from(piece);
        if (place >= 0 && place < words.length) {
          NodeWords all = NodeWords.sum(words, place, places.layout().totalBins(f));
          best = best == null ? search.of(all) : best;
          fits &= all.equals(best.node());
          best.feature(f, words, place);
        }
      }
      if (best == null) {
        return false;
      }
      write(channel, best, results, at);
      results[at + 1] = fits ? results[at + 1] : MISFIT;
      return true;
    }

    private static void write(int channel, SplitSearch.Best best, long[] words, int at) {
      SplitSearch.Split split = best.found();
      words[at] = channel;
      words[at + 1] = split == null ? NONE : split.feature();
      if (split != null) {
        words[at + 2] = split.threshold();
        words[at + 3] = split.missingLeft() ? 1 : 0;
        words[at + 4] = Double.doubleToRawLongBits(split.gain());
        split.left().write(words, at + 5);
      }
      best.node().write(words, at + 8);
    }

    static LevelSearch.Found read(long[] words, int at) {
      SplitSearch.Split split =
          words[at + 1] < 0
              ? null
              : new SplitSearch.Split(
                  (int) words[at + 1],
                  (int) words[at + 2],
                  words[at + 3] == 1,
                  Double.longBitsToDouble(words[at + 4]),
                  NodeWords.at(words, at + 5));
      return new LevelSearch.Found(NodeWords.at(words, at + 8), split);
    }
  }
}
