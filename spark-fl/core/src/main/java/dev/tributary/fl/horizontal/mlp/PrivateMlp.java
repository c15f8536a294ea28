package dev.tributary.fl.horizontal.mlp;

import dev.tributary.crypto.random.SecureSource;
import dev.tributary.fl.horizontal.glm.GlmMoments;
import dev.tributary.fl.horizontal.glm.NoisyMoments;
import dev.tributary.fl.horizontal.privacy.NoisyScale;
import dev.tributary.fl.horizontal.privacy.NoisySum;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.sum.SameTerms;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.RoundReport;
import dev.tributary.fl.training.optimize.AcceleratedSteps;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trains a perceptron on all parties' rows with differential privacy for single rows: every round
 * is one step along the sum of all rows' gradients, each row's shortened by itself, with noise
 * (Abadi and others, "Deep learning with differential privacy", CCS 2016, with all rows in every
 * step). What is protected is a row, not all that a party has: so no party trains by itself between
 * two sums, as federated averages do.
 */
public final class PrivateMlp {
  private PrivateMlp() {}

  /**
   * Trains; the same model at all parties.
   *
   * @param rows this party's to train on, which {@code glm/RowLimits} has found in range, without
   *     weights; closed in the end
   * @param sum one sum compares the terms, three are of counts, and every round is one; noise is
   *     added here
   * @param source of this party's noise
   * @throws FederationException USER, at all parties alike, where terms differ or the noise hides
   *     the rows; at the party alone if it has no rows
   */
  public static MlpFit fit(
      PartyRows rows,
      SecureSum sum,
      MlpSettings settings,
      MlpPrivacy privacy,
      SecureSource source,
      Progress progress) {
    try (rows) {
      int features = rows.features().size();
      MlpPrivacy.check(settings);
      HorizontalMlp.requireRoom(features, settings.objective(), settings.hidden());
      SameTerms.require(sum, "mlp-terms", rows.features() + "; " + settings + "; " + privacy);
      PrivacyPlan plan = privacy.plan(settings, features);
      NoisySum noisy = new NoisySum(sum, plan, source);
      GlmMoments moments = NoisyMoments.of(rows, noisy, plan, settings.objective().labels());
      MlpScale scale = new MlpScale(settings.objective(), moments);
      try (PartyRows scaled = rows.on(scale.rows())) {
        return descend(scaled, noisy, settings, privacy, scale, moments, progress);
      }
    }
  }

  private static MlpFit descend(
      PartyRows rows,
      SecureSum sum,
      MlpSettings settings,
      MlpPrivacy privacy,
      MlpScale scale,
      GlmMoments moments,
      Progress progress) {
    Topology topology = settings.topology(rows.features().size());
    AcceleratedSteps steps =
        new AcceleratedSteps(
            topology.start(settings.seed()), settings.rounds(), settings.local().learningRate());
    List<RoundReport> reports = new ArrayList<>();
    Total total = null;
    for (int round = 0; round < settings.rounds(); round++) {
      long start = System.nanoTime();
      double[] at = steps.ahead();
      long[] own =
          rows.sum(
              new ClippedNetworkGradient(topology, settings.objective(), at, privacy.clipped()));
      total = sum.total(MlpPrivacy.STEP, Arrays.copyOfRange(own, 1, own.length));
      double unit = privacy.clipped().unit() / moments.weight();
      double[] gradient = new double[at.length];
      for (int layer = 0; layer < topology.layers(); layer++) {
        int biases = topology.biases(layer);
        for (int i = topology.begin(layer); i < biases + topology.units(layer); i++) {
          double penalty = i < biases ? settings.local().penalty() * at[i] : 0;
          gradient[i] = total.words()[i] * unit + penalty;
        }
      }
      steps.along(gradient);
      RoundReport report =
          new RoundReport(
              round, settings.rounds(), Double.NaN, Double.NaN, (System.nanoTime() - start) / 1e9);
      reports.add(report);
      progress.round(report);
    }
    return new MlpFit(
        scale.model(settings, rows.features(), steps.mean()),
        moments,
        0,
        reports,
        reports.size(),
        MlpFit.End.ROUNDS,
        1 + NoisyScale.SUMS + settings.rounds(),
        total.parties());
  }
}
