package dev.tributary.fl.spark.horizontal.glm;

import dev.tributary.fl.horizontal.evaluation.PrivateEvaluation;
import dev.tributary.fl.horizontal.glm.GlmPrivacy;
import dev.tributary.fl.horizontal.glm.GlmSettings;
import dev.tributary.fl.spark.horizontal.FeatureColumns;
import dev.tributary.fl.spark.horizontal.PrivacyTerms;
import dev.tributary.protocol.FederationException;
import java.util.Map;
import java.util.Optional;

/** Privacy as the Params of a stage say it. */
final class StagePrivacy {
  private StagePrivacy() {}

  /**
   * Empty where none is asked for.
   *
   * @param parties of the session
   */
  static Optional<GlmPrivacy> of(GlmParams<?> stage, int parties) {
    Optional<PrivacyTerms> terms = PrivacyTerms.of(stage, parties);
    if (terms.isPresent()
        && (FeatureColumns.optional(stage, stage.weightCol()).isPresent()
            || FeatureColumns.optional(stage, stage.offsetCol()).isPresent())) {
      throw FederationException.user(
          "with epsilon every row counts once: leave weightCol and offsetCol out");
    }
    return terms.map(
        t ->
            new GlmPrivacy(
                t.budget(), t.shares(), t.clip(), (double) stage.getOrDefault(stage.stepSize())));
  }

  /**
   * What a manifest says of it: what the fit spends of a row that trains or one judgement of a row
   * that does not, whichever is more.
   */
  static Map<String, String> manifest(GlmPrivacy privacy, GlmSettings settings, int features) {
    return new PrivacyTerms(privacy.budget(), privacy.shares(), privacy.clip())
        .manifest(
            PrivateEvaluation.orFit(
                privacy.plan(settings, features), settings.objective().judge()));
  }
}
