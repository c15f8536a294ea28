package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.BinaryEvaluation;
import dev.tributary.fl.evaluation.Curve;
import dev.tributary.fl.evaluation.ScoreHistogram;
import java.util.Arrays;
import java.util.function.Function;

/** The charts of a binary model, joint over solo. */
final class Charts {
  private static final double LIFT_FROM = 0.01;
  private static final double LIFT_TO = 0.5;
  private static final Curve DIAGONAL = new Curve(new double[] {0, 1}, new double[] {0, 1});

  private Charts() {}

  /** Empty where the model is not binary. */
  static String html(ReportInput input) {
    if (!(input.joint().judged() instanceof BinaryEvaluation joint)) {
      return "";
    }
    BinaryEvaluation solo =
        input.solo().isEmpty() ? null : (BinaryEvaluation) input.solo().judged();
    String events = input.events();
    String figures =
        figure(
                "Who is reached",
                "Contacting the best-scored part of the people reaches this share of all "
                    + events
                    + ". The higher the line, the fewer contacts are wasted.",
                lines("Share contacted", "Share of " + events, joint, solo, BinaryEvaluation::gain))
            + figure(
                "Lift",
                "How many times as many " + events + " as by random contact, up to the best half.",
                lift(joint, solo))
            + figure(
                "ROC curve",
                "Share of "
                    + events
                    + " found against share of all others wrongly included."
                    + " The area under the line is the AUC.",
                lines("Others included", "Share of " + events, joint, solo, BinaryEvaluation::roc))
            + figure(
                "KS curve",
                "Distance between both groups at every contact depth. Its highest point is KS.",
                separation(joint, solo))
            + figure(
                "Scores of the joint model",
                "A good model pushes the two groups apart.",
                scores(joint.histogram(), events));
    if (solo != null) {
      figures +=
          figure(
              "Scores of the solo model",
              "The same with the label party's own data only.",
              scores(solo.histogram(), events));
    }
    return "<div class=\"charts\">" + figures + "</div>";
  }

  private static String figure(String title, String caption, String svg) {
    return "<figure><h3>"
        + Html.text(title)
        + "</h3><figcaption>"
        + Html.text(caption)
        + "</figcaption>"
        + svg
        + "</figure>";
  }

  private static String lines(
      String xTitle,
      String yTitle,
      BinaryEvaluation joint,
      BinaryEvaluation solo,
      Function<BinaryEvaluation, Curve> curve) {
    LineChart chart =
        LineChart.ofShares(yTitle + " against " + xTitle, xTitle, yTitle).line(DIAGONAL, "base");
    if (solo != null) {
      chart.line(curve.apply(solo), "solo");
    }
    return chart.line(curve.apply(joint), "joint").svg() + legend(solo, "random");
  }

  private static String lift(BinaryEvaluation joint, BinaryEvaluation solo) {
    Curve jointLift = from(joint.lift(), LIFT_FROM);
    Curve soloLift = solo == null ? jointLift : from(solo.lift(), LIFT_FROM);
    double top = Math.max(2, Math.max(highest(jointLift), highest(soloLift)));
    Curve one = new Curve(new double[] {0, LIFT_TO}, new double[] {1, 1});
    LineChart chart =
        LineChart.ofNumbers("Lift against share contacted", "Share contacted", "Lift", LIFT_TO, top)
            .line(one, "base");
    if (solo != null) {
      chart.line(soloLift, "solo");
    }
    return chart.line(jointLift, "joint").svg() + legend(solo, "random");
  }

  private static String separation(BinaryEvaluation joint, BinaryEvaluation solo) {
    LineChart chart =
        LineChart.ofShares("Separation against share contacted", "Share contacted", "Separation");
    if (solo != null) {
      mark(chart, solo, "solo");
    }
    mark(chart, joint, "joint");
    return chart.svg() + legend(solo, null);
  }

  /** The curve has fewer points than there are scores; the number is the metric, of all. */
  private static void mark(LineChart chart, BinaryEvaluation evaluation, String style) {
    Curve distance = distance(evaluation);
    int best = 0;
    for (int p = 1; p < distance.points(); p++) {
      best = distance.y()[p] > distance.y()[best] ? p : best;
    }
    double high = distance.y()[best];
    chart.line(distance, style);
    chart.gap(distance.x()[best], 0, high, style, "KS " + Html.number(evaluation.ks(), 3));
  }

  /** Gain minus loss at the depths of the gain curve, not below 0. */
  private static Curve distance(BinaryEvaluation e) {
    Curve gain = e.gain();
    double[] y = new double[gain.points()];
    for (int p = 0; p < y.length; p++) {
      y[p] = Math.max(0, gain.y()[p] - interpolate(e.loss(), gain.x()[p]));
    }
    return new Curve(gain.x(), y);
  }

  private static double interpolate(Curve curve, double x) {
    int at = Arrays.binarySearch(curve.x(), x);
    if (at >= 0) {
      return curve.y()[at];
    }
    int next = Math.min(curve.points() - 1, -at - 1);
    int before = Math.max(0, next - 1);
    double width = curve.x()[next] - curve.x()[before];
    double part = width > 0 ? (x - curve.x()[before]) / width : 0;
    return curve.y()[before] + part * (curve.y()[next] - curve.y()[before]);
  }

  private static String scores(ScoreHistogram histogram, String events) {
    Curve others = steps(histogram, histogram.negative());
    Curve positives = steps(histogram, histogram.positive());
    double top = Math.max(highest(others), highest(positives));
    return LineChart.ofDensities(
                "Distribution of scores", "Score", "Share of group", histogram.high(), top)
            .line(others, "others")
            .line(positives, "positives")
            .svg()
        + "<div class=\"legend\"><span class=\"key positives\"></span>"
        + Html.text(events)
        + "<span class=\"key others\"></span>all others</div>";
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

  private static Curve from(Curve curve, double start) {
    int first = 0;
    while (first < curve.points() - 1 && curve.x()[first] < start) {
      first++;
    }
    return new Curve(
        Arrays.copyOfRange(curve.x(), first, curve.points()),
        Arrays.copyOfRange(curve.y(), first, curve.points()));
  }

  private static double highest(Curve curve) {
    return Arrays.stream(curve.y()).max().orElse(1);
  }

  private static String legend(BinaryEvaluation solo, String base) {
    return "<div class=\"legend\"><span class=\"key joint\"></span>joint"
        + (solo == null ? "" : "<span class=\"key solo\"></span>solo")
        + (base == null ? "" : "<span class=\"key base\"></span>" + base)
        + "</div>";
  }
}
