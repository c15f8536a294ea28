package dev.tributary.fl.horizontal.pca;

import dev.tributary.crypto.random.SecureSource;
import dev.tributary.fl.horizontal.moments.ColumnScale;
import dev.tributary.fl.horizontal.moments.JointMoments;
import dev.tributary.fl.horizontal.privacy.NoisyCovariance;
import dev.tributary.fl.horizontal.privacy.NoisyScale;
import dev.tributary.fl.horizontal.privacy.NoisySum;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.horizontal.privacy.ProductWords;
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
        ProductWords products = privacy.products(features);
        double unit = products.unit() / (double) scale.rows();
        double noise = unit * plan.deviation(PcaPrivacy.PRODUCTS, parties);
        if (NoisyCovariance.isHidden(noise)) {
          throw FederationException.user(
              "the parties have so few rows for %d columns that the noise of privacy"
                  + " hides how these vary: raise privacy.epsilon, train on more rows or name fewer"
                  + " columns",
              features);
        }
        long[] own = scaled.sum(new ClippedProducts(products));
        Total total = noisy.total(PcaPrivacy.PRODUCTS, Arrays.copyOfRange(own, 1, own.length));
        return covariance(
            counted, NoisyCovariance.of(total.words(), counted.deviations(), unit, noise));
      }
    } finally {
      rows.close();
    }
  }

  /** Of the columns before they were scaled. */
  private static JointCovariance covariance(JointMoments counted, NoisyCovariance found) {
    double[] deviations = counted.deviations().clone();
    for (int j = 0; j < deviations.length; j++) {
      deviations[j] *= found.deviations()[j];
    }
    return new JointCovariance(
        new JointMoments(counted.rows(), counted.means(), deviations), found.correlations());
  }
}
