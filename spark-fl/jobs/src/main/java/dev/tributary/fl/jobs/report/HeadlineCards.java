package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.BinaryEvaluation;
import dev.tributary.fl.evaluation.Interval;
import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.evaluation.TopFraction;

/** The numbers of a binary model that a reader asks for first, with what chance could make. */
final class HeadlineCards {
  private static final double PERCENT = 100;
  private static final double CHOSEN = 10_000;
  private static final double USUAL_FRACTION = 0.05;

  private final Findings findings;
  private final StringBuilder out = new StringBuilder("<div class=\"cards\">");

  private HeadlineCards(Findings findings) {
    this.findings = findings;
  }

  /** Empty where the model is not binary. */
  static String html(Findings findings, Names names) {
    if (!(findings.judgedJoint() instanceof BinaryEvaluation joint)) {
      return "";
    }
    HeadlineCards cards = new HeadlineCards(findings);
    BinaryEvaluation solo = (BinaryEvaluation) findings.judgedSolo().orElse(null);
    cards.cards(joint, solo, names);
    return cards.out + "</div>";
  }

  private void cards(BinaryEvaluation joint, BinaryEvaluation solo, Names names) {
    String kind = findings.weighted() ? "weighted " : "";
    card("Ranking quality (" + kind + "AUC)", Metric.AUC, solo != null, 1, 3);
    card("Separation (" + kind + "KS)", Metric.KS, solo != null, 1, 3);
    if (!joint.top().isEmpty()) {
      double fraction = nearest(joint);
      String top = "top " + Html.plainPercent(fraction);
      Metric hits = Metric.hitRate(fraction);
      String title = findings.weighted() ? "Weighted hit rate in the " : "Hit rate in the ";
      card(title + top, hits, solo != null, PERCENT, 2);
      String weight = findings.weighted() ? ", by weight" : "";
      String of = Html.text(Names.first(names.positives()));
      card(of + " per 10,000 chosen from the " + top + weight, hits, solo != null, CHOSEN, 0);
    }
  }

  private void card(String title, Metric metric, boolean compared, double factor, int decimals) {
    String unit = factor == PERCENT ? "\u00a0%" : "";
    double joint = findings.judgedJoint().metrics().get(metric);
    out.append("<div class=\"card\"><h3>").append(title).append("</h3><div class=\"big\">");
    out.append(Html.number(factor * joint, decimals)).append(unit).append("</div>");
    if (compared) {
      double solo = findings.judgedSolo().orElseThrow().metrics().get(metric);
      out.append("<div class=\"from\">solo ").append(Html.number(factor * solo, decimals));
      out.append(unit).append("</div><div class=\"change\">");
      out.append(Html.signed(factor * (joint - solo), decimals));
      out.append(factor == PERCENT ? "\u00a0points</div>" : "</div>");
      findings.uplift(metric).ifPresent(interval -> range(interval, factor, decimals));
    }
    out.append("</div>");
  }

  private void range(Interval interval, double factor, int decimals) {
    out.append("<div class=\"range\">95\u00a0%: ");
    out.append(ComparisonTable.range(interval, factor, decimals)).append("</div>");
  }

  private static double nearest(BinaryEvaluation e) {
    double best = e.top().get(0).fraction();
    for (TopFraction t : e.top()) {
      boolean nearer = Math.abs(t.fraction() - USUAL_FRACTION) < Math.abs(best - USUAL_FRACTION);
      best = nearer ? t.fraction() : best;
    }
    return best;
  }
}
