package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.Evaluation;
import dev.tributary.fl.evaluation.Interval;
import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.evaluation.ScoreShift;
import dev.tributary.fl.evaluation.Uncertainty;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured of the joint model and of the label party's own.
 *
 * @param joint by split; empty where nothing could be judged
 * @param solo on the same rows, empty where no such model was trained
 * @param basis which of the splits counts
 * @param weighting whether rows weigh differently in the metrics
 * @param uncertainty of the basis; empty where it is training rows, of which an interval would
 *     promise something about other people
 * @param shift of the joint scores from training rows to the basis, where the model has one score
 */
public record Findings(
    SplitEvaluations joint,
    SplitEvaluations solo,
    Basis basis,
    Weighting weighting,
    Uncertainty uncertainty,
    Optional<ScoreShift> shift) {

  /** Whether the label party named a column of weights. */
  public enum Weighting {
    /** Every row counts once. */
    NONE,
    /** Metrics are of weight; counts are of rows. */
    BY_ROW
  }

  /** No interval of anything. */
  public static Uncertainty unknown() {
    return new Uncertainty(Map.of(), Map.of(), 0);
  }

  /** Nothing was judged. */
  public static Findings none() {
    return new Findings(
        SplitEvaluations.none(),
        SplitEvaluations.none(),
        Basis.TEST,
        Weighting.NONE,
        unknown(),
        Optional.empty());
  }

  /** Whether nothing was judged. */
  public boolean isEmpty() {
    return joint.isEmpty();
  }

  /** The joint model on what counts. */
  Evaluation judgedJoint() {
    return joint.bySplit().get(basis.split());
  }

  /** The solo model on the same rows, if there is one. */
  Optional<Evaluation> judgedSolo() {
    return Optional.ofNullable(solo.bySplit().get(basis.split()));
  }

  /** The metric that decides. */
  Metric decisive() {
    return judgedJoint().metrics().keySet().iterator().next();
  }

  /** The metric that decides, as a sentence has it. */
  String decisiveWords() {
    return (weighted() ? "weighted " : "") + MetricText.plain(decisive());
  }

  /** Joint minus solo, with its interval where there is one. */
  Optional<Interval> uplift(Metric metric) {
    return Optional.ofNullable(uncertainty.uplift().get(metric));
  }

  boolean weighted() {
    return weighting == Weighting.BY_ROW;
  }
}
