package dev.tributary.fl.jobs.algorithm.horizontal.gbdt;

import dev.tributary.fl.horizontal.evaluation.EvaluationCost;
import dev.tributary.fl.horizontal.gbdt.BoostingCost;
import dev.tributary.fl.horizontal.gbdt.BoostingPrivacy;
import dev.tributary.fl.jobs.algorithm.horizontal.RunPrivacy;
import dev.tributary.fl.jobs.plan.PlanText;
import java.util.Locale;

/**
 * How many words the sums of a training are at most; the table is in the README of {@code
 * horizontal/gbdt}.
 *
 * @param section of the job
 * @param features columns
 */
record BoostingSums(BoostingSection section, int features) {
  /** How many words there are does not depend on how much noise is in them. */
  private static final BoostingPrivacy SIZES =
      BoostingPrivacy.of(RunPrivacy.ANY, RunPrivacy.AMONG_TWO);

  /** In words, for a plan. */
  String words() {
    int classes = section.objective().classes();
    BoostingCost cost = new BoostingCost(features, section.bins(), section.depth(), classes);
    long words =
        cost.wordsBefore()
            + section.trees() * cost.wordsOfRound()
            + EvaluationCost.of(section.objective().judge()).words();
    return String.format(
        Locale.ROOT,
        "%s in at most %d sums of %,d words, if all %,d rounds take place and every tree is full:"
            + " %d before the first, then up to %,d words a round, %d to judge the model",
        PlanText.size(Long.BYTES * (double) words),
        cost.sumsBefore()
            + section.trees() * cost.sumsOfRound()
            + EvaluationCost.of(section.objective().judge()).sums(),
        words,
        section.trees(),
        cost.sumsBefore(),
        cost.wordsOfRound(),
        EvaluationCost.of(section.objective().judge()).sums());
  }

  /** The same with privacy: terms, three of cuts, leaves, plan, scores. */
  String wordsWithPrivacy() {
    return RunPrivacy.sums(
        SIZES.plan(section.settings(), features),
        section.objective(),
        "cut the columns",
        section.trees(),
        "rounds");
  }
}
