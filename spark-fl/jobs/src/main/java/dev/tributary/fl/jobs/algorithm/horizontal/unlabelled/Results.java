package dev.tributary.fl.jobs.algorithm.horizontal.unlabelled;

import dev.tributary.fl.jobs.algorithm.horizontal.RunPrivacy;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.Html;
import dev.tributary.fl.jobs.report.Page;
import dev.tributary.fl.jobs.report.RowCounts;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.jobs.report.RunTables;
import dev.tributary.fl.jobs.report.UsedRows;
import dev.tributary.fl.jobs.run.CountedSum;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.model.ModelJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.util.MLWritable;

/**
 * {@code metrics.json} with {@code rows} of this party's table, {@code parties}, what the algorithm
 * found, the {@code privacy} that was spent where there is any, {@code sums} with their {@code
 * words}, {@code timing}, {@code traffic}, and {@code consent} and {@code waived} where there is
 * any; and {@code report.html}.
 */
record Results<M extends Model<M> & MLWritable>(
    RunContext run, Finding<M> finding, M model, CountedSum counted, RunCost cost) {
  private static final int FORMAT = 1;

  String metrics() {
    JobFile job = run.request().job();
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("format", FORMAT);
    file.put("rows", RowCounts.own(run.source().kept()));
    file.put("parties", run.session().parties().size());
    file.putAll(finding.metrics(model));
    if (job.privacy() != null) {
      file.put("privacy", RunPrivacy.spent(finding.manifest(model)));
    }
    file.put("sums", Map.of("sums", counted.sums(), "words", counted.words()));
    file.put("timing", Map.of("total-seconds", cost.totalSeconds(), "stages", cost.stageSeconds()));
    file.put(
        "traffic", Map.of("bytes-sent", cost.bytesSent(), "bytes-received", cost.bytesReceived()));
    if (!job.consents().isEmpty()) {
      file.put("consent", job.consents().stream().map(Object::toString).toList());
    }
    if (!run.safeguards().waived().isEmpty()) {
      file.put("waived", run.safeguards().waived());
    }
    file.put("job-sha256", job.sha256());
    return ModelJson.write(file) + "\n";
  }

  String report() {
    JobFile job = run.request().job();
    Manifest manifest = finding.manifest(model);
    Page page =
        new Page(
            job.job() + ": " + finding.title() + " of all parties' rows",
            job.job(),
            finding.title() + ", at " + run.request().self() + Html.finished(manifest.created()));
    finding.tell(model, page);
    page.section("Your own rows", "<p>" + UsedRows.sentence(run.source(), "") + "</p>");
    if (job.privacy() != null) {
      page.section(
          "Noise",
          "<p>All totals about rows have noise. " + Html.text(job.privacy().words()) + "</p>");
    }
    return page.consents(job.consents())
        .warned(run.warnings())
        .waived(run.safeguards().waived())
        .section("What each party saw", RunTables.disclosure(finding.disclosure()))
        .section("Time and traffic", RunTables.cost(cost) + sums())
        .section("Settings", RunTables.pairs(settings(job, manifest)))
        .end(
            "The model is the same at all parties. No party's rows left it, totals did; the scores"
                + " of your rows are in your results alone.");
  }

  private String sums() {
    return "<p>"
        + counted.sums()
        + " sums over the parties, of "
        + Html.count(counted.words())
        + " words of eight bytes.</p>";
  }

  private static Map<String, String> settings(JobFile job, Manifest manifest) {
    Map<String, String> exact = new LinkedHashMap<>(manifest.parameters());
    exact.put("summing party", job.summingParty().name());
    exact.put("threshold of a sum", String.valueOf(job.sum().threshold()));
    exact.put("run", manifest.run());
    exact.put("SHA-256 of the job", job.sha256());
    return exact;
  }
}
