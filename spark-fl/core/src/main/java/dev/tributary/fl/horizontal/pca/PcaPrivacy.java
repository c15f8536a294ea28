package dev.tributary.fl.horizontal.pca;

import dev.tributary.fl.horizontal.privacy.NoiseShares;
import dev.tributary.fl.horizontal.privacy.NoisyRanges;
import dev.tributary.fl.horizontal.privacy.NoisyScale;
import dev.tributary.fl.horizontal.privacy.PrivacyBudget;
import dev.tributary.fl.horizontal.privacy.PrivacyParameters;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.horizontal.privacy.ProductWords;
import dev.tributary.fl.horizontal.privacy.Release;
import java.util.ArrayList;
import java.util.List;

/**
 * How covariances are found with differential privacy for single rows; equal at all parties.
 *
 * @param budget of the run
 * @param shares how the noise is divided among the parties
 * @param clip {@link PrivacyParameters#CLIP}: longest row, over columns of deviation 1, as a
 *     multiple of the root of the number of columns, which is what a usual row has
 */
public record PcaPrivacy(PrivacyBudget budget, NoiseShares shares, double clip) {
  /** Purpose of the sum of products. */
  static final String PRODUCTS = "pca-products";

  /** Shares of the budget: of each of the sums that scale the columns, and of the products. */
  private static final double OF_SCALE = 0.05;

  private static final double OF_PRODUCTS = 0.85;

  public PcaPrivacy {
    PrivacyParameters.CLIP.require(clip);
  }

  /** How many secure sums it takes, with the one that compares terms. */
  public static final int SUMS = 1 + NoisyScale.SUMS + 1;

  /** What is opened. */
  public PrivacyPlan plan(int features) {
    List<Release> releases = new ArrayList<>(NoisyScale.releases(columns(features), OF_SCALE));
    releases.add(
        new Release(PRODUCTS, 1, ProductWords.length(features), ProductWords.LONGEST, OF_PRODUCTS));
    return new PrivacyPlan(budget, shares, releases);
  }

  static NoisyRanges.Columns columns(int features) {
    return new NoisyRanges.Columns(features, 0, false);
  }

  /** Rows are shortened to these. */
  ProductWords products(int features) {
    return new ProductWords(features, clip * Math.sqrt((double) features));
  }
}
