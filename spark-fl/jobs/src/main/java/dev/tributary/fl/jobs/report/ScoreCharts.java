package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.BinaryEvaluation;
import dev.tributary.fl.evaluation.Curve;
import dev.tributary.fl.evaluation.ScoreBand;
import dev.tributary.fl.evaluation.ScoreHistogram;
import java.util.List;

/** The charts of the scores themselves: how they are distributed, and whether they hold. */
final class ScoreCharts {
  private ScoreCharts() {}

  static String html(BinaryEvaluation joint, BinaryEvaluation solo, Names names) {
    String figures =
        Charts.figure(
            "Calibration",
            "Rate of "
                + names.positives()
                + " against mean score, in bands of equally many; bars are 95 % intervals of the"
                + " rate. On the dotted line a score is what happens.",
            calibration(joint, solo, names));
    figures +=
        Charts.figure(
            "Scores of the joint model",
            "On a scale of odds, so that small scores are told apart. A good model pushes the two"
                + " groups apart.",
            scores(joint.histogram(), names));
    if (solo != null) {
      figures +=
          Charts.figure(
              "Scores of the solo model",
              "The same with the label party's own data only.",
              scores(solo.histogram(), names));
    }
    return figures;
  }

  private static String calibration(BinaryEvaluation joint, BinaryEvaluation solo, Names names) {
    double high = highest(joint.bands().bands());
    if (solo != null) {
      high = Math.max(high, highest(solo.bands().bands()));
    }
    Axis axis = Axis.roundShares(Math.max(1e-4, Math.min(1, high)));
    LineChart chart = new LineChart("Mean score", axis, "Rate of " + names.positives(), axis);
    double[] ends = {0, axis.high()};
    chart.line(new Curve(ends, ends), "base");
    if (solo != null) {
      points(chart, solo.bands().bands(), "solo");
    }
    points(chart, joint.bands().bands(), "joint");
    return chart.svg() + Charts.legend(solo, "perfect") + errors(joint, solo);
  }

  private static String errors(BinaryEvaluation joint, BinaryEvaluation solo) {
    return "<p class=\"small\">Brier score "
        + beside(joint.bands().brier(), solo == null ? Double.NaN : solo.bands().brier())
        + ", mean distance from the line (ECE) "
        + beside(
            joint.bands().calibrationError(),
            solo == null ? Double.NaN : solo.bands().calibrationError())
        + "; lower is better.</p>";
  }

  private static String beside(double joint, double solo) {
    String alone = Double.isNaN(solo) ? "" : " (solo " + Html.number(solo, 4) + ")";
    return Html.number(joint, 4) + alone;
  }

  private static void points(LineChart chart, List<ScoreBand> bands, String style) {
    for (ScoreBand b : bands) {
      chart.point(b.meanScore(), b.rate(), b.rateLow(), b.rateHigh(), style);
    }
  }

  private static double highest(List<ScoreBand> bands) {
    return bands.stream().mapToDouble(b -> Math.max(b.meanScore(), b.rateHigh())).max().orElse(1);
  }

  private static String scores(ScoreHistogram histogram, Names names) {
    Curve others = steps(histogram, histogram.negative());
    Curve positives = steps(histogram, histogram.positive());
    double top = Math.max(Charts.highest(others), Charts.highest(positives));
    Axis scores = Axis.logOdds(histogram.low(), histogram.high());
    return new LineChart("Score", scores, "Share of group", Axis.roundShares(top))
            .line(others, "others")
            .line(positives, "positives")
            .svg()
        + "<div class=\"legend\"><span class=\"key positives\"></span>"
        + Html.text(names.positives())
        + "<span class=\"key others\"></span>"
        + Html.text(names.negatives())
        + "</div>";
  }

  private static Curve steps(ScoreHistogram histogram, double[] share) {
    double width = (histogram.high() - histogram.low()) / share.length;
    double[] x = new double[2 * share.length + 2];
    double[] y = new double[x.length];
    x[0] = histogram.low();
    for (int b = 0; b < share.length; b++) {
      x[2 * b + 1] = histogram.low() + b * width;
      x[2 * b + 2] = x[2 * b + 1] + width;
      y[2 * b + 1] = share[b];
      y[2 * b + 2] = share[b];
    }
    x[x.length - 1] = histogram.high();
    return new Curve(x, y);
  }
}
