package dev.tributary.fl.spark.data;

import dev.tributary.fl.feature.QuantileCuts;

/**
 * How features are binned and dealt to blocks.
 *
 * @param bins most value bins of a feature, 2 to 255
 * @param minSideCount least training values in every bin, at least 1
 * @param binningSample training rows up to which quantiles are exact, at least 1
 * @param order how features are dealt to blocks
 */
public record LayoutSettings(int bins, int minSideCount, int binningSample, FeatureOrder order) {
  /** Default of {@code binningSample}. */
  public static final int BINNING_SAMPLE = 100_000;

  public LayoutSettings {
    new QuantileCuts(bins, minSideCount);
    if (binningSample < 1) {
      throw new IllegalArgumentException(
          "binning-sample must be at least 1. Provided value: " + binningSample);
    }
  }

  /** Which features share a block. */
  public enum FeatureOrder {
    /** Drawn from {@code SecureRandom}: hides which candidates belong together. */
    RANDOM,
    /** As in the table: for a party's own use and for tests. */
    NATURAL
  }
}
