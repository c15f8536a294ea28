package dev.tributary.fl.jobs.algorithm.glm;

import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.Findings;
import dev.tributary.fl.jobs.report.Html;
import dev.tributary.fl.jobs.report.OwnRows;
import dev.tributary.fl.jobs.report.Page;
import dev.tributary.fl.jobs.report.PooledTable;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.jobs.report.RunTables;
import dev.tributary.fl.jobs.run.LabelMeaning;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.model.Manifest;
import dev.tributary.protocol.PartyId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code report.html}: the joint model, and what it is worth against the party's own. */
final class GlmReport {
  private GlmReport() {}

  static String render(RunContext run, GlmResult result, Findings findings, RunCost cost) {
    JobFile job = run.request().job();
    Manifest manifest = result.joint().manifest();
    Page page =
        new Page(
                job.job() + ": a linear model of all parties",
                job.job(),
                "linear model, at "
                    + run.request().self()
                    + " \u00b7 finished "
                    + manifest.created().replaceFirst("\\..*", "Z"))
            .section("Rows of all parties", lead(run, result))
            .section(
                "The joint model on the parties' rows",
                PooledTable.html(result.pooled(), result.judged()))
            .section(
                "Solo against joint, on your own rows",
                OwnRows.html(job, result.judged(), result.solo(), findings))
            .section("Coefficients", CoefficientTable.html(result));
    return page.consents(job.consents())
        .warned(run.warnings())
        .waived(run.safeguards().waived())
        .section("What each party saw", RunTables.disclosure(GlmDisclosure.of(job)))
        .section("Time and traffic", RunTables.cost(cost) + sums(result))
        .section("Settings", RunTables.pairs(settings(run, manifest)))
        .end(
            "Solo: fitted to your own training rows only, with the same settings. Joint: fitted to"
                + " the training rows of the parties named above; no party's rows left it, totals"
                + " did.");
  }

  private static String lead(RunContext run, GlmResult result) {
    return "<p class=\"lead\">"
        + fitted(run, result)
        + " Your table has "
        + Html.count(run.source().profile().rows())
        + " rows, for training and judging.</p>"
        + LabelMeaning.counted(
                run.source().source(), GlmSection.of(run.request().job()), run.source().profile())
            .map(words -> "<p>Your label: " + Html.text(words) + ".</p>")
            .orElse("")
        + (result.ranked()
            ? ""
            : "<p>A party was lost while the model was judged: metrics that depend on the order of"
                + " scores over all parties are left out.</p>");
  }

  private static String fitted(RunContext run, GlmResult result) {
    String rows = "<b>" + Html.count(result.fit().moments().rows()) + "</b> training rows";
    List<PartyId> left = result.fit().parties();
    int all = run.session().parties().size();
    return left.size() == all
        ? "Fitted to " + rows + " at " + all + " parties."
        : "Fitted to the training rows of <b>"
            + Html.text(left.stream().map(PartyId::name).collect(Collectors.joining(", ")))
            + "</b>, who were left of "
            + all
            + " parties at the end of the fit; its scale stays that of the "
            + rows
            + " that it began with.";
  }

  private static String sums(GlmResult result) {
    return "<p>"
        + result.sums()
        + " sums over the parties, of "
        + Html.count(result.words())
        + " words of eight bytes; "
        + result.fit().iterations()
        + " steps.</p>";
  }

  private static Map<String, String> settings(RunContext run, Manifest manifest) {
    JobFile job = run.request().job();
    GlmSection section = GlmSection.of(job);
    Map<String, String> exact = new LinkedHashMap<>(manifest.parameters());
    exact.put("intercept", String.valueOf(section.intercept()));
    exact.put("standardize", String.valueOf(section.standardize()));
    exact.put("most iterations", String.valueOf(section.iterations()));
    exact.put("tolerance", String.valueOf(section.tolerance()));
    exact.put("summing party", job.summingParty().name());
    exact.put("threshold of a sum", String.valueOf(job.sum().threshold()));
    exact.put(
        "fewest parties of a sum",
        String.valueOf(job.sum().fewest(run.session().parties().size())));
    exact.put("run", manifest.run());
    exact.put("SHA-256 of the job", job.sha256());
    return exact;
  }
}
