package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.tree.SplitRule;
import dev.tributary.fl.vertical.nodesums.CandidateHistogram;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateOrder;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.CandidateSums;
import dev.tributary.fl.vertical.nodesums.LevelRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The label party's own columns, summed in the clear on its own executors; possibly none. */
final class OwnFeatures {
  private final FeatureCuts cuts;
  private final Shards<BinnedBlock> matrix;
  private final RowOrder rows;
  private final MatrixLayout layout;
  private final CandidateDirections directions;

  OwnFeatures(PartyColumns columns) {
    this.cuts = columns.cuts();
    this.matrix = columns.blocks();
    this.rows = columns.rows();
    this.layout = MatrixLayout.of(matrix, rows, CandidateOrder::natural);
    this.directions = layout.directions(columns);
  }

  RowOrder order() {
    return rows;
  }

  int features() {
    return cuts.features();
  }

  CandidateDirections directions() {
    return directions;
  }

  CandidateSet active(boolean[] drawn) {
    return layout.active(drawn);
  }

  /** Left sums of all candidates of drawn features. */
  CandidateSums sums(LevelRows level, boolean[] drawn) {
    CandidateLayout candidates = layout.layout();
    int channels = level.channels();
    long[] gradients = new long[Math.multiplyExact(candidates.total(), channels)];
    long[] hessians = new long[gradients.length];
    if (matrix.count() > 0) {
      CandidateOrder order = layout.order();
      List<long[]> blocks =
          matrix.map((shard, block, context) -> sum(block, level, order.localIds(shard), drawn));
      for (int b = 0; b < blocks.size(); b++) {
        long[] sums = blocks.get(b);
        int at = candidates.offset(b) * channels;
        int half = sums.length / 2;
        System.arraycopy(sums, 0, gradients, at, half);
        System.arraycopy(sums, half, hessians, at, half);
      }
    }
    return new CandidateSums(candidates.total(), channels, gradients, hessians);
  }

  private static long[] sum(BinnedBlock block, LevelRows level, int[] localIds, boolean[] drawn) {
    boolean[] columns = new boolean[block.columns()];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = drawn[block.feature(c)];
    }
    return CandidateHistogram.leftSums(block, level, localIds, columns);
  }

  /** Bitmaps over all rows. */
  byte[][] bitmaps(int[] candidates) {
    List<MatrixLayout.Located> located = new ArrayList<>();
    Arrays.stream(candidates).forEach(c -> located.add(layout.locate(c)));
    return SplitBitmaps.compute(matrix, located, 0, rows.rows());
  }

  SplitRule rule(int candidate) {
    return OwnSplits.rule(cuts, layout.locate(candidate));
  }
}
