package dev.tributary.fl.jobs.algorithm.glm;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.fl.jobs.report.Findings;
import dev.tributary.fl.jobs.report.HtmlReport;
import dev.tributary.fl.jobs.report.MetricsFile;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.jobs.run.CheckedTable;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.ModelFolder;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.ScoredRows;
import dev.tributary.fl.jobs.run.Task;
import dev.tributary.fl.jobs.split.NothingHeldOut;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.fl.spark.horizontal.glm.HorizontalGLMModel;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** One party's part; all do the same. */
final class GlmTraining implements Task {
  private final RunRequest request;
  private final Log log;

  /** Checks the job's conditions. */
  GlmTraining(RunRequest request, Log log) {
    this.request = request;
    this.log = log;
    new SplitDraw(request.job());
  }

  @Override
  public CheckedTable source(SparkSession spark) {
    return CheckedTable.of(spark, request.config().data(), request.job());
  }

  @Override
  public void run(RunContext run, ResultFolder out) {
    NothingHeldOut.warning(request.job().split()).ifPresent(w -> log.line("warning: " + w));
    Dataset<Row> marked =
        new SplitDraw(request.job()).mark(run.source().rows(), run.source().source().id());
    GlmResult result = new GlmFitting(run, marked).fit();
    run.stages().enter("evaluate");
    ScoredRows scored = new ScoredRows(run, scored(marked, result));
    Findings findings = scored.judgeTraining();
    run.stages().enter("store");
    ModelFolder.write(result.joint(), out);
    scored.withSplit().drop("matched").write().parquet(out.path("predictions"));
    run.awaitOthers();
    run.stages().enter("report");
    RunCost cost = run.cost();
    out.write(MetricsFile.NAME, GlmMetrics.json(run, result, findings, cost));
    out.write(HtmlReport.NAME, GlmReport.render(run, result, findings, cost));
  }

  private static Dataset<Row> scored(Dataset<Row> rows, GlmResult result) {
    Dataset<Row> joint = score(result.joint(), rows, "");
    return result.solo().map(solo -> score(solo, joint, ScoredRows.SOLO)).orElse(joint);
  }

  /** A copy, so that the model is stored with Spark's names of its columns. */
  private static Dataset<Row> score(HorizontalGLMModel model, Dataset<Row> rows, String prefix) {
    return model
        .copy(ParamMap.empty())
        .setPredictionCol(prefix + ScoredRows.PREDICTION)
        .setProbabilityCol(prefix + ScoredRows.PROBABILITY)
        .setRawPredictionCol("")
        .transform(rows);
  }
}
