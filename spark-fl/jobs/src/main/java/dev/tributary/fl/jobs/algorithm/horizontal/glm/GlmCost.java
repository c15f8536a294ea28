package dev.tributary.fl.jobs.algorithm.horizontal.glm;

import dev.tributary.fl.horizontal.evaluation.EvaluationCost;
import dev.tributary.fl.horizontal.exact.WideTotals;
import dev.tributary.fl.horizontal.glm.GlmPrivacy;
import dev.tributary.fl.jobs.algorithm.horizontal.RunPrivacy;
import dev.tributary.fl.jobs.plan.PlanText;
import java.util.Locale;

/**
 * How many words the sums of a fit are; the tables are in the READMEs of {@code horizontal/glm} and
 * {@code horizontal/evaluation}.
 *
 * @param section of the job
 * @param features columns
 */
record GlmCost(GlmSection section, int features) {
  /** How many words there are does not depend on how much noise is in them. */
  private static final GlmPrivacy SIZES = GlmPrivacy.of(RunPrivacy.ANY, RunPrivacy.AMONG_TWO);

  /** Terms, means, squares. */
  private static final int BEFORE = 3;

  /** Rows, weight, sum of squared weights, label, exposure. */
  private static final int MOMENTS = 5;

  /** Of the sums before the first loss. */
  long wordsBefore() {
    int classes = section.objective().isClassification() ? Math.max(2, section.outputs()) : 0;
    return 1L + WideTotals.words(MOMENTS + classes + features) + WideTotals.words(1 + features);
  }

  /** Of one loss with its gradient. */
  long wordsOfLoss() {
    return 2 + (long) section.outputs() * section.width(features);
  }

  /** In words, for a plan. */
  String words() {
    int losses = section.iterations() + 1;
    long words =
        wordsBefore()
            + losses * wordsOfLoss()
            + EvaluationCost.of(section.objective().judge()).words();
    return String.format(
        Locale.ROOT,
        "%s in %d sums of %,d words, if the fit takes all %d steps and shortens none: %d before"
            + " it, one of %,d words a step and at its start, %d to judge the model; a shortened"
            + " step is as many sums more as it was tried",
        PlanText.size(Long.BYTES * (double) words),
        BEFORE + losses + EvaluationCost.of(section.objective().judge()).sums(),
        words,
        section.iterations(),
        BEFORE,
        wordsOfLoss(),
        EvaluationCost.of(section.objective().judge()).sums());
  }

  /** The same with privacy: terms, three of the ranges of columns, steps, plan, scores. */
  String wordsWithPrivacy() {
    return RunPrivacy.sums(
        SIZES.plan(section.settings(), features),
        section.objective(),
        "scale the columns",
        section.iterations(),
        "steps");
  }
}
