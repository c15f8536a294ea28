package dev.tributary.fl.spark.data;

import dev.tributary.fl.data.FeatureCuts;

/** The cuts of a trained model, for rows to score. */
final class GivenBinning implements ColumnBinning {
  private static final long serialVersionUID = 1L;

  private final double[][] cuts;
  private final boolean[] missing;

  GivenBinning(FeatureCuts cuts) {
    this.cuts = cuts.cuts();
    this.missing = cuts.missing();
  }

  @Override
  public ColumnCuts cuts(int feature, double[] values) {
    return new ColumnCuts(cuts[feature], missing[feature]);
  }
}
