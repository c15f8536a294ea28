package dev.tributary.fl.horizontal.kmeans;

import dev.tributary.crypto.random.SecureSource;
import dev.tributary.fl.horizontal.kmeans.KMeansSettings.Scaling;
import dev.tributary.fl.horizontal.moments.ColumnScale;
import dev.tributary.fl.horizontal.privacy.AboveNoise;
import dev.tributary.fl.horizontal.privacy.NoisyScale;
import dev.tributary.fl.horizontal.privacy.NoisySum;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.sum.SameTerms;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.SumOfAll;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds clusters in all parties' rows with differential privacy for single rows: Lloyd's steps over
 * counts and sums with noise (Blum, Dwork, McSherry and Nissim, "Practical privacy: the SuLQ
 * framework", PODS 2005), as many as the settings allow, from {@link NoisyFirstCentres}. A centre
 * whose rows the noise hides stays where it is.
 */
public final class PrivateKMeans {
  private final KMeansSettings settings;
  private final NoisyClusterSums sums;
  private final PrivacyPlan plan;
  private final int parties;

  private PrivateKMeans(
      KMeansSettings settings, NoisyClusterSums sums, PrivacyPlan plan, int parties) {
    this.settings = settings;
    this.sums = sums;
    this.plan = plan;
    this.parties = parties;
  }

  /**
   * Finds clusters; the same at all parties.
   *
   * @param rows this party's, with finite features; closed in the end
   * @param sum noise is added here
   * @param settings whose columns have deviation 1; tolerance and least count are not used
   * @param source of this party's noise
   * @return about the clusters; sizes are null where noise hides the rows, and the cost is of rows
   *     that were shortened
   * @throws FederationException USER, at all parties alike, where terms differ or the noise hides
   *     how many rows there are; at the party alone if it has none
   */
  public static KMeansFit fit(
      PartyRows rows,
      SecureSum sum,
      KMeansSettings settings,
      KMeansPrivacy privacy,
      SecureSource source) {
    try {
      if (settings.scaling() != Scaling.STANDARDISED) {
        throw FederationException.user(
            "standardize must be true with privacy: lengths of rows are bounded in deviations");
      }
      int features = rows.features().size();
      SumOfAll same = new SumOfAll(sum, "clusters are of the same people in every sum");
      String terms = rows.features() + "; " + settings + "; " + privacy;
      int parties = SameTerms.require(same, "kmeans-terms", terms).parties().size();
      PrivacyPlan plan = privacy.plan(settings, features);
      NoisySum noisy = new NoisySum(same, plan, source);
      NoisyScale scale = NoisyScale.of(rows, noisy, plan, KMeansPrivacy.columns(features));
      ColumnScale standard = ColumnScale.standard(scale.moments());
      List<String> names = rows.features();
      try (PartyRows scaled = rows.on(standard)) {
        NoisyClusterSums sums = new NoisyClusterSums(scaled, noisy, privacy.longest(features));
        return new PrivateKMeans(settings, sums, plan, parties).find(names, standard, scale.rows());
      }
    } finally {
      rows.close();
    }
  }

  private KMeansFit find(List<String> features, ColumnScale scale, long rows) {
    double[][] centres = first(scale.factor());
    for (int step = 0; step < settings.iterations(); step++) {
      centres = moved(centres, sums.step(centres));
    }
    double[] end = sums.end(centres);
    List<Long> sizes = new ArrayList<>();
    for (int c = 0; c < centres.length; c++) {
      sizes.add(end[c] >= sure(KMeansPrivacy.END) ? (Long) Math.round(end[c]) : null);
    }
    return new KMeansFit(
        KMeansModel.scaled(features, centres, scale),
        rows,
        sizes,
        Math.max(0, end[centres.length]),
        settings.iterations(),
        false,
        KMeansPrivacy.sums(settings));
  }

  private double[][] first(double[] factors) {
    if (settings.clusters() == 1) {
      return new double[1][factors.length];
    }
    boolean[] varies = new boolean[factors.length];
    for (int j = 0; j < varies.length; j++) {
      varies[j] = factors[j] > 0;
    }
    return new NoisyFirstCentres(sums, varies, noise(KMeansPrivacy.PART)).find(settings.clusters());
  }

  /** Deviation of the noise of a count of rows. */
  private double noise(String purpose) {
    return plan.deviation(purpose, parties) * NoisyClusterSums.rowsOfUnit(purpose);
  }

  /** Rows that the noise of a count does not explain. */
  private double sure(String purpose) {
    return AboveNoise.LIKELY * noise(purpose);
  }

  private double[][] moved(double[][] centres, double[][] found) {
    double[][] moved = new double[centres.length][];
    for (int c = 0; c < centres.length; c++) {
      moved[c] = centres[c];
      if (found[c][0] >= sure(KMeansPrivacy.STEP)) {
        moved[c] = Arrays.copyOfRange(found[c], 1, found[c].length);
        for (int j = 0; j < moved[c].length; j++) {
          moved[c][j] /= found[c][0];
        }
      }
    }
    return moved;
  }
}
