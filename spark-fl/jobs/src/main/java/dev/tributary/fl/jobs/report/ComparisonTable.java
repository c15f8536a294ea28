package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.BinaryEvaluation;
import dev.tributary.fl.evaluation.Evaluation;
import dev.tributary.fl.evaluation.Interval;
import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.evaluation.TopFraction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Solo against joint, metric by metric and split by split. */
public final class ComparisonTable {
  private static final String NONE = "\u2013";
  private static final int DECIMALS = 4;

  private ComparisonTable() {}

  /** The table with its notes, as HTML. */
  public static String html(Findings findings, Names names) {
    StringBuilder out = new StringBuilder("<div class=\"scroll\"><table><thead><tr><th>");
    out.append(findings.weighted() ? "Weighted metric" : "Metric").append("</th>");
    List<String> splits = new ArrayList<>(findings.joint().bySplit().keySet());
    Collections.reverse(splits); // What counts stands first: test, then validation, then train.
    boolean intervals = !findings.uncertainty().uplift().isEmpty();
    for (String split : splits) {
      String s = Html.text(split);
      out.append("<th class=\"n\">Solo, ").append(s).append("</th><th class=\"n\">Joint, ");
      out.append(s).append("</th><th class=\"n\">Change</th>");
      if (intervals && split.equals(findings.basis().split())) {
        out.append("<th class=\"n\">95 % interval of the change</th>");
      }
    }
    out.append("</tr></thead><tbody>");
    for (Metric metric : findings.judgedJoint().metrics().keySet()) {
      out.append("<tr><td>").append(MetricText.name(metric)).append("</td>");
      for (String split : splits) {
        cells(out, metric, findings, split);
        if (intervals && split.equals(findings.basis().split())) {
          out.append(cell(findings.uplift(metric).map(ComparisonTable::range).orElse(NONE)));
        }
      }
      out.append("</tr>");
    }
    return out.append("</tbody></table></div>").append(notes(findings, names)).toString();
  }

  /** Both ends, signed. */
  static String range(Interval interval) {
    return range(interval, 1, DECIMALS);
  }

  static String range(Interval interval, double factor, int decimals) {
    return Html.signed(factor * interval.low(), decimals)
        + " to "
        + Html.signed(factor * interval.high(), decimals);
  }

  private static String notes(Findings findings, Names names) {
    String people = Html.text(names.people());
    StringBuilder out = new StringBuilder("<p class=\"small\">");
    if (findings.weighted()) {
      out.append("Metrics are weighted by this party's column of weights; counts are of ");
      out.append(people).append(". ");
    }
    if (findings.judgedJoint() instanceof BinaryEvaluation) {
      out.append("A fraction of fewer than ").append(TopFraction.LEAST_PEOPLE).append(" ");
      out.append(people).append(" is left out. ");
    }
    if (findings.judgedSolo().isEmpty()) {
      out.append(NONE).append(" stands where no solo model was trained or judged. ");
    }
    if (!findings.uncertainty().uplift().isEmpty()) {
      out.append("Intervals are paired: both models on the same ").append(people);
      out.append(", each of which is one draw, whatever it weighs");
      out.append(
          names.repeats() == Names.Repeats.NONE
              ? ". "
              : " and whoever it is of: several rows of one person tell less than several people"
                  + " do, and intervals are too narrow. ");
      boolean ranks =
          findings.uplift(Metric.AUC).filter(i -> i.method() == Interval.Method.DELONG).isPresent();
      out.append(ranks ? "AUC by DeLong's method, the others by a " : "All by a ");
      out.append("bootstrap of ").append(Html.count(findings.uncertainty().resamples()));
      out.append(" resamples, each of all ").append(Html.count(findings.judgedJoint().rows()));
      out.append(". They say how far other ").append(people);
      out.append(" of the same population would move the change, not what another training would.");
    }
    return out.append("</p>").toString();
  }

  private static void cells(StringBuilder out, Metric metric, Findings findings, String split) {
    Evaluation joint = findings.joint().bySplit().get(split);
    Evaluation solo = findings.solo().bySplit().get(split);
    Double after = joint.metrics().get(metric);
    Double before = solo == null ? null : solo.metrics().get(metric);
    out.append(cell(before == null ? NONE : Html.number(before, DECIMALS)));
    out.append(cell(after == null ? NONE : "<b>" + Html.number(after, DECIMALS) + "</b>"));
    out.append(
        cell(before == null || after == null ? NONE : Html.signed(after - before, DECIMALS)));
  }

  private static String cell(String content) {
    return "<td class=\"n\">" + content + "</td>";
  }
}
