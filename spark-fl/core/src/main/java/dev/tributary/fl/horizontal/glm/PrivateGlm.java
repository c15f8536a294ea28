package dev.tributary.fl.horizontal.glm;

import dev.tributary.crypto.random.SecureSource;
import dev.tributary.fl.horizontal.privacy.NoisySum;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.training.optimize.AcceleratedSteps;
import dev.tributary.fl.training.optimize.Minimum;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;

/**
 * Fits one model to all parties' rows with differential privacy for single rows: a stated number of
 * accelerated steps (Nesterov, 1983) along sums of clipped gradients with noise, as in Abadi and
 * others, "Deep learning with differential privacy" (CCS 2016) with all rows in every step, and of
 * the points of the second half of the steps the mean, in which much of the noise cancels. Searches
 * along a line have no use where losses are not told.
 */
public final class PrivateGlm {
  /** Of the loss of two classes, for which a learning rate is told. */
  private static final double CURVATURE = 0.25;

  private PrivateGlm() {}

  /**
   * Fits a model; the same at all parties.
   *
   * @param rows this party's, which {@link RowLimits} has found in range, without weights and
   *     offsets; closed in the end
   * @param sum one sum compares the terms, three are of counts, and every step is one; noise is
   *     added here
   * @param source of this party's noise
   * @throws FederationException USER, at all parties alike, where terms differ, a penalty has an L1
   *     part or the noise hides the rows; at the party alone if it has no rows
   */
  public static GlmFit fit(
      PartyRows rows,
      SecureSum sum,
      GlmSettings settings,
      GlmPrivacy privacy,
      SecureSource source) {
    try {
      if (settings.penalty() * settings.l1Share() > 0) {
        throw FederationException.user(
            "l1-share must be 0 with privacy: steps with noise leave no coefficient at 0");
      }
      if (GlmPrivacy.steps(settings) < 1) {
        throw FederationException.user("iterations must be 1 or more with privacy");
      }
      GlmTerms.requireEqual(sum, rows.features(), settings, privacy);
      PrivacyPlan plan = privacy.plan(settings, rows.features().size());
      NoisySum noisy = new NoisySum(sum, plan, source);
      GlmMoments moments = NoisyMoments.of(rows, noisy, plan, settings.objective());
      GlmScale scale = new GlmScale(settings, moments);
      try (PartyRows scaled = rows.on(scale.rows())) {
        return descend(scaled, noisy, settings, privacy, scale, moments);
      }
    } finally {
      rows.close();
    }
  }

  private static GlmFit descend(
      PartyRows rows,
      SecureSum sum,
      GlmSettings settings,
      GlmPrivacy privacy,
      GlmScale scale,
      GlmMoments moments) {
    double[] l2 = scale.l2();
    double[] gradient = new double[l2.length];
    GlmObjective objective = settings.objective();
    double clip = privacy.clip() * objective.slopeUnit(moments);
    double rate = privacy.learningRate() * CURVATURE / objective.curvature(moments);
    int count = GlmPrivacy.steps(settings);
    AcceleratedSteps steps = new AcceleratedSteps(scale.start(), count, rate);
    Total total = null;
    for (int step = 0; step < count; step++) {
      double[] at = steps.ahead();
      ClippedGradient kernel =
          new ClippedGradient(objective, rows.features().size(), settings.intercept(), at, clip);
      long[] own = rows.sum(kernel);
      total = sum.total(GlmPrivacy.STEP, Arrays.copyOfRange(own, 1, own.length));
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = total.words()[i] * kernel.unit() / moments.weight() + l2[i] * at[i];
      }
      steps.along(gradient);
    }
    return new GlmFit(
        scale.model(steps.mean(), rows),
        moments,
        Minimum.End.STEPS,
        count,
        GlmTerms.SUMS + GlmPrivacy.sums(settings),
        Double.NaN,
        length(gradient),
        total.parties());
  }

  private static double length(double[] vector) {
    double squares = 0;
    for (double coordinate : vector) {
      squares += coordinate * coordinate;
    }
    return Math.sqrt(squares);
  }
}
