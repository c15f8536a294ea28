package dev.tributary.fl.jobs.algorithm.hgbdt;

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
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code report.html}: the joint model, and what it is worth against the party's own. */
final class HgbdtReport {
  private HgbdtReport() {}

  static String render(RunContext run, HgbdtResult result, Findings findings, RunCost cost) {
    JobFile job = run.request().job();
    Manifest manifest = result.joint().manifest();
    Page page =
        new Page(
                job.job() + ": trees of all parties",
                job.job(),
                "boosted trees, at "
                    + run.request().self()
                    + " \u00b7 finished "
                    + manifest.created().replaceFirst("\\..*", "Z"))
            .section("Rows of all parties", lead(run, result))
            .section(
                "The joint model on the rows of all parties",
                PooledTable.html(result.pooled(), result.judged()))
            .section(
                "Solo against joint, on your own rows",
                OwnRows.html(job, result.judged(), result.solo(), findings))
            .section("What the columns brought", GainTable.html(result));
    return page.consents(job.consents())
        .warned(run.warnings())
        .waived(run.safeguards().waived())
        .section("What each party saw", RunTables.disclosure(HgbdtDisclosure.of(job)))
        .section("Time and traffic", RunTables.cost(cost) + sums(result))
        .section("Settings", RunTables.pairs(settings(run, manifest)))
        .end(
            "Solo: trained on your own rows only, with the same settings. Joint: trained on"
                + " the training rows of all parties; no party's rows left it, totals did.");
  }

  private static String lead(RunContext run, HgbdtResult result) {
    return "<p class=\"lead\">Trained on <b>"
        + Html.count(result.fit().rows())
        + "</b> rows at "
        + run.session().parties().size()
        + " parties"
        + (result.fit().validation() > 0
            ? ", with " + Html.count(result.fit().validation()) + " rows to validate"
            : "")
        + ". Your table has "
        + Html.count(run.source().profile().rows())
        + " rows, for training and judging.</p>"
        + LabelMeaning.counted(
                run.source().source(), HgbdtSection.of(run.request().job()), run.source().profile())
            .map(words -> "<p>Your label: " + Html.text(words) + ".</p>")
            .orElse("");
  }

  private static String sums(HgbdtResult result) {
    return "<p>"
        + result.sums()
        + " sums over the parties, of "
        + Html.count(result.words())
        + " words of eight bytes; "
        + result.fit().rounds().size()
        + " rounds, of which the model has "
        + result.fit().model().rounds().size()
        + ".</p>";
  }

  private static Map<String, String> settings(RunContext run, Manifest manifest) {
    JobFile job = run.request().job();
    Map<String, String> exact = new LinkedHashMap<>(manifest.parameters());
    exact.put("summing party", job.summingParty().name());
    exact.put("threshold of a sum", String.valueOf(job.sum().threshold()));
    exact.put("run", manifest.run());
    exact.put("SHA-256 of the job", job.sha256());
    return exact;
  }
}
