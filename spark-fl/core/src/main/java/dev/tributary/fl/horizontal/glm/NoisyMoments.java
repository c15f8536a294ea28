package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.horizontal.privacy.NoisyRanges;
import dev.tributary.fl.horizontal.privacy.NoisyScale;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.List;

/** Moments of all parties' rows from counts with noise, in which every row counts once. */
public final class NoisyMoments {
  private NoisyMoments() {}

  /** What they are of: features and label. */
  public static NoisyRanges.Columns columns(GlmObjective objective, int features) {
    return objective.isClassification()
        ? new NoisyRanges.Columns(features, Math.max(2, objective.outputs()), false)
        : new NoisyRanges.Columns(features, 0, true);
  }

  /**
   * By {@link NoisyScale}, whose releases of the same columns the plan has.
   *
   * @param noisy to which the plan's noise is added
   * @throws FederationException USER, at all parties, where the noise hides the rows or how labels
   *     vary; at the party alone if it has no rows
   */
  public static GlmMoments of(
      PartyRows rows, SecureSum noisy, PrivacyPlan plan, GlmObjective objective) {
    int features = rows.features().size();
    NoisyScale scale = NoisyScale.of(rows, noisy, plan, columns(objective, features));
    boolean numbers = scale.classes().length == 0;
    if (numbers && !(scale.variances()[features] > 0)) {
      throw FederationException.user(
          "the labels of all parties show no spread above the noise: there is nothing to learn");
    }
    double all = (double) scale.rows();
    return new GlmMoments(
        scale.rows(),
        all,
        all,
        numbers ? scale.means()[features] : scale.classes()[1] / all,
        numbers ? scale.variances()[features] : 1,
        1,
        scale.classes(),
        Arrays.copyOf(scale.means(), features),
        Arrays.copyOf(scale.variances(), features),
        List.of());
  }
}
