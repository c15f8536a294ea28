package dev.tributary.fl.jobs.algorithm.horizontal.labelled;

import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.fl.jobs.run.CountedSum;
import java.util.Optional;

/**
 * What a run leaves at a party.
 *
 * @param joint of all parties' rows, the same at all
 * @param solo of this party's rows; empty where the job compares none, or none could be fitted
 * @param pooled how good the joint one is on all parties' rows
 * @param judged the set of rows of {@code pooled}, as {@code SplitEvaluations} names it
 * @param counted the sums over the parties, of training and judging
 */
record Learned<M>(
    M joint, Optional<M> solo, PooledEvaluation pooled, String judged, CountedSum counted) {
  /** Whether there are metrics of the order of scores where the objective has them. */
  boolean ranked() {
    return !pooled.metrics().containsKey(Metric.LOG_LOSS)
        || pooled.metrics().containsKey(Metric.AUC)
        || pooled.metrics().containsKey(Metric.ACCURACY);
  }
}
