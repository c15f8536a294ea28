package dev.tributary.fl.horizontal.privacy;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.SummedRows;
import dev.tributary.fl.horizontal.sum.SecureSum;
import java.util.List;

/**
 * Cuts of columns at quantiles over the rows of all parties, from {@link NoisyRanges}.
 *
 * @param cuts of the features
 * @param rows about how many
 * @param classes about how many of each; empty for a label that is a number
 * @param labelMean of a label that is a number; otherwise 0
 * @param labelVariance of a label that is a number; 0 where nothing is seen to vary
 */
@SuppressWarnings("ArrayRecordComponent")
public record NoisyCuts(
    FeatureCuts cuts, long rows, double[] classes, double labelMean, double labelVariance) {
  /**
   * All parties call with the same but for their rows.
   *
   * @param rows to train on: features, NaN where missing, then the label
   * @param sum to which the plan's noise is added
   * @param of the rows
   * @param names of the features
   * @param bins most value bins of a feature, at least 2
   * @throws dev.tributary.protocol.FederationException USER, at all parties, where the noise hides
   *     how many rows there are; at the party alone if it has none
   */
  public static NoisyCuts of(
      SummedRows rows,
      SecureSum sum,
      PrivacyPlan plan,
      NoisyRanges.Columns of,
      List<String> names,
      int bins) {
    NoisyRanges found = NoisyRanges.of(rows, sum, plan, of, NoisyRanges.Use.TRAINING);
    double[][] cuts = new double[of.features()][];
    boolean[] missing = new boolean[of.features()];
    for (int j = 0; j < cuts.length; j++) {
      cuts[j] = found.columns().get(j).cuts(bins);
      missing[j] = found.missing()[j] > 0 && found.columns().get(j).low().length > 0;
    }
    ValueRanges label = found.columns().get(found.columns().size() - 1);
    boolean numbers = of.numbers() && label.total() > 0;
    return new NoisyCuts(
        new FeatureCuts(names, cuts, missing),
        Math.round(found.rows()),
        found.classes(),
        numbers ? label.mean() : 0,
        numbers ? label.variance() : 0);
  }
}
