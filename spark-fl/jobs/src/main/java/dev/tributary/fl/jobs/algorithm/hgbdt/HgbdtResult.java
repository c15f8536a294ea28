package dev.tributary.fl.jobs.algorithm.hgbdt;

import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.fl.horizontal.gbdt.BoostingFit;
import dev.tributary.fl.spark.horizontal.gbdt.HorizontalGBTModel;
import java.util.Optional;

/**
 * What a training leaves at a party.
 *
 * @param joint of all parties' rows, the same at all
 * @param solo of this party's rows; empty where the job compares none
 * @param pooled how good the joint one is on all parties' rows
 * @param judged the set of rows of {@code pooled}, as {@code SplitEvaluations} names it
 * @param sums over the parties, of training and judging
 * @param words of all of them, eight bytes each
 */
record HgbdtResult(
    HorizontalGBTModel joint,
    Optional<HorizontalGBTModel> solo,
    PooledEvaluation pooled,
    String judged,
    int sums,
    long words) {
  /** How the joint model was trained. */
  BoostingFit fit() {
    return joint.summary().orElseThrow();
  }
}
