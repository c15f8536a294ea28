package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.SumOfPieces;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the best splits of a level's open nodes in the histograms of all parties' rows: on the
 * drivers, or, where the level's words are many, on the executors, so that no driver ever has them.
 */
final class LevelSearch {
  private final LevelHistograms onDriver;
  private final Optional<PieceHistograms> inPieces;
  private final long mostOnDriver;

  /**
   * @param mostOnDriver words of a level; more are summed in pieces where the sum has those
   */
  LevelSearch(
      BinnedRows rows,
      SecureSum sum,
      LevelNodes.Round round,
      BoostingSettings.Splits terms,
      long mostOnDriver) {
    SplitSearch search = new SplitSearch(round.layout(), terms, round.scale());
    this.onDriver = new LevelHistograms(rows, sum, round, search);
    Optional<SumOfPieces> pieces = sum.pieces();
    this.inPieces = pieces.map(open -> new PieceHistograms(rows, open, round, search));
    this.mostOnDriver = mostOnDriver;
  }

  /**
   * What a node's rows add up to, and its best split.
   *
   * @param split null where none gains
   */
  record Found(NodeWords sums, SplitSearch.Split split) {}

  /** For every open node of the trees; the same at all parties. */
  Map<GrowingNode, Found> of(List<LevelwiseTree> trees) {
    return inPieces.isPresent() && onDriver.words(trees) > mostOnDriver
        ? inPieces.get().search(trees)
        : onDriver.search(trees);
  }
}
