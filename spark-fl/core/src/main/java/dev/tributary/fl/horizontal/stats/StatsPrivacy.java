package dev.tributary.fl.horizontal.stats;

import dev.tributary.fl.horizontal.privacy.NoiseShares;
import dev.tributary.fl.horizontal.privacy.NoisyRanges;
import dev.tributary.fl.horizontal.privacy.PrivacyBudget;
import dev.tributary.fl.horizontal.privacy.PrivacyParameters;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.horizontal.privacy.ProductWords;
import dev.tributary.fl.horizontal.privacy.Release;
import dev.tributary.fl.horizontal.stats.StatsTerms.Correlations;
import java.util.ArrayList;
import java.util.List;

/**
 * How statistics are taken with differential privacy for single rows; equal at all parties.
 *
 * @param budget of the run
 * @param shares how the noise is divided among the parties
 * @param clip {@link PrivacyParameters#CLIP}, of correlations: longest row, over columns of
 *     deviation 1, as a multiple of the root of the number of columns, which is what a usual row
 *     has
 */
public record StatsPrivacy(PrivacyBudget budget, NoiseShares shares, double clip) {
  /** Purpose of the sum of products. */
  static final String PRODUCTS = "stats-products";

  /** Share of the budget of each of the sums of counts, where nothing else is asked for. */
  private static final double OF_RANGES = 1.0 / NoisyRanges.SUMS;

  /** The same beside correlations, and the share of these. */
  private static final double BESIDE = 0.15;

  private static final double OF_PRODUCTS = 0.55;

  public StatsPrivacy {
    PrivacyParameters.CLIP.require(clip);
  }

  /** What is opened. */
  public PrivacyPlan plan(int columns, Correlations correlations) {
    if (!pairs(columns, correlations)) {
      return new PrivacyPlan(budget, shares, NoisyRanges.releases(columns(columns), OF_RANGES));
    }
    List<Release> releases = new ArrayList<>(NoisyRanges.releases(columns(columns), BESIDE));
    releases.add(
        new Release(PRODUCTS, 1, ProductWords.length(columns), ProductWords.LONGEST, OF_PRODUCTS));
    return new PrivacyPlan(budget, shares, releases);
  }

  /** Whether there is a pair to correlate. */
  static boolean pairs(int columns, Correlations correlations) {
    return correlations == Correlations.ALL_PAIRS && columns > 1;
  }

  static NoisyRanges.Columns columns(int columns) {
    return new NoisyRanges.Columns(columns, 0, false);
  }

  /** Rows are shortened to these. */
  ProductWords products(int columns) {
    return new ProductWords(columns, clip * Math.sqrt((double) columns));
  }
}
