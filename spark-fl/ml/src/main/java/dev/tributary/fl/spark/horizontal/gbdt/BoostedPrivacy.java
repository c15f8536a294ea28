package dev.tributary.fl.spark.horizontal.gbdt;

import dev.tributary.fl.horizontal.evaluation.PrivateEvaluation;
import dev.tributary.fl.horizontal.gbdt.BoostingPrivacy;
import dev.tributary.fl.horizontal.gbdt.BoostingSettings;
import dev.tributary.fl.spark.horizontal.FeatureColumns;
import dev.tributary.fl.spark.horizontal.PrivacyTerms;
import dev.tributary.protocol.FederationException;
import java.util.Map;
import java.util.Optional;

/** Privacy of trees as the Params of a stage say it. */
final class BoostedPrivacy {
  private BoostedPrivacy() {}

  /**
   * Empty where none is asked for.
   *
   * @param parties of the session
   */
  static Optional<BoostingPrivacy> of(BoostingParams<?> stage, int parties) {
    Optional<PrivacyTerms> terms = PrivacyTerms.of(stage, parties);
    if (terms.isPresent() && FeatureColumns.optional(stage, stage.weightCol()).isPresent()) {
      throw FederationException.user("with epsilon every row counts once: leave weightCol out");
    }
    return terms.map(t -> new BoostingPrivacy(t.budget(), t.shares(), t.clip()));
  }

  /** What a manifest says of it; as clip the length that counts. */
  static Map<String, String> manifest(
      BoostingPrivacy privacy, BoostingSettings settings, int features) {
    return new PrivacyTerms(
            privacy.budget(), privacy.shares(), privacy.longest(settings.objective()))
        .manifest(
            PrivateEvaluation.orFit(
                privacy.plan(settings, features), settings.objective().judge()));
  }
}
