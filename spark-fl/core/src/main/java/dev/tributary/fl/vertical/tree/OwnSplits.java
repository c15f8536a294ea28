package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.SplitCandidate;
import dev.tributary.fl.tree.SplitRule;

/** What a candidate of this party means in the words of its features. */
final class OwnSplits {
  private OwnSplits() {}

  static SplitRule rule(FeatureCuts cuts, MatrixLayout.Located split) {
    SplitCandidate candidate = split.candidate();
    double[] ofFeature = cuts.cuts()[split.feature()];
    double threshold =
        candidate.threshold() < ofFeature.length
            ? ofFeature[candidate.threshold()]
            : Double.POSITIVE_INFINITY;
    return new SplitRule(cuts.names().get(split.feature()), threshold, candidate.missingLeft());
  }
}
