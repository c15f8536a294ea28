package dev.tributary.fl.jobs.algorithm.horizontal;

import dev.tributary.fl.horizontal.evaluation.PrivateEvaluation;
import dev.tributary.fl.horizontal.privacy.NoiseShares;
import dev.tributary.fl.horizontal.privacy.PrivacyBudget;
import dev.tributary.fl.horizontal.privacy.PrivacyParameters;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PrivacySection;
import dev.tributary.fl.jobs.file.SplitSection;
import dev.tributary.fl.jobs.plan.PlanText;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.spark.horizontal.PrivacyParams;
import dev.tributary.fl.training.Target;
import dev.tributary.protocol.FederationException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Privacy of single rows in a run whose parties sum: asked for, and spent. */
public final class RunPrivacy {
  /** How many words sums have does not depend on how much noise is in them. */
  public static final PrivacyBudget ANY = new PrivacyBudget(1, 1e-6);

  /** Likewise. */
  public static final NoiseShares AMONG_TWO = new NoiseShares(2, 1);

  private RunPrivacy() {}

  /** Tells a stage what a job asks for, if it does. */
  public static void ask(PrivacyParams<?> stage, JobFile job) {
    PrivacySection privacy = job.privacy();
    if (privacy != null) {
      stage.setEpsilon(privacy.epsilon());
      stage.setDelta(privacy.delta());
      stage.setColluding(privacy.colluding());
      stage.setClip(privacy.clip());
    }
  }

  /** USER where a job gives what only steps along a gradient have. */
  public static void requireNoSteps(PrivacySection privacy, String algorithm) {
    if (!privacy.learningRate().equals(PrivacyParameters.LEARNING_RATE.preset())) {
      throw FederationException.user(
          "privacy.learning-rate must be left out: algorithm: %s takes no steps along a gradient",
          algorithm);
    }
  }

  /** USER unless rows are judged on that do not train: each is in one budget. */
  public static void requireRowsToJudge(SplitSection split) {
    if (!split.tests() && !split.validates()) {
      throw FederationException.user(
          "privacy needs rows to judge the model on that do not train: set some aside with split");
    }
  }

  /** Of trees and perceptrons: a warning where the split sets rows aside that no sum has. */
  public static Optional<String> idleRows(JobFile job) {
    return job.privacy() != null && job.split().tests() && job.split().validates()
        ? Optional.of(
            "with privacy no loss of validation rows is told, and the model is judged on the test"
                + " rows: no sum has the validation rows; leave split.validation out to train on"
                + " them too")
        : Optional.empty();
  }

  /**
   * How many words the sums are, for a plan: two compare settings, some come before the steps, and
   * some judge the model.
   *
   * @param fit what is opened, its steps last
   * @param before what the first sums are for, such as {@code scale the columns}
   * @param steps how many, of one sum each
   * @param unit their name, in the plural
   */
  public static String sums(PrivacyPlan fit, Target target, String before, int steps, String unit) {
    PrivacyPlan judging = PrivateEvaluation.plan(target.judge(), fit.budget(), fit.shares());
    long words = 2 + fit.words() + judging.words();
    return String.format(
        Locale.ROOT,
        "%s in %d sums of %,d words, all with noise but two of a word that compare settings: %d to"
            + " %s, one of %,d words for each of %d %s, %d to judge the model",
        PlanText.size(Long.BYTES * (double) words),
        2 + fit.sums() + judging.sums(),
        words,
        fit.sums() - steps,
        before,
        fit.releases().get(fit.releases().size() - 1).words(),
        steps,
        unit,
        judging.sums());
  }

  /** What is told of columns without noise. */
  public static String columns(Target target) {
    return "The names of every party's columns, which are true or false"
        + (target.hasPositives() ? ", and which word of its label counts as 1" : "");
  }

  /** What judging with privacy tells, in words that follow "of all parties'". */
  public static String judged(Target target) {
    return target.hasPositives()
        ? "rows that the model is judged on: how many of either label are in each of 64 bins of"
            + " scores."
        : "rows that the model is judged on: how many they are"
            + (target.isClassification() ? "; how many it names the class of, in two totals" : "")
            + "; how many have a loss in each of 128 ranges, and their mean loss.";
  }

  /** What a run spent of a row, as its model's manifest has it. */
  public static Map<String, Object> spent(Manifest manifest) {
    Map<String, String> parameters = manifest.parameters();
    Map<String, Object> spent = new LinkedHashMap<>();
    spent.put("epsilon", Double.valueOf(parameters.get("privacy-epsilon")));
    spent.put("delta", Double.valueOf(parameters.get("privacy-delta")));
    spent.put("rho", Double.valueOf(parameters.get("privacy-rho")));
    spent.put("unit", parameters.get("privacy-unit"));
    spent.put("colluding", Integer.valueOf(parameters.get("privacy-colluding")));
    return spent;
  }
}
