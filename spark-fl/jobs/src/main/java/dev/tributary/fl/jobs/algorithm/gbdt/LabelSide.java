package dev.tributary.fl.jobs.algorithm.gbdt;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.HtmlReport;
import dev.tributary.fl.jobs.report.MetricsFile;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.jobs.report.SplitEvaluations;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.run.ScoredRows;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.fl.spark.vertical.LabelPartyModel;
import dev.tributary.fl.spark.vertical.TrainingSummary;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The label party's run: trains the joint and its solo model, judges both, keeps the results. */
final class LabelSide {
  private LabelSide() {}

  static void run(RunContext run, ResultFolder out) {
    JobFile job = run.request().job();
    Dataset<Row> marked = new SplitDraw(job).mark(run.source().rows(), run.source().source().id());
    LabelPartyModel<?> joint = Estimators.label(run).fit(marked);
    TrainingSummary summary = joint.summary().orElseThrow();
    run.stages().enter("evaluate");
    ScoredRows scored = new ScoredRows(run, summary.predictions());
    SplitEvaluations jointBySplit = scored.judgeTraining();
    SplitEvaluations soloBySplit =
        joint
            .soloModel()
            .map(solo -> solo.summary().orElseThrow().predictions())
            .map(rows -> new ScoredRows(run, rows).judgeTraining())
            .orElse(SplitEvaluations.none());
    run.stages().enter("store");
    StoredModel.write(joint, out);
    out.write(
        ImportancesFile.NAME,
        ImportancesFile.json(summary.importances(), summary.partyImportances()));
    scored.withSplit().write().parquet(out.path("predictions"));
    run.awaitOthers();
    run.stages().enter("report");
    RunCost cost = run.cost(summary.secondsPerTree());
    out.write(MetricsFile.NAME, MetricsFile.json(jointBySplit, soloBySplit, cost, job.sha256()));
    out.write(
        HtmlReport.NAME,
        HtmlReport.render(ReportInputs.of(run, joint, jointBySplit, soloBySplit, cost)));
  }
}
