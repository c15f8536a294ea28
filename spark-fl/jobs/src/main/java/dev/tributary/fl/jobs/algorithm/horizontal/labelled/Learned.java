package dev.tributary.fl.jobs.algorithm.horizontal.labelled;

import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.fl.jobs.run.CountedSum;
import java.util.Optional;
import java.util.Set;

/**
 * What a run leaves at a party.
 *
 * @param joint of all parties' rows, the same at all
 * @param solo of this party's rows; empty where the job compares none, or none could be fitted
 * @param pooled how good the joint one is on all parties' rows; empty where these cannot tell
 * @param judged the set of rows of {@code pooled}, as {@code SplitEvaluations} names it
 * @param counted the sums over the parties, of training and judging
 */
record Learned<M>(
    M joint,
    Optional<M> solo,
    Optional<PooledEvaluation> pooled,
    String judged,
    CountedSum counted) {
  /** Whether there are metrics of the order of scores where the objective has them. */
  boolean ranked() {
    Set<Metric> told = pooled.map(p -> p.metrics().keySet()).orElse(Set.of());
    return !told.contains(Metric.LOG_LOSS)
        || told.contains(Metric.AUC)
        || told.contains(Metric.ACCURACY);
  }
}
