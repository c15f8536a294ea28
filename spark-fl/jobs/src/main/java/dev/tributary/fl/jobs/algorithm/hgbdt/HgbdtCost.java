package dev.tributary.fl.jobs.algorithm.hgbdt;

import dev.tributary.fl.horizontal.gbdt.BoostingCost;
import dev.tributary.fl.jobs.plan.PlanText;
import dev.tributary.fl.jobs.plan.PooledCost;
import java.util.Locale;

/**
 * How many words the sums of a training are at most; the table is in the README of {@code
 * horizontal/gbdt}.
 *
 * @param section of the job
 * @param features columns
 */
record HgbdtCost(HgbdtSection section, int features) {
  /** In words, for a plan. */
  String words() {
    int classes = section.objective().classes();
    BoostingCost cost = new BoostingCost(features, section.bins(), section.depth(), classes);
    long words =
        cost.wordsBefore()
            + section.trees() * cost.wordsOfRound()
            + PooledCost.words(section.objective());
    return String.format(
        Locale.ROOT,
        "%s in at most %d sums of %,d words, if all %,d rounds take place and every tree is full:"
            + " %d before the first, then up to %,d words a round, %d to judge the model",
        PlanText.size(Long.BYTES * (double) words),
        cost.sumsBefore()
            + section.trees() * cost.sumsOfRound()
            + PooledCost.sums(section.objective()),
        words,
        section.trees(),
        cost.sumsBefore(),
        cost.wordsOfRound(),
        PooledCost.sums(section.objective()));
  }
}
