package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.horizontal.exact.WideTotals;
import dev.tributary.fl.horizontal.stats.JointCuts;

/**
 * What a training takes at most, whatever its rows hold.
 *
 * @param features columns
 * @param bins most value bins of each
 * @param depth most levels of splits
 * @param classes trees of a round
 */
public record BoostingCost(int features, int bins, int depth, int classes) {
  /** Sums before the first round: terms, cuts, labels. */
  public int sumsBefore() {
    return 1 + JointCuts.MOST_SUMS + 1;
  }

  /** Words of these. */
  public long wordsBefore() {
    return 1
        + JointCuts.mostWords(features, RowRules.BESIDE, bins)
        + LabelTotals.words(Math.max(2, classes));
  }

  /** Sums of a round: its levels, and the loss. */
  public int sumsOfRound() {
    int sums = 1;
    for (int level = 0; level < depth; level++) {
      sums +=
          inPieces(level)
              ? groups(open(level), PieceHistograms.atOnce(width()))
              : groups(summed(level), LevelHistograms.atOnce(width()));
    }
    return sums;
  }

  private static int groups(long nodes, int atOnce) {
    return (int) ((nodes + atOnce - 1) / atOnce);
  }

  /** Words of a round. */
  public long wordsOfRound() {
    long words = WideTotals.words(2);
    for (int level = 0; level < depth; level++) {
      words +=
          inPieces(level)
              ? HistogramPlaces.Pieces.most(open(level) * features, bins + 1)
              : summed(level) * width();
    }
    return words;
  }

  private boolean inPieces(int level) {
    return summed(level) * width() > LevelHistograms.MOST_WORDS;
  }

  /** Words of the histograms of the last level, which has the most. */
  long wordsOfLevel() {
    return summed(depth - 1) * width();
  }

  /** Nodes of a level. */
  private long open(int level) {
    return (long) classes << level;
  }

  /** Nodes of a level that are summed on a driver: of two siblings one. */
  private long summed(int level) {
    return (long) classes << Math.max(0, level - 1);
  }

  private long width() {
    return HistogramLayout.WORDS * (1 + features * (1L + bins));
  }
}
