package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.protocol.PartyId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code report.html} of one of several label parties that train together: what the columns of its
 * partners brought, and what the people of the others did. See {@link Page}.
 */
public final class MixedReport {
  private static final int DECIMALS = 4;

  private MixedReport() {}

  /**
   * The page as text, to be stored as UTF-8.
   *
   * @param self whose report it is
   * @param judged which rows models are judged on
   * @param input with what was measured of the joint model and this party's own
   * @param solo this party's own model, where there is one
   * @param overGroup of the joint model and the group's, which stands for the solo one; empty where
   *     there is none
   * @param pooled of the joint model on the rows of all label parties, if these can tell
   */
  public static String render(
      JobFile job,
      PartyId self,
      String judged,
      ReportInput input,
      Optional<?> solo,
      Findings overGroup,
      Optional<PooledEvaluation> pooled) {
    Page page =
        new Page(
            input.job() + ": a model of several parties' people and columns",
            input.job(),
            "at " + self + Html.finished(input.finished()));
    page.section("What columns and people were worth", worth(input, overGroup));
    page.section(
        "Your own columns and people against joint",
        OwnRows.html(job, input.names(), judged, solo, input.findings(), input.remedies()));
    if (!overGroup.isEmpty()) {
      page.section(
          "Your group alone against joint",
          "<p>Solo stands here for the model of your people with the columns of your group: what it"
              + " lacks against the joint one are the people of the other label parties.</p>"
              + ComparisonTable.html(overGroup, input.names()));
    }
    page.section(
        "Joint model on the rows of all label parties",
        pooled
            .map(all -> PooledTable.html(all, judged, false))
            .orElse("<p>" + PooledTable.UNJUDGED + "</p>"));
    return page.section("Which features carry the joint model", RunTables.importances(input))
        .section("Data", Page.scroll(RunTables.sizes(input)))
        .consents(job.consents())
        .warned(input.warnings())
        .waived(input.waived())
        .section("What each party saw", RunTables.disclosure(input.disclosure()))
        .section("Time and traffic", RunTables.cost(input.cost()))
        .section("Settings", Page.settings(input.settings(), exact(input)))
        .end(
            "Joint: the people of all label parties, with the columns of all who serve them; no"
                + " party's rows left it. All label parties have the same model; each group's"
                + " feature parties keep what is of their columns.");
  }

  /** From this party's own model over its group's to the joint one, by the metric that decides. */
  private static String worth(ReportInput input, Findings overGroup) {
    Findings overSolo = input.findings();
    if (overSolo.isEmpty() || overGroup.isEmpty() || overSolo.judgedSolo().isEmpty()) {
      return "<p>There is no model of this party alone, or of its group alone, to compare with on"
          + " rows of its own.</p>";
    }
    Metric metric = overSolo.decisive();
    double solo = overSolo.judgedSolo().get().metrics().get(metric);
    double group = overGroup.judgedSolo().orElseThrow().metrics().get(metric);
    double joint = overSolo.judgedJoint().metrics().get(metric);
    StringBuilder out = new StringBuilder();
    out.append(Headline.verdict(overSolo, input.names(), Cause.ALL_OTHERS, "your own model"));
    out.append(
        Headline.verdict(overGroup, input.names(), Cause.OTHER_PEOPLE, "your group's model"));
    out.append("<table><thead><tr><th>Model</th><th class=\"n\">");
    out.append(Names.first(overSolo.decisiveWords()))
        .append("</th><th class=\"n\">Change</th></tr></thead>");
    out.append("<tbody>");
    row(out, "your own columns, your people", solo, Double.NaN);
    row(out, "with the columns of your partners", group, group - solo);
    row(out, "with the people of the other label parties too", joint, joint - group);
    return out.append("</tbody></table><p class=\"small\">On ")
        .append(Html.count(overSolo.judgedJoint().rows()))
        .append(" rows of your own, split: ")
        .append(Html.text(overSolo.basis().split()))
        .append(overSolo.uncertainty().uplift().isEmpty() ? "." : ". Intervals stand below.")
        .append("</p>")
        .toString();
  }

  private static void row(StringBuilder out, String model, double value, double change) {
    out.append("<tr><td>").append(Html.text(model)).append("</td><td class=\"n\"><b>");
    out.append(Html.number(value, DECIMALS)).append("</b></td><td class=\"n\">");
    out.append(Double.isNaN(change) ? "" : Html.signed(change, DECIMALS)).append("</td></tr>");
  }

  private static Map<String, String> exact(ReportInput input) {
    Map<String, String> all = new LinkedHashMap<>(input.parameters());
    input.versions().forEach((name, version) -> all.put("version of " + name, version));
    all.put("run", input.run());
    all.put("SHA-256 of the job", input.jobSha256());
    return all;
  }
}
