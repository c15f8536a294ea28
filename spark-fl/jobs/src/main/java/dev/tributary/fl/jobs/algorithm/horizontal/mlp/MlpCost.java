package dev.tributary.fl.jobs.algorithm.horizontal.mlp;

import dev.tributary.fl.horizontal.evaluation.EvaluationCost;
import dev.tributary.fl.horizontal.exact.WideTotals;
import dev.tributary.fl.horizontal.mlp.MlpPrivacy;
import dev.tributary.fl.jobs.algorithm.horizontal.RunPrivacy;
import dev.tributary.fl.jobs.plan.PlanText;
import java.util.Locale;

/**
 * How many words the sums of a training are; the table is in the README of {@code horizontal/mlp}.
 *
 * @param section of the job
 * @param features columns
 */
record MlpCost(MlpSection section, int features) {
  /** Terms, means, squares, rows that validate. */
  private static final int BEFORE = 4;

  /** Rows, weight, sum of squared weights, label, exposure. */
  private static final int MOMENTS = 5;

  /** Who is out of range, and two losses. */
  private static final int LOSSES = 3;

  /** How many words there are does not depend on how much noise is in them. */
  private static final MlpPrivacy SIZES = MlpPrivacy.of(RunPrivacy.ANY, RunPrivacy.AMONG_TWO);

  /** Of the sums before the first round. */
  long wordsBefore() {
    return 1L
        + WideTotals.words(MOMENTS + section.fitted().classes() + features)
        + WideTotals.words(1 + features)
        + WideTotals.words(2);
  }

  /** Of one round. */
  long wordsOfRound() {
    long weights = 0;
    int inputs = features;
    for (int units : section.hidden()) {
      weights += (inputs + 1L) * units;
      inputs = units;
    }
    return LOSSES + weights + (inputs + 1L) * section.fitted().outputs();
  }

  /** In words, for a plan. */
  String words() {
    long words =
        wordsBefore()
            + section.rounds() * wordsOfRound()
            + LOSSES
            + EvaluationCost.of(section.objective().judge()).words();
    return String.format(
        Locale.ROOT,
        "%s in at most %d sums of %,d words, if all %,d rounds take place: %d before the first, then"
            + " one of %,d words a round and one of %d after the last, %d to judge the model",
        PlanText.size(Long.BYTES * (double) words),
        BEFORE + section.rounds() + 1 + EvaluationCost.of(section.objective().judge()).sums(),
        words,
        section.rounds(),
        BEFORE,
        wordsOfRound(),
        LOSSES,
        EvaluationCost.of(section.objective().judge()).sums());
  }

  /** The same with privacy: terms, three of counts, steps, plan, scores. */
  String wordsWithPrivacy() {
    return RunPrivacy.sums(
        SIZES.plan(section.settings(), features),
        section.objective(),
        "scale the columns",
        section.rounds(),
        "rounds");
  }
}
