package dev.tributary.fl.jobs.algorithm.glm;

import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.fl.horizontal.glm.GlmFit;
import dev.tributary.fl.spark.horizontal.glm.HorizontalGLMModel;
import java.util.Optional;

/**
 * What a fit leaves at a party.
 *
 * @param joint of all parties' rows, the same at all
 * @param solo of this party's rows; empty where the job compares none
 * @param pooled how good the joint one is on all parties' rows
 * @param judged the set of rows of {@code pooled}, as {@code SplitEvaluations} names it
 * @param sums over the parties, of fit and judging
 * @param words of all of them, eight bytes each
 */
record GlmResult(
    HorizontalGLMModel joint,
    Optional<HorizontalGLMModel> solo,
    PooledEvaluation pooled,
    String judged,
    int sums,
    long words) {
  /** Whether there are metrics of the order of scores where the objective has them. */
  boolean ranked() {
    return !pooled.metrics().containsKey(Metric.LOG_LOSS)
        || pooled.metrics().containsKey(Metric.AUC)
        || pooled.metrics().containsKey(Metric.ACCURACY);
  }

  /** How the joint model was fitted. */
  GlmFit fit() {
    return joint.summary().orElseThrow();
  }
}
