package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.Evaluation;
import dev.tributary.fl.evaluation.Interval;
import dev.tributary.fl.evaluation.Metric;
import java.util.Optional;

/**
 * Whether the joint model does much better on the rows it learned from than on others: by more than
 * 0.05 in a metric of at most 1, or a quarter of a loss, and by more than chance, so only where
 * there are enough rows to tell how much that is.
 *
 * @param trained value of the metric that decides on the training rows
 * @param judged on rows that were set aside
 */
record Overfitting(double trained, double judged) {
  private static final double FAR = 0.05;
  private static final double FAR_OF_LOSS = 1.25;

  /** Empty where training and other rows are close, or none or too few were set aside. */
  static Optional<Overfitting> of(Findings findings) {
    Evaluation training = findings.joint().bySplit().get(SplitEvaluations.TRAIN);
    if (!findings.basis().heldOut() || training == null) {
      return Optional.empty();
    }
    Metric metric = findings.decisive();
    double trained = training.metrics().get(metric);
    double judged = findings.judgedJoint().metrics().get(metric);
    Interval interval = findings.uncertainty().model().get(metric);
    if (interval == null) {
      return Optional.empty();
    }
    double chance = interval.half();
    boolean far =
        metric.kind().isLoss()
            ? judged > FAR_OF_LOSS * trained && judged - trained > chance
            : trained - judged > Math.max(FAR, chance);
    return far ? Optional.of(new Overfitting(trained, judged)) : Optional.empty();
  }

  /**
   * As a paragraph; empty where there is none to tell of.
   *
   * @param remedies what to change, as words that follow "try"
   */
  static String html(Findings findings, String remedies) {
    Overfitting found = of(findings).orElse(null);
    if (found == null) {
      return "";
    }
    return "<p class=\"warn\"><b>Overfitting:</b> the joint model reaches "
        + findings.decisiveWords()
        + " "
        + Html.number(found.trained, 3)
        + " on the rows it learned from and "
        + Html.number(found.judged, 3)
        + " on rows that were set aside. It has learned much that holds for the training rows only;"
        + " a simpler model may do better on new ones. Try "
        + Html.text(remedies)
        + ".</p>";
  }
}
