package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.Evaluation;
import dev.tributary.fl.evaluation.Interval;
import dev.tributary.fl.evaluation.Metric;

/** What may be said of a {@link Cause}, by the metric that decides. */
enum Verdict {
  BETTER("%s made the model clearly better."),
  AHEAD("The joint model is ahead, by no more than chance could explain on a set of this size."),
  NO_BETTER("%s did not improve the model on these rows."),
  WORSE("%s made the model clearly worse on these rows."),
  TOO_FEW("There are too few rows to tell what %s is worth."),
  TRAINED_ON("What %s is worth for new rows was not measured.");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** One sentence. */
  String words(Cause cause) {
    return Names.first(words.replace("%s", cause.words()));
  }

  /** Of findings with a solo model. */
  static Verdict of(Findings findings, Evaluation solo) {
    if (!findings.basis().heldOut()) {
      return TRAINED_ON;
    }
    Metric metric = findings.decisive();
    Interval uplift = findings.uplift(metric).orElse(null);
    if (uplift == null) {
      return TOO_FEW;
    }
    double sign = metric.kind().isLoss() ? -1 : 1;
    double gain =
        sign * (findings.judgedJoint().metrics().get(metric) - solo.metrics().get(metric));
    if (uplift.excludesZero()) {
      return gain > 0 ? BETTER : WORSE;
    }
    return gain > 0 ? AHEAD : NO_BETTER;
  }
}
