package dev.tributary.fl.jobs.report;

import dev.tributary.fl.model.FeatureImportance;

/**
 * {@code report.html} of a feature party: what was asked of it, what it gave, what that was used
 * for. See {@link Page}.
 */
public final class FeatureReport {
  private FeatureReport() {}

  /** The page as text, to be stored as UTF-8. */
  public static String render(FeatureReportInput input) {
    return new Page(
            input.job() + ": report of " + input.self(),
            input.job(),
            "report of "
                + input.self()
                + " (feature party), label party "
                + input.labelParty()
                + Html.finished(input.finished()))
        .section("What was asked", asked(input))
        .section("What was given", given(input))
        .section("Your features in the joint model", importances(input))
        .warned(input.warnings())
        .waived(input.waived())
        .section("What each party saw", RunTables.disclosure(input.disclosure()))
        .section("Time and traffic", RunTables.cost(input.cost()))
        .section("Settings", Page.settings(input.settings(), input.parameters()))
        .end(
            "This party holds its own columns and its part of the model: no label, no score, no"
                + " metric. How good the model is stands in the label party's report.");
  }

  private static String asked(FeatureReportInput input) {
    ReportInput.Sizes s = input.sizes();
    return "<p class=\"lead\"><b>"
        + Html.text(input.labelParty())
        + "</b> trained a model on the rows that "
        + Html.text(input.common())
        + " have, with "
        + Html.count(input.features())
        + " columns of yours.</p><p>Of your "
        + Html.count(input.ownRows())
        + " rows, "
        + Html.count(s.aligned())
        + " are known to "
        + Html.text(input.common())
        + ": "
        + Html.count(s.train())
        + " to train, "
        + (s.validation() > 0 ? Html.count(s.validation()) + " to validate, " : "")
        + Html.count(s.test())
        + " to test. "
        + Html.text(input.asked())
        + "</p>";
  }

  private static String given(FeatureReportInput input) {
    return "<ul><li>Sums per split candidate: the label party sees which candidate is best, not"
        + " which column or value it is.</li><li><b>"
        + Html.count(input.splits())
        + " cut points</b> in <b>"
        + Html.count(input.importances().size())
        + "</b> of your "
        + Html.count(input.features())
        + " columns are in the model, some in several of its splits.</li><li>You gave <b>"
        + Html.count(input.bitmaps().given())
        + " bitmaps</b> of "
        + Html.count(input.bitmaps().candidates())
        + " split candidates, counted for every label party and training by itself, of which "
        + Html.count(input.bitmaps().kept())
        + " were kept, as those who asked say. For each that you gave, kept or not, it learned"
        + " which of the common rows lie on which side.</li><li>Their columns and thresholds stayed"
        + " here, in this party's part of the model; without it nobody can score new"
        + " rows.</li></ul>";
  }

  private static String importances(FeatureReportInput input) {
    double total = input.importances().stream().mapToDouble(FeatureImportance::gain).sum();
    if (!(total > 0)) {
      return "<p>The model uses none of your features.</p>";
    }
    StringBuilder out = new StringBuilder("<table><thead><tr><th>Feature</th>");
    out.append("<th class=\"n\">Splits</th><th class=\"n\">Share of your gain</th><th></th></tr>");
    out.append("</thead><tbody>");
    for (FeatureImportance f : input.importances()) {
      RunTables.importance(out, Html.text(f.name()), f.frequency(), f.gain() / total, "joint");
    }
    out.append("</tbody></table>");
    int unused = input.features() - input.importances().size();
    return unused == 0
        ? out.toString()
        : out.append("<p class=\"small\">")
            .append(Html.count(unused))
            .append(" more columns are in no split.</p>")
            .toString();
  }
}
