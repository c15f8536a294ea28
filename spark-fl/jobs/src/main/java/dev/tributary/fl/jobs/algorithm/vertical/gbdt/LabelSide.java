package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.Findings;
import dev.tributary.fl.jobs.report.HtmlReport;
import dev.tributary.fl.jobs.report.MetricsFile;
import dev.tributary.fl.jobs.report.Pace;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.run.ScoreTable;
import dev.tributary.fl.jobs.split.NothingHeldOut;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.fl.spark.vertical.LabelPartyModel;
import dev.tributary.fl.spark.vertical.TrainingSummary;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The label party's run: trains the joint and its solo model, judges both, keeps the results. */
public final class LabelSide {
  private LabelSide() {}

  static void run(RunContext run, ResultFolder out) {
    JobFile job = run.request().job();
    NothingHeldOut.warning(job.split()).ifPresent(w -> run.log().line("warning: " + w));
    Dataset<Row> marked = new SplitDraw(job).mark(run.source().rows(), run.source().source().id());
    LabelPartyModel<?> joint = Estimators.label(run).fit(marked);
    TrainingSummary summary = joint.summary().orElseThrow();
    run.stages().enter("evaluate");
    Findings findings = findings(run, joint, joint.soloModel().orElse(null));
    store(run, joint, out);
    run.stages().enter("report");
    RunCost cost = run.cost(new Pace("tree", summary.secondsPerTree()));
    out.write(
        MetricsFile.NAME,
        MetricsFile.json(
            findings,
            run.source().kept(),
            run.watch().matched(),
            cost,
            run.safeguards().waived(),
            job.sha256()));
    out.write(HtmlReport.NAME, HtmlReport.render(ReportInputs.of(run, joint, findings, cost)));
  }

  /**
   * How good the joint model is on this party's own people.
   *
   * @param other model to compare it with, or null
   */
  public static Findings findings(
      RunContext run, LabelPartyModel<?> joint, LabelPartyModel<?> other) {
    TrainingSummary summary = joint.summary().orElseThrow();
    Dataset<Row> rows =
        other == null
            ? summary.predictions()
            : summary.predictionsBeside(other.summary().orElseThrow(), ScoreTable.SOLO);
    return new ScoreTable(run, rows).judgeTraining();
  }

  /** Keeps model, importances and predictions, once all others keep theirs. */
  public static void store(RunContext run, LabelPartyModel<?> joint, ResultFolder out) {
    TrainingSummary summary = joint.summary().orElseThrow();
    run.stages().enter("store");
    StoredModel.write(joint, out);
    out.write(
        ImportancesFile.NAME,
        ImportancesFile.json(summary.importances(), summary.partyImportances()));
    new ScoreTable(run, everyRow(joint, summary))
        .withSplit()
        .write()
        .parquet(out.path("predictions"));
    run.awaitOthers();
  }

  /** Also those that another party lacks. */
  private static Dataset<Row> everyRow(LabelPartyModel<?> joint, TrainingSummary summary) {
    Dataset<Row> rows = summary.predictionsOfAll();
    return joint.soloModel().map(solo -> solo.transformAlone(rows, ScoreTable.SOLO)).orElse(rows);
  }
}
