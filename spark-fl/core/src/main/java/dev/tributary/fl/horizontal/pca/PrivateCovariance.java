package dev.tributary.fl.horizontal.pca;

import dev.tributary.crypto.random.SecureSource;
import dev.tributary.fl.horizontal.moments.ColumnScale;
import dev.tributary.fl.horizontal.moments.JointMoments;
import dev.tributary.fl.horizontal.privacy.NoisyScale;
import dev.tributary.fl.horizontal.privacy.NoisySum;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.sum.SameTerms;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.SumOfAll;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;

/**
 * Second moments of all parties' rows together with differential privacy for single rows: columns
 * are scaled by counts with noise, rows are shortened to a length, and noise is added to the sum of
 * their products (Dwork, Talwar, Thakurta and Zhang, "Analyze Gauss", STOC 2014).
 */
public final class PrivateCovariance {
  /** Deviations of noise that a column's variance must have: one in 4,000 has them by chance. */
  private static final double LIKELY = 3.5;

  private PrivateCovariance() {}

  /**
   * All parties call it with the same columns in the same order.
   *
   * @param rows this party's; closed in the end
   * @param sum noise is added here
   * @param source of this party's noise
   * @return about the covariances, the same at all parties; moments are those of counts with noise,
   *     and deviations what the products say
   * @throws FederationException USER, at all parties alike, for too many columns, terms that differ
   *     and where the noise hides how many rows there are or how columns vary; at the party alone
   *     if it has no row
   */
  public static JointCovariance of(
      PartyRows rows, SecureSum sum, PcaPrivacy privacy, SecureSource source) {
    try {
      int features = rows.features().size();
      JointCovariance.requireFewEnough(features);
      SumOfAll same = new SumOfAll(sum, "covariances are of the same people in every sum");
      String terms = rows.features() + "; " + privacy;
      int parties = SameTerms.require(same, "pca-terms", terms).parties().size();
      PrivacyPlan plan = privacy.plan(features);
      NoisySum noisy = new NoisySum(same, plan, source);
      NoisyScale scale = NoisyScale.of(rows, noisy, plan, PcaPrivacy.columns(features));
      JointMoments counted = scale.moments();
      try (PartyRows scaled = rows.on(ColumnScale.standard(counted))) {
        ClippedProducts products = new ClippedProducts(features, privacy.longest(features));
        double unit = products.clipped().unit() / (double) scale.rows();
        double noise = unit * plan.deviation(PcaPrivacy.PRODUCTS, parties);
        requireSeen(LIKELY * noise, features);
        long[] own = scaled.sum(products);
        Total total = noisy.total(PcaPrivacy.PRODUCTS, Arrays.copyOfRange(own, 1, own.length));
        return covariance(counted, total.words(), unit, LIKELY * noise);
      }
    } finally {
      rows.close();
    }
  }

  /** Columns have variance 1 now, more or less: noise beyond that would leave a few by chance. */
  private static void requireSeen(double hidden, int features) {
    if (hidden > 1) {
      throw FederationException.user(
          "the parties have so few rows for %d columns that the noise of privacy"
              + " hides how these vary: raise privacy.epsilon, train on more rows or name fewer"
              + " columns",
          features);
    }
  }

  /** From means of products of scaled columns, of which those on the diagonal are variances. */
  private static JointCovariance covariance(
      JointMoments counted, long[] words, double unit, double least) {
    int features = counted.means().length;
    double[] roots = new double[features];
    double[] deviations = new double[features];
    for (int i = 0, at = 0; i < features; at += features - i, i++) {
      double variance = words[at] * unit;
      roots[i] = variance > least ? Math.sqrt(variance) : 0;
      deviations[i] = counted.deviations()[i] * roots[i];
    }
    double[][] correlations = new double[features][features];
    int at = 0;
    for (int i = 0; i < features; i++) {
      correlations[i][i] = deviations[i] > 0 ? 1 : 0;
      at++;
      for (int j = i + 1; j < features; j++) {
        double both = roots[i] * roots[j];
        double r = both > 0 ? words[at] * unit / both : 0;
        correlations[i][j] = Math.max(-1, Math.min(1, r));
        correlations[j][i] = correlations[i][j];
        at++;
      }
    }
    return new JointCovariance(
        new JointMoments(counted.rows(), counted.means(), deviations), correlations);
  }
}
