package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.MulticlassEvaluation;
import dev.tributary.fl.jobs.report.ReportInput.OwnImportance;
import dev.tributary.fl.jobs.report.ReportInput.PartnerImportance;
import java.util.List;
import java.util.Map;

/** The tables below the charts: importances, sizes, cost, leakage, settings. */
public final class RunTables {
  private static final int SHOWN_FEATURES = 20;

  private RunTables() {}

  static String importances(ReportInput input) {
    double own = input.ownImportances().stream().mapToDouble(OwnImportance::gain).sum();
    double partners =
        input.partnerImportances().stream().mapToDouble(PartnerImportance::gain).sum();
    double total = own + partners;
    if (!(total > 0)) {
      return "<p>No split was made, so no feature has an importance.</p>";
    }
    StringBuilder out = new StringBuilder("<table><thead><tr><th>Feature</th>");
    out.append("<th class=\"n\">Splits</th><th class=\"n\">Share of gain</th><th></th></tr>");
    out.append("</thead><tbody>");
    for (PartnerImportance p : input.partnerImportances()) {
      String features =
          p.featuresUsed() < 0 ? "all its features" : Html.count(p.featuresUsed()) + " features";
      String name = "<b>" + Html.text(p.party()) + "</b>: " + features + ", names not disclosed";
      importance(out, name, p.splits(), p.gain() / total, "joint");
    }
    for (OwnImportance f : input.ownImportances().stream().limit(SHOWN_FEATURES).toList()) {
      importance(out, Html.text(f.feature()), f.splits(), f.gain() / total, "solo");
    }
    out.append("</tbody></table>");
    int hidden = input.ownImportances().size() - SHOWN_FEATURES;
    return hidden <= 0
        ? out.toString()
        : out.append("<p class=\"small\">and ")
            .append(hidden)
            .append(" more own features with less gain.</p>")
            .toString();
  }

  static void importance(StringBuilder out, String name, long splits, double share, String style) {
    out.append("<tr><td>").append(name).append("</td><td class=\"n\">").append(Html.count(splits));
    out.append("</td><td class=\"n\">").append(Html.percent(share, 1));
    out.append("</td><td class=\"barcell\"><div class=\"bar ").append(style);
    out.append("\" style=\"width:")
        .append(Html.number(100 * share, 1))
        .append("%\"></div></td></tr>");
  }

  static String sizes(ReportInput input) {
    StringBuilder out = new StringBuilder("<table><thead><tr><th>Party</th><th>Role</th>");
    out.append(
        "<th class=\"n\">Rows brought</th><th class=\"n\">Match rate</th>"
            + "<th class=\"n\">Features</th></tr></thead><tbody>");
    for (ReportInput.Party p : input.parties()) {
      out.append("<tr><td>").append(Html.text(p.name())).append("</td><td>");
      out.append(Html.text(p.role())).append("</td><td class=\"n\">").append(Html.count(p.rows()));
      out.append("</td><td class=\"n\">");
      out.append(
          p.matched() < 0 ? "\u2013" : Html.percent(MatchedRows.rate(p.matched(), p.rows()), 1));
      out.append("</td><td class=\"n\">").append(Html.count(p.features())).append("</td></tr>");
    }
    ReportInput.Sizes s = input.sizes();
    return out.append("</tbody></table><p>")
        .append(Html.count(s.aligned()))
        .append(" people are known to all of these: ")
        .append(Html.count(s.train()))
        .append(" to train, ")
        .append(s.validation() > 0 ? Html.count(s.validation()) + " to validate, " : "")
        .append(Html.count(s.test()))
        .append(" to test.</p>")
        .toString();
  }

  public static String cost(RunCost cost) {
    StringBuilder out = new StringBuilder("<table><thead><tr><th>Stage</th>");
    out.append(
        "<th class=\"n\">Wall time</th><th class=\"n\">Share</th><th></th></tr></thead><tbody>");
    double total = Math.max(cost.totalSeconds(), 1e-9);
    cost.stageSeconds()
        .forEach(
            (stage, seconds) -> {
              out.append("<tr><td>").append(Html.text(stage)).append("</td><td class=\"n\">");
              out.append(Html.seconds(seconds)).append("</td><td class=\"n\">");
              out.append(Html.percent(seconds / total, 1)).append("</td><td class=\"barcell\">");
              out.append("<div class=\"bar base\" style=\"width:");
              out.append(Html.number(Math.min(100, 100 * seconds / total), 1));
              out.append("%\"></div></td></tr>");
            });
    out.append("<tr><td><b>Total</b></td><td class=\"n\"><b>");
    out.append(Html.seconds(cost.totalSeconds())).append("</b></td><td></td><td></td></tr>");
    out.append("</tbody></table><p>");
    cost.pace()
        .ifPresent(
            pace -> {
              out.append("<b>").append(Html.seconds(pace.seconds())).append("</b> per ");
              out.append(Html.text(pace.step())).append(". ");
            });
    return out.append("Traffic at this party's sockets: <b>")
        .append(Html.bytes(cost.bytesSent()))
        .append("</b> sent, <b>")
        .append(Html.bytes(cost.bytesReceived()))
        .append("</b> received.</p>")
        .toString();
  }

  public static String disclosure(Disclosure disclosure) {
    StringBuilder out = new StringBuilder("<table><thead><tr><th>Party</th><th>Could see</th>");
    out.append("</tr></thead><tbody>");
    disclosure.byWho().forEach((who, what) -> out.append(seen(who, what)));
    out.append(seen("Aggregator (relay)", disclosure.aggregator())).append("</tbody></table>");
    if (!disclosure.alignment().isEmpty()) {
      out.append("<p class=\"small\">").append(disclosure.alignment()).append("</p>");
    }
    return out.toString();
  }

  private static String seen(String who, List<String> what) {
    return "<tr><td class=\"who\">" + who + "</td><td>" + items(what) + "</td></tr>";
  }

  public static String items(List<String> texts) {
    StringBuilder out = new StringBuilder("<ul>");
    texts.forEach(item -> out.append("<li>").append(Html.text(item)).append("</li>"));
    return out.append("</ul>").toString();
  }

  public static String pairs(Map<String, String> values) {
    StringBuilder out = new StringBuilder("<table class=\"pairs\"><tbody>");
    values.forEach(
        (name, value) ->
            out.append("<tr><td>")
                .append(Html.text(name))
                .append("</td><td><code>")
                .append(Html.text(value))
                .append("</code></td></tr>"));
    return out.append("</tbody></table>").toString();
  }

  /** True class against predicted class on the judged split: rows, or their weights. */
  static String confusion(MulticlassEvaluation e, boolean weighted) {
    StringBuilder out = new StringBuilder("<table><thead><tr><th>True class</th>");
    for (int k = 0; k < e.classes(); k++) {
      out.append("<th class=\"n\">predicted ").append(k).append("</th>");
    }
    out.append("</tr></thead><tbody>");
    for (int k = 0; k < e.classes(); k++) {
      out.append("<tr><td>").append(k).append("</td>");
      for (int p = 0; p < e.classes(); p++) {
        String count = Html.number(e.confusion()[k][p], 0);
        out.append("<td class=\"n\">").append(p == k ? "<b>" + count + "</b>" : count);
        out.append("</td>");
      }
      out.append("</tr>");
    }
    return out.append("</tbody></table>")
        .append(weighted ? "<p class=\"small\">Sums of the rows' weights.</p>" : "")
        .toString();
  }
}
