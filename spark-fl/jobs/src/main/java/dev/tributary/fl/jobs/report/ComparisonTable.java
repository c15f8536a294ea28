package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.BinaryEvaluation;
import dev.tributary.fl.evaluation.Evaluation;
import dev.tributary.fl.evaluation.MulticlassEvaluation;
import dev.tributary.fl.evaluation.PoissonEvaluation;
import dev.tributary.fl.evaluation.RegressionEvaluation;
import dev.tributary.fl.evaluation.TopFraction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Solo against joint, metric by metric and split by split. */
final class ComparisonTable {
  private ComparisonTable() {}

  static String html(ReportInput input) {
    StringBuilder out = new StringBuilder();
    out.append("<table><thead><tr><th>Metric</th>");
    List<String> splits = new ArrayList<>(input.joint().bySplit().keySet());
    Collections.reverse(splits); // What counts stands first: test, then validation, then train.
    for (String split : splits) {
      String s = Html.text(split);
      out.append("<th class=\"n\">Solo, ").append(s).append("</th><th class=\"n\">Joint, ");
      out.append(s).append("</th><th class=\"n\">Change</th>");
    }
    out.append("</tr></thead><tbody>");
    for (String metric : metrics(input.joint().judged()).keySet()) {
      out.append("<tr><td>").append(metric).append("</td>");
      for (String split : splits) {
        Evaluation joint = input.joint().bySplit().get(split);
        cells(out, metric, input.solo().bySplit().get(split), joint);
      }
      out.append("</tr>");
    }
    return out.append("</tbody></table>").toString();
  }

  private static void cells(StringBuilder out, String metric, Evaluation solo, Evaluation joint) {
    Double after = metrics(joint).get(metric);
    Double before = solo == null ? null : metrics(solo).get(metric);
    out.append(cell(before == null ? "\u2013" : Html.number(before, 4)));
    out.append(cell(after == null ? "\u2013" : "<b>" + Html.number(after, 4) + "</b>"));
    out.append(cell(before == null || after == null ? "\u2013" : Html.signed(after - before, 4)));
  }

  private static String cell(String content) {
    return "<td class=\"n\">" + content + "</td>";
  }

  private static Map<String, Double> metrics(Evaluation evaluation) {
    Map<String, Double> all = new LinkedHashMap<>();
    if (evaluation instanceof BinaryEvaluation e) {
      all.put("AUC", e.auc());
      all.put("KS", e.ks());
      all.put("Log loss (lower is better)", e.logLoss());
      e.top().forEach(t -> top(all, t));
    } else if (evaluation instanceof RegressionEvaluation e) {
      all.put("RMSE (lower is better)", e.rmse());
      all.put("R\u00b2", e.r2());
    } else if (evaluation instanceof PoissonEvaluation e) {
      all.put("Mean Poisson deviance (lower is better)", e.deviance());
    } else if (evaluation instanceof MulticlassEvaluation e) {
      all.put("Accuracy", e.accuracy());
      all.put("Log loss (lower is better)", e.logLoss());
    }
    return all;
  }

  private static void top(Map<String, Double> all, TopFraction t) {
    String name = "Top " + Html.plainPercent(t.fraction()) + ": ";
    all.put(name + "hit rate (precision)", t.precision());
    all.put(name + "share of all hits (recall)", t.recall());
    all.put(name + "lift", t.lift());
    all.put(name + "KS", t.ks());
  }
}
