package dev.tributary.fl.jobs.algorithm.horizontal.labelled;

import dev.tributary.fl.jobs.data.LabelMeaning;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PrivacySection;
import dev.tributary.fl.jobs.file.Supervised;
import dev.tributary.fl.jobs.report.Findings;
import dev.tributary.fl.jobs.report.Headline;
import dev.tributary.fl.jobs.report.Html;
import dev.tributary.fl.jobs.report.MetricsFile;
import dev.tributary.fl.jobs.report.Names;
import dev.tributary.fl.jobs.report.OwnRows;
import dev.tributary.fl.jobs.report.Page;
import dev.tributary.fl.jobs.report.PooledMetrics;
import dev.tributary.fl.jobs.report.PooledTable;
import dev.tributary.fl.jobs.report.RowCounts;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.jobs.report.RunTables;
import dev.tributary.fl.jobs.report.UsedRows;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.spark.horizontal.HorizontalPredictor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code metrics.json} with what {@link MetricsFile} has, of this party's own rows; under {@code
 * pooled}, unless these could not tell, what {@link PooledMetrics} has of the joint model; {@code
 * fit}, which the algorithm says; {@code parties}; {@code sums} with their {@code words}, and
 * {@code consent} where there is any; and {@code report.html}: the joint model, and what it is
 * worth against the party's own.
 */
record LabelledResults<M extends HorizontalPredictor<M, ?, ?>>(
    RunContext run, Learning<M> learning, Learned<M> learned, Findings findings, RunCost cost) {
  /** Said of {@link Learned#ranked}, where it is false. */
  static final String UNRANKED =
      " party was lost while the model was judged: metrics that depend on the order of scores over"
          + " all parties are left out";

  String metrics() {
    JobFile job = run.request().job();
    Map<String, Object> more = new LinkedHashMap<>();
    learned.pooled().ifPresent(p -> more.put("pooled", PooledMetrics.of(p, learned.judged())));
    more.put("fit", learning.metrics(learned.joint()));
    more.put("parties", run.session().parties().size());
    more.put("sums", Map.of("sums", learned.counted().sums(), "words", learned.counted().words()));
    if (!job.consents().isEmpty()) {
      more.put("consent", job.consents().stream().map(Object::toString).toList());
    }
    return MetricsFile.json(
        findings,
        RowCounts.own(run.source().kept()),
        more,
        cost,
        run.safeguards().waived(),
        job.sha256());
  }

  String report() {
    JobFile job = run.request().job();
    Manifest manifest = learned.joint().manifest();
    Names names = Names.of(job.evaluate(), repeats(job, run.repeatedIds()));
    return new Page(
            job.job() + ": " + learning.title() + " of all parties",
            job.job(),
            learning.title() + ", at " + run.request().self() + Html.finished(manifest.created()))
        .section(
            "What training together was worth, on your own rows",
            Headline.ofOwnRows(findings, names))
        .section("Rows of all parties", lead())
        .section(
            "The joint model on the rows of all parties",
            learned
                .pooled()
                .map(p -> PooledTable.html(p, learned.judged(), job.privacy() != null))
                .orElse("<p>" + PooledTable.UNJUDGED + "</p>"))
        .section(
            "Solo against joint, on your own rows",
            OwnRows.html(
                job,
                names,
                learned.judged(),
                learned.solo(),
                findings,
                learning.againstOverfitting()))
        .section(learning.columnsTitle(), learning.columns(learned.joint(), learned.solo()))
        .consents(job.consents())
        .warned(run.warnings())
        .waived(run.safeguards().waived())
        .section("What each party saw", RunTables.disclosure(learning.disclosure()))
        .section("Time and traffic", RunTables.cost(cost) + sums())
        .section("Settings", Page.settings(learning.inWords(), settings(job, manifest)))
        .end(
            solo()
                + "Joint: trained on the rows of the parties told above; no party's rows left it,"
                + " totals did.");
  }

  /**
   * @param repeatedIds rows whose id another row has
   */
  static Names.Repeats repeats(JobFile job, long repeatedIds) {
    if (repeatedIds == 0) {
      return Names.Repeats.NONE;
    }
    return new SplitDraw(job).keepsIdsWhole() ? Names.Repeats.TOGETHER : Names.Repeats.APART;
  }

  private String solo() {
    if (learned.solo().isEmpty()) {
      return "";
    }
    return "Solo: trained on your own rows only, "
        + (run.request().job().privacy() == null
            ? "with the same settings. "
            : "without noise, since it stays here. ");
  }

  private String lead() {
    return "<p class=\"lead\">"
        + learning.rows(run, learned.joint())
        + " "
        + UsedRows.sentence(run.source(), ", for training and judging")
        + "</p>"
        + LabelMeaning.counted(
                run.source().source(), Supervised.of(run.request().job()), run.source().profile())
            .map(words -> "<p>Your label: " + Html.text(words) + ".</p>")
            .orElse("")
        + privacy()
        + (learned.ranked() ? "" : "<p>A" + UNRANKED + ".</p>");
  }

  private String privacy() {
    PrivacySection privacy = run.request().job().privacy();
    return privacy == null ? "" : "<p>" + Html.text(privacy.words()) + "</p>";
  }

  private String sums() {
    return "<p>"
        + learned.counted().sums()
        + " sums over the parties, of "
        + Html.count(learned.counted().words())
        + " words of eight bytes; "
        + learning.length(learned.joint())
        + ".</p>";
  }

  private Map<String, String> settings(JobFile job, Manifest manifest) {
    Map<String, String> exact = new LinkedHashMap<>(manifest.parameters());
    exact.putAll(learning.settings());
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
