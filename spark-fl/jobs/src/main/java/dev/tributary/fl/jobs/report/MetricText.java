package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.Metric;

/** Metrics in words for the page. */
final class MetricText {
  private MetricText() {}

  /** As a row of a table begins. */
  static String name(Metric metric) {
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
    String whole =
        metric.kind().isOfTop()
            ? "Top " + Html.plainPercent(metric.fraction()) + ": " + name
            : Names.first(name);
    return metric.kind().isLoss() ? whole + " (lower is better)" : whole;
  }

  /** As a sentence has it, such as {@code AUC}. */
  static String plain(Metric metric) {
    return switch (metric.kind()) {
      case ACCURACY -> "accuracy";
      default -> name(metric).replace(" (lower is better)", "");
    };
  }
}
