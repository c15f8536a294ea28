package dev.tributary.fl.spark.horizontal.glm;

import dev.tributary.fl.horizontal.evaluation.PrivateEvaluation;
import dev.tributary.fl.horizontal.glm.GlmPrivacy;
import dev.tributary.fl.horizontal.glm.GlmSettings;
import dev.tributary.fl.horizontal.privacy.NoiseShares;
import dev.tributary.fl.horizontal.privacy.PrivacyBudget;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.spark.horizontal.FeatureColumns;
import dev.tributary.protocol.FederationException;
import java.util.Map;
import java.util.Optional;

/** Privacy as the Params of a stage say it. */
final class StagePrivacy {
  /** Where a fit has set how many they are. */
  private static final int SET = 0;

  private StagePrivacy() {}

  /**
   * Empty where none is asked for.
   *
   * @param parties of the session
   */
  static Optional<GlmPrivacy> of(GlmParams<?> stage, int parties) {
    if (!stage.isDefined(stage.epsilon())) {
      return Optional.empty();
    }
    if (!stage.isDefined(stage.delta())) {
      throw FederationException.user("set delta beside epsilon");
    }
    if (FeatureColumns.optional(stage, stage.weightCol()).isPresent()
        || FeatureColumns.optional(stage, stage.offsetCol()).isPresent()) {
      throw FederationException.user(
          "with epsilon every row counts once: leave weightCol and offsetCol out");
    }
    int fewest =
        stage.isDefined(stage.minParties())
            ? (int) stage.getOrDefault(stage.minParties())
            : parties;
    if (parties != SET && fewest > parties) {
      throw FederationException.user(
          "minParties must be at most the %d parties of the session. Provided value: %d",
          parties, fewest);
    }
    int colluding =
        stage.isDefined(stage.colluding())
            ? (int) stage.getOrDefault(stage.colluding())
            : fewest - 1;
    try {
      return Optional.of(
          new GlmPrivacy(
              new PrivacyBudget(
                  (double) stage.getOrDefault(stage.epsilon()),
                  (double) stage.getOrDefault(stage.delta())),
              new NoiseShares(fewest, colluding),
              (double) stage.getOrDefault(stage.clip()),
              (double) stage.getOrDefault(stage.stepSize())));
    } catch (IllegalArgumentException e) {
      throw FederationException.user("%s", e.getMessage());
    }
  }

  /** That of a model, which knows its parties. */
  static Optional<GlmPrivacy> of(HorizontalGLMModel model) {
    return of(model, SET);
  }

  /**
   * What a manifest says of it: what the fit spends of a row that trains or one judgement of a row
   * that does not, whichever is more. Each rounds its noise up, and so its epsilon down, by itself.
   */
  static Map<String, String> manifest(GlmPrivacy privacy, GlmSettings settings, int features) {
    PrivacyPlan fit = privacy.plan(settings, features);
    PrivacyPlan judging = PrivateEvaluation.plan(privacy.budget(), privacy.shares());
    PrivacyPlan plan = judging.rho() > fit.rho() ? judging : fit;
    return Map.of(
        "privacy-epsilon", String.valueOf(plan.epsilon()),
        "privacy-delta", String.valueOf(privacy.budget().delta()),
        "privacy-rho", String.valueOf(plan.rho()),
        "privacy-unit", "row",
        "privacy-colluding", String.valueOf(privacy.shares().colluding()),
        "privacy-parties", String.valueOf(privacy.shares().parties()),
        "privacy-clip", String.valueOf(privacy.clip()));
  }
}
