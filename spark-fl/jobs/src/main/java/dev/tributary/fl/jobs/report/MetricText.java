package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.Metric;

/** Metrics in words for the page. */
final class MetricText {
  private MetricText() {}

  /** As a row of a table begins. */
  static String name(Metric metric) {
    String name = Names.first(plain(metric));
    return metric.kind().isLoss() ? name + " (lower is better)" : name;
  }

  /** As a sentence has it, such as {@code AUC} or {@code mean deviance}. */
  static String plain(Metric metric) {
    String name =
        switch (metric.kind()) {
          case AUC -> "AUC";
          case KS, TOP_KS -> "KS";
          case LOG_LOSS -> "log loss";
          case PRECISION -> "hit rate (precision)";
          case RECALL -> "share of all hits (recall)";
          case LIFT -> "lift";
          case RMSE -> "RMSE";
          case R2 -> "R\u00b2";
          case DEVIANCE -> "mean deviance";
          case ACCURACY -> "accuracy";
        };
    return metric.kind().isOfTop()
        ? "top " + Html.plainPercent(metric.fraction()) + ": " + name
        : name;
  }
}
