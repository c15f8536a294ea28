package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.MulticlassEvaluation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code report.html} of the label party: for a reader who decides about the model and need not
 * know how it was computed. See {@link Page}. The label party stands first whatever the order in
 * the job, as everywhere in a run ({@code JobFile.roster}): what the others bring is measured
 * against it.
 */
public final class HtmlReport {
  /** Name of the file in a result directory. */
  public static final String NAME = "report.html";

  private HtmlReport() {}

  /** The page as text, to be stored as UTF-8. */
  public static String render(ReportInput input) {
    Findings findings = input.findings();
    if (findings.isEmpty()) {
      throw new IllegalArgumentException("a report needs a joint evaluation");
    }
    Page page = new Page(input.job() + ": solo against joint", input.job(), below(input));
    page.section("What the partner's data was worth", Headline.html(input));
    page.section("Solo against joint", ComparisonTable.html(findings, input.names()));
    String charts = Charts.html(findings, input.names());
    if (!charts.isEmpty()) {
      page.section("Score bands", BandTable.html(findings, input.names()));
      page.section("The two models in pictures", charts);
    } else {
      findings.shift().ifPresent(s -> page.section("Scores", BandTable.shift(s, findings.basis())));
    }
    if (findings.judgedJoint() instanceof MulticlassEvaluation e) {
      page.section(
          "Which classes are confused", Page.scroll(RunTables.confusion(e, findings.weighted())));
    }
    return page.section("Which features carry the joint model", RunTables.importances(input))
        .section("Data", Page.scroll(RunTables.sizes(input)))
        .warned(input.warnings())
        .waived(input.waived())
        .section("What each party saw", RunTables.disclosure(input.disclosure()))
        .section("Time and traffic", RunTables.cost(input.cost()))
        .section("Settings", Page.settings(input.settings(), exact(input)))
        .end(
            (findings.judgedSolo().isPresent()
                    ? "Solo: the label party's own features only, same algorithm and settings. "
                    : "")
                + "Joint: all parties' features; no party's raw data left it.");
  }

  private static String below(ReportInput input) {
    return input.parties().stream()
            .map(p -> p.name() + " (" + p.role() + ")")
            .collect(Collectors.joining(", "))
        + Html.finished(input.finished());
  }

  private static Map<String, String> exact(ReportInput input) {
    Map<String, String> all = new LinkedHashMap<>(input.parameters());
    input.versions().forEach((name, version) -> all.put("version of " + name, version));
    all.put("run", input.run());
    all.put("SHA-256 of the job", input.jobSha256());
    return all;
  }
}
