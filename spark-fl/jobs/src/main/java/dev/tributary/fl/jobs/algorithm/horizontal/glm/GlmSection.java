package dev.tributary.fl.jobs.algorithm.horizontal.glm;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.fl.horizontal.glm.GlmObjective;
import dev.tributary.fl.horizontal.glm.GlmParameters;
import dev.tributary.fl.horizontal.glm.GlmSettings;
import dev.tributary.fl.horizontal.glm.Intercept;
import dev.tributary.fl.horizontal.glm.Penalised;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Rules;
import dev.tributary.fl.jobs.file.Supervised;
import dev.tributary.fl.training.MulticlassObjective;
import dev.tributary.fl.training.optimize.Stopping;
import dev.tributary.protocol.FederationException;

/**
 * {@code train:} of {@code algorithm: horizontal-glm}. Every key has a default except {@code
 * objective: multiclass}, which needs {@code classes}.
 *
 * @param objectiveName what is minimised
 * @param classes {@link MulticlassObjective#CLASSES}; for multiclass only
 * @param tweediePower {@link GlmParameters#TWEEDIE_POWER}; for tweedie only
 * @param penalty {@link GlmParameters#PENALTY}
 * @param l1Share {@link GlmParameters#L1_SHARE}; with a penalty only
 * @param standardize whether the penalty is on coefficients of columns with standard deviation 1
 * @param intercept whether there is one
 * @param iterations {@link GlmParameters#ITERATIONS}
 * @param tolerance {@link GlmParameters#TOLERANCE}
 */
public record GlmSection(
    @JsonProperty("objective") String objectiveName,
    @JsonProperty("classes") Integer classes,
    @JsonProperty("tweedie-power") Double tweediePower,
    @JsonProperty("penalty") Double penalty,
    @JsonProperty("l1-share") Double l1Share,
    @JsonProperty("standardize") Boolean standardize,
    @JsonProperty("intercept") Boolean intercept,
    @JsonProperty("iterations") Integer iterations,
    @JsonProperty("tolerance") Double tolerance)
    implements Supervised {
  public GlmSection {
    objectiveName =
        Rules.oneOf(
            "objective",
            Rules.orElse(objectiveName, GlmObjective.NAMES.get(0)),
            GlmObjective.NAMES);
    penalty = GlmParameters.PENALTY.orPreset(penalty);
    l1Share = GlmParameters.L1_SHARE.orPreset(l1Share);
    standardize = Rules.orElse(standardize, true);
    intercept = Rules.orElse(intercept, true);
    iterations = GlmParameters.ITERATIONS.orPreset(iterations);
    tolerance = GlmParameters.TOLERANCE.orPreset(tolerance);
    if (GlmObjective.takesClasses(objectiveName)) {
      MulticlassObjective.CLASSES.orPreset(Rules.required("classes", classes));
    } else if (classes != null) {
      throw FederationException.user("classes goes with objective: multiclass only");
    }
    if (GlmObjective.takesPower(objectiveName)) {
      tweediePower = GlmParameters.TWEEDIE_POWER.orPreset(tweediePower);
    } else if (tweediePower != null) {
      throw FederationException.user("tweedie-power goes with objective: tweedie only");
    }
    if (l1Share > 0 && penalty == 0) {
      throw FederationException.user("l1-share is a share of penalty, which is 0: give both");
    }
  }

  /** That of a job with this algorithm. */
  static GlmSection of(JobFile job) {
    return job.train().section(GlmSection.class);
  }

  @Override
  public GlmObjective objective() {
    double power = tweediePower == null ? GlmParameters.TWEEDIE_POWER.preset() : tweediePower;
    return GlmObjective.of(objectiveName, outputs(), power);
  }

  /** Linear predictors of a row. */
  int outputs() {
    return classes == null ? 1 : classes;
  }

  /** Coefficients of one output. */
  int width(int features) {
    return features + (intercept ? 1 : 0);
  }

  /** What is fitted. */
  GlmSettings settings() {
    return GlmSettings.of(objective())
        .withPenalty(penalty, l1Share, standardize ? Penalised.STANDARDISED : Penalised.AS_GIVEN)
        .withIntercept(intercept ? Intercept.FITTED : Intercept.NONE)
        .withStopping(new Stopping(iterations, tolerance));
  }

  @Override
  public boolean hasRounds() {
    return false;
  }
}
