package dev.tributary.fl.spark.horizontal.mlp;

import dev.tributary.fl.horizontal.evaluation.PrivateEvaluation;
import dev.tributary.fl.horizontal.mlp.MlpPrivacy;
import dev.tributary.fl.horizontal.mlp.MlpSettings;
import dev.tributary.fl.spark.horizontal.FeatureColumns;
import dev.tributary.fl.spark.horizontal.PrivacyTerms;
import dev.tributary.protocol.FederationException;
import java.util.Map;
import java.util.Optional;

/** Privacy of a perceptron as the Params of a stage say it. */
final class PerceptronPrivacy {
  private PerceptronPrivacy() {}

  /**
   * Empty where none is asked for.
   *
   * @param parties of the session
   */
  static Optional<MlpPrivacy> of(MlpParams<?> stage, int parties) {
    Optional<PrivacyTerms> terms = PrivacyTerms.of(stage, parties);
    if (terms.isPresent() && FeatureColumns.optional(stage, stage.weightCol()).isPresent()) {
      throw FederationException.user("with epsilon every row counts once: leave weightCol out");
    }
    return terms.map(t -> new MlpPrivacy(t.budget(), t.shares(), t.clip()));
  }

  /** What a manifest says of it. */
  static Map<String, String> manifest(MlpPrivacy privacy, MlpSettings settings, int features) {
    return new PrivacyTerms(privacy.budget(), privacy.shares(), privacy.clip())
        .manifest(
            PrivateEvaluation.orFit(
                privacy.plan(settings, features), settings.objective().labels().judge()));
  }
}
