package dev.tributary.fl.jobs.algorithm.vertical.stats;

import dev.tributary.fl.jobs.report.Html;
import dev.tributary.fl.jobs.report.MatchedRows;
import dev.tributary.fl.jobs.report.Page;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.jobs.report.RunTables;
import dev.tributary.fl.jobs.report.UsedRows;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.spark.stats.VerticalStatsModel;
import dev.tributary.fl.vertical.stats.ColumnStatistics;
import dev.tributary.fl.vertical.stats.TableStatistics;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** {@code report.html} of statistics, at every party over its own columns. */
final class StatsReport {
  private StatsReport() {}

  static String render(RunContext run, VerticalStatsModel model, RunCost cost) {
    String job = run.request().job().job();
    Map<String, String> exact = new LinkedHashMap<>(model.manifest().parameters());
    exact.put("run", model.manifest().run());
    exact.put("SHA-256 of the job", run.request().job().sha256());
    return new Page(
            job + ": people in common",
            job,
            "statistics of " + run.request().self() + Html.finished(model.manifest().created()))
        .section(
            "People in common",
            common(model, run.watch().matched()) + UsedRows.leftOut(run.source()))
        .section("Your columns among them", Page.scroll(columns(model.profile())))
        .warned(run.warnings())
        .waived(run.safeguards().waived())
        .section("What each party saw", RunTables.disclosure(new StatsDisclosure()))
        .section("Time and traffic", RunTables.cost(cost))
        .section("Settings", RunTables.pairs(exact))
        .end(
            "Quantiles are exact to 0.1 % of the rows in rank. Profiles stay at their owner;"
                + " nothing was trained.");
  }

  private static String common(VerticalStatsModel model, MatchedRows matched) {
    long rows = model.profile().rows();
    StringBuilder out = new StringBuilder("<p class=\"lead\"><b>");
    out.append(Html.count(rows)).append("</b> people are known to all parties.</p><p>");
    out.append(Html.text(matched.words())).append(".</p>");
    out.append("<table><thead><tr><th>Party</th><th class=\"n\">Columns</th>");
    out.append("<th class=\"n\">Missing cells</th></tr></thead><tbody>");
    model
        .counts()
        .forEach(
            (party, counts) ->
                out.append("<tr><td>")
                    .append(Html.text(party.name()))
                    .append("</td><td class=\"n\">")
                    .append(Html.count(counts.columns()))
                    .append("</td><td class=\"n\">")
                    .append(Html.percent(counts.missingRate(rows), 2))
                    .append("</td></tr>"));
    return out.append("</tbody></table>").toString();
  }

  private static String columns(TableStatistics profile) {
    StringBuilder out = new StringBuilder("<table><thead><tr><th>Column</th>");
    for (String head : new String[] {"missing", "mean", "deviation", "least", "most"}) {
      out.append("<th class=\"n\">").append(head).append("</th>");
    }
    profile
        .levels()
        .forEach(
            level ->
                out.append("<th class=\"n\">").append(Html.plainPercent(level)).append("</th>"));
    out.append("</tr></thead><tbody>");
    for (ColumnStatistics column : profile.columns()) {
      out.append("<tr><td>").append(Html.text(column.name())).append("</td><td class=\"n\">");
      out.append(Html.percent((double) column.missing() / Math.max(1, profile.rows()), 1));
      out.append("</td>");
      cell(out, column.mean());
      cell(out, column.deviation());
      cell(out, column.least());
      cell(out, column.most());
      for (int q = 0; q < profile.levels().size(); q++) {
        cell(out, column.quantiles().isEmpty() ? null : column.quantiles().get(q));
      }
      out.append("</tr>");
    }
    return out.append("</tbody></table>").toString();
  }

  private static void cell(StringBuilder out, Double value) {
    out.append("<td class=\"n\">")
        .append(value == null ? "\u2013" : String.format(Locale.ROOT, "%.5g", value))
        .append("</td>");
  }
}
