package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.BinaryEvaluation;
import dev.tributary.fl.evaluation.Curve;
import java.util.Arrays;
import java.util.function.Function;

/** The charts of how a binary model ranks, joint over solo. */
final class Charts {
  private static final double LIFT_FROM = 0.01;
  private static final double LIFT_TO = 0.5;
  private static final Curve DIAGONAL = new Curve(new double[] {0, 1}, new double[] {0, 1});

  private Charts() {}

  /** Empty where the model is not binary. */
  static String html(Findings findings, Names names) {
    if (!(findings.judgedJoint() instanceof BinaryEvaluation joint)) {
      return "";
    }
    BinaryEvaluation solo = (BinaryEvaluation) findings.judgedSolo().orElse(null);
    String events = names.positives();
    String figures =
        figure(
                "Who is reached",
                "Choosing the highest scores first reaches this share of all "
                    + events
                    + ". The higher the line, the fewer are chosen in vain.",
                lines("Share chosen", "Share of " + events, joint, solo, BinaryEvaluation::gain))
            + figure(
                "Lift",
                "How many times as many " + events + " as by random choice, up to the best half.",
                lift(joint, solo))
            + figure(
                "ROC curve",
                "Share of "
                    + events
                    + " found against share of "
                    + names.negatives()
                    + " wrongly included."
                    + " The area under the line is the AUC.",
                lines(
                    "Share of " + names.negatives(),
                    "Share of " + events,
                    joint,
                    solo,
                    BinaryEvaluation::roc))
            + figure(
                "KS curve",
                "Distance between both groups at every depth. Its highest point is KS.",
                separation(joint, solo));
    return "<div class=\"charts\">"
        + figures
        + ScoreCharts.html(joint, solo, names)
        + "</div>"
        + (findings.weighted() ? "<p class=\"small\">Shares and rates are weighted.</p>" : "");
  }

  static String figure(String title, String caption, String svg) {
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
    LineChart chart = LineChart.ofShares(xTitle, yTitle).line(DIAGONAL, "base");
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
        new LineChart("Share chosen", Axis.shares(LIFT_TO), "Lift", Axis.numbers(top))
            .line(one, "base");
    if (solo != null) {
      chart.line(soloLift, "solo");
    }
    return chart.line(jointLift, "joint").svg() + legend(solo, "random");
  }

  private static String separation(BinaryEvaluation joint, BinaryEvaluation solo) {
    LineChart chart = LineChart.ofShares("Share chosen", "Separation");
    if (solo != null) {
      mark(chart, solo, "solo", 0);
    }
    mark(chart, joint, "joint", 1);
    return chart.svg() + legend(solo, null);
  }

  /**
   * The curve has fewer points than there are scores; the number is the metric, of all. It stands
   * at the foot of its line or above the top, so that no two are over each other.
   */
  private static void mark(
      LineChart chart, BinaryEvaluation evaluation, String style, double share) {
    Curve distance = distance(evaluation);
    int best = 0;
    for (int p = 1; p < distance.points(); p++) {
      best = distance.y()[p] > distance.y()[best] ? p : best;
    }
    double high = distance.y()[best];
    chart.line(distance, style);
    double note = 0.03 + share * high;
    chart.gap(distance.x()[best], 0, high, note, style, "KS " + Html.number(evaluation.ks(), 3));
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

  private static Curve from(Curve curve, double start) {
    int first = 0;
    while (first < curve.points() - 1 && curve.x()[first] < start) {
      first++;
    }
    return new Curve(
        Arrays.copyOfRange(curve.x(), first, curve.points()),
        Arrays.copyOfRange(curve.y(), first, curve.points()));
  }

  static double highest(Curve curve) {
    return Arrays.stream(curve.y()).max().orElse(1);
  }

  static String legend(BinaryEvaluation solo, String base) {
    return "<div class=\"legend\"><span class=\"key joint\"></span>joint"
        + (solo == null ? "" : "<span class=\"key solo\"></span>solo")
        + (base == null ? "" : "<span class=\"key base\"></span>" + base)
        + "</div>";
  }
}
