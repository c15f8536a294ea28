package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.training.optimize.Stopping;

/**
 * What is fitted; equal at all parties.
 *
 * @param objective what is minimised
 * @param penalty {@link GlmParameters#PENALTY}
 * @param l1Share {@link GlmParameters#L1_SHARE}
 * @param penalised which coefficients the penalty is on
 * @param intercept whether there is one
 * @param stopping {@link GlmParameters#ITERATIONS} and {@link GlmParameters#TOLERANCE}
 */
public record GlmSettings(
    GlmObjective objective,
    double penalty,
    double l1Share,
    Penalised penalised,
    Intercept intercept,
    Stopping stopping) {
  public GlmSettings {
    GlmParameters.PENALTY.require(penalty);
    GlmParameters.L1_SHARE.require(l1Share);
    GlmParameters.ITERATIONS.require(stopping.iterations());
    GlmParameters.TOLERANCE.require(stopping.tolerance());
  }

  /** With the defaults of every job. */
  public static GlmSettings of(GlmObjective objective) {
    return new GlmSettings(
        objective,
        GlmParameters.PENALTY.preset(),
        GlmParameters.L1_SHARE.preset(),
        Penalised.STANDARDISED,
        Intercept.FITTED,
        new Stopping(GlmParameters.ITERATIONS.preset(), GlmParameters.TOLERANCE.preset()));
  }

  public GlmSettings withPenalty(double newPenalty, double newL1Share, Penalised newPenalised) {
    return new GlmSettings(objective, newPenalty, newL1Share, newPenalised, intercept, stopping);
  }

  public GlmSettings withIntercept(Intercept newIntercept) {
    return new GlmSettings(objective, penalty, l1Share, penalised, newIntercept, stopping);
  }

  public GlmSettings withStopping(Stopping newStopping) {
    return new GlmSettings(objective, penalty, l1Share, penalised, intercept, newStopping);
  }
}
