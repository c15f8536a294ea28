package dev.tributary.fl.vertical.tree.scoring;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.data.SplitCandidate;
import dev.tributary.fl.tree.SplitRule;
import dev.tributary.fl.vertical.tree.MatrixLayout;
import dev.tributary.fl.vertical.tree.SplitBitmaps;
import dev.tributary.fl.vertical.tree.model.FeatureTreeModel;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bitmaps of model rules over rows that are binned by the rules' own thresholds. */
final class RuleBitmaps {
  private final Shards<BinnedBlock> matrix;
  private final List<MatrixLayout.Located> located;

  private RuleBitmaps(Shards<BinnedBlock> matrix, List<MatrixLayout.Located> located) {
    this.matrix = matrix;
    this.located = located;
  }

  /**
   * Finds the column of every rule.
   *
   * @param matrix binned by the {@code scoringCuts()} that belong to {@code rules}
   */
  static RuleBitmaps of(Shards<BinnedBlock> matrix, int rows, List<SplitRule> rules) {
    FeatureCuts cuts = cuts(rules);
    Map<Integer, int[]> places = new HashMap<>();
    List<int[]> headers =
        matrix.count() == 0
            ? List.of()
            : matrix.map((shard, block, context) -> MatrixLayout.describe(block));
    for (int b = 0; b < headers.size(); b++) {
      int[] header = headers.get(b);
      if (header[0] != rows) {
        throw FederationException.user(
            "a block to score has %d rows where %d are aligned; bin the aligned rows again",
            header[0], rows);
      }
      for (int c = 0; 3 * c + 1 < header.length; c++) {
        int feature = header[3 * c + 1];
        boolean fits =
            feature < cuts.features()
                && header[3 * c + 2] == cuts.valueBins(feature)
                && header[3 * c + 3] == 1;
        if (!fits) {
          throw FederationException.user(
              "blocks to score must be binned by the model's scoring cuts; feature %d is not",
              feature);
        }
        places.put(feature, new int[] {b, c});
      }
    }
    List<MatrixLayout.Located> located = new ArrayList<>();
    for (SplitRule rule : rules) {
      located.add(locate(cuts, places, rule));
    }
    return new RuleBitmaps(matrix, located);
  }

  private static MatrixLayout.Located locate(
      FeatureCuts cuts, Map<Integer, int[]> places, SplitRule rule) {
    int feature = cuts.names().indexOf(rule.feature());
    int[] place = places.get(feature);
    if (place == null) {
      throw FederationException.user(
          "column %s of the model is not among the columns to score", rule.feature());
    }
    double[] ofFeature = cuts.cuts()[feature];
    int threshold =
        rule.threshold() == Double.POSITIVE_INFINITY
            ? ofFeature.length
            : Arrays.binarySearch(ofFeature, rule.threshold());
    SplitCandidate candidate = new SplitCandidate(place[1], threshold, rule.missingLeft());
    return new MatrixLayout.Located(place[0], candidate, feature);
  }

  private static FeatureCuts cuts(List<SplitRule> rules) {
    List<FeatureTreeModel.FeatureSplit> splits = new ArrayList<>();
    for (SplitRule rule : rules) {
      splits.add(new FeatureTreeModel.FeatureSplit(splits.size(), rule));
    }
    return new FeatureTreeModel(FeatureTreeModel.FORMAT, splits).scoringCuts();
  }

  /** One bitmap per rule over rows {@code from .. to - 1}. */
  byte[][] compute(int from, int to) {
    return SplitBitmaps.compute(matrix, located, from, to);
  }
}
