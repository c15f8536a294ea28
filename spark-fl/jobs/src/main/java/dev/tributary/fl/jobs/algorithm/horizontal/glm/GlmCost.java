package dev.tributary.fl.jobs.algorithm.horizontal.glm;

import dev.tributary.fl.horizontal.evaluation.EvaluationCost;
import dev.tributary.fl.horizontal.evaluation.PrivateEvaluation;
import dev.tributary.fl.horizontal.exact.WideTotals;
import dev.tributary.fl.horizontal.glm.GlmPrivacy;
import dev.tributary.fl.horizontal.privacy.NoiseShares;
import dev.tributary.fl.horizontal.privacy.PrivacyBudget;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
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
  private static final GlmPrivacy SIZES =
      GlmPrivacy.of(new PrivacyBudget(1, 1e-6), new NoiseShares(2, 1));

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

  /** The same with privacy: terms, octaves and two spreads of columns, steps, plan, scores. */
  String wordsWithPrivacy() {
    PrivacyPlan fit = SIZES.plan(section.settings(), features);
    PrivacyPlan judging =
        PrivateEvaluation.plan(section.objective().judge(), SIZES.budget(), SIZES.shares());
    return String.format(
        Locale.ROOT,
        "%s in %d sums of %,d words, all with noise but two of a word that compare settings: %d to"
            + " scale the columns, one of %,d words for each of %d steps, %d to judge the model",
        PlanText.size(Long.BYTES * (2.0 + fit.words() + judging.words())),
        2 + fit.sums() + judging.sums(),
        2 + fit.words() + judging.words(),
        fit.sums() - section.iterations(),
        (long) section.outputs() * section.width(features),
        section.iterations(),
        judging.sums());
  }
}
