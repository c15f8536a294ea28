package dev.tributary.fl.spark.horizontal;

import dev.tributary.fl.horizontal.privacy.NoiseShares;
import dev.tributary.fl.horizontal.privacy.PrivacyBudget;
import dev.tributary.fl.horizontal.privacy.PrivacyParameters;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.training.Parameter;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * Privacy of single rows as the Params of a stage say it.
 *
 * @param clip {@link PrivacyParameters#CLIP}
 */
public record PrivacyTerms(PrivacyBudget budget, NoiseShares shares, double clip) {
  /** Parties of a model, whose fit has set how many they are. */
  public static final int SET = 0;

  private static final List<Parameter<?>> NOT_ALONE =
      List.of(PrivacyParameters.DELTA, PrivacyParameters.PARTIES, PrivacyParameters.COLLUDING);

  /**
   * Empty where none is asked for.
   *
   * @param parties of the session, or {@link #SET}
   */
  public static Optional<PrivacyTerms> of(Params stage, int parties) {
    if (!stage.isDefined(param(stage, PrivacyParameters.EPSILON))) {
      for (Parameter<?> other : NOT_ALONE) {
        if (stage.isDefined(param(stage, other))) {
          throw FederationException.user(
              "set epsilon beside %s, without which no noise is added", other.param());
        }
      }
      return Optional.empty();
    }
    if (!stage.isDefined(param(stage, PrivacyParameters.DELTA))) {
      throw FederationException.user("set delta beside epsilon");
    }
    int fewest = number(stage, PrivacyParameters.PARTIES, parties);
    if (parties != SET && fewest > parties) {
      throw FederationException.user(
          "minParties must be at most the %d parties of the session. Provided value: %d",
          parties, fewest);
    }
    try {
      return Optional.of(
          new PrivacyTerms(
              new PrivacyBudget(
                  number(stage, PrivacyParameters.EPSILON, 0.0),
                  number(stage, PrivacyParameters.DELTA, 0.0)),
              new NoiseShares(fewest, number(stage, PrivacyParameters.COLLUDING, fewest - 1)),
              number(stage, PrivacyParameters.CLIP, PrivacyParameters.CLIP.preset())));
    } catch (IllegalArgumentException e) {
      throw FederationException.user("%s", e.getMessage());
    }
  }

  private static <T extends Number> T number(Params stage, Parameter<T> parameter, T otherwise) {
    Param<Object> param = param(stage, parameter);
    return stage.isDefined(param) ? parameter.type().cast(stage.getOrDefault(param)) : otherwise;
  }

  private static Param<Object> param(Params stage, Parameter<?> parameter) {
    return stage.getParam(parameter.param());
  }

  /** What parties compare before the first sum. */
  public static String words(Optional<PrivacyTerms> terms) {
    return terms
        .map(
            t ->
                "epsilon %s, delta %s, noise of %d parties of whom %d collude, clip %s"
                    .formatted(
                        t.budget.epsilon(),
                        t.budget.delta(),
                        t.shares.parties(),
                        t.shares.colluding(),
                        t.clip))
        .orElse("no privacy");
  }

  /** USER where a stage is given what has no meaning once noise hides single rows. */
  public static void requireUnused(Params stage, Parameter<?>... unused) {
    for (Parameter<?> parameter : unused) {
      if (!stage.getOrDefault(param(stage, parameter)).equals(parameter.preset())) {
        throw FederationException.user(
            "%s must be left out with epsilon: it is a rule of totals without noise",
            parameter.param());
      }
    }
  }

  /**
   * What a manifest says of it.
   *
   * @param plan of what is opened
   */
  public Map<String, String> manifest(PrivacyPlan plan) {
    return Map.of(
        "privacy-epsilon", String.valueOf(plan.epsilon()),
        "privacy-delta", String.valueOf(budget.delta()),
        "privacy-rho", String.valueOf(plan.rho()),
        "privacy-unit", "row",
        "privacy-colluding", String.valueOf(shares.colluding()),
        "privacy-parties", String.valueOf(shares.parties()),
        "privacy-clip", String.valueOf(clip));
  }
}
