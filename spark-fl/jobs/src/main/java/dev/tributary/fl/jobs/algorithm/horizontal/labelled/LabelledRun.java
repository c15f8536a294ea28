package dev.tributary.fl.jobs.algorithm.horizontal.labelled;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.fl.horizontal.columns.SharedColumns;
import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.jobs.algorithm.horizontal.OutputColumns;
import dev.tributary.fl.jobs.data.CheckedTable;
import dev.tributary.fl.jobs.data.ComparedColumns;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.Findings;
import dev.tributary.fl.jobs.report.HtmlReport;
import dev.tributary.fl.jobs.report.MetricsFile;
import dev.tributary.fl.jobs.run.CountedSum;
import dev.tributary.fl.jobs.run.JudgedSplit;
import dev.tributary.fl.jobs.run.JudgedTogether;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.ModelFolder;
import dev.tributary.fl.jobs.run.OwnFindings;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.ScoreTable;
import dev.tributary.fl.jobs.run.SoloModel;
import dev.tributary.fl.jobs.run.Task;
import dev.tributary.fl.jobs.split.NothingHeldOut;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.spark.horizontal.HorizontalEstimator;
import dev.tributary.fl.spark.horizontal.HorizontalPredictor;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One party's part; all do the same: fit the party's own model and the joint one, which is equal at
 * all, judge the joint one on all parties' rows and both on its own, and store it with the scores
 * of the party's own rows.
 *
 * @param <M> the stored model
 */
final class LabelledRun<M extends HorizontalPredictor<M, ?, ?>> implements Task {
  private final RunRequest request;
  private final JobFile job;
  private final Log log;
  private final Learning<M> learning;

  private LabelledRun(RunRequest request, Log log, Learning<M> learning) {
    this.request = request;
    this.job = request.job();
    this.log = log;
    this.learning = learning;
    new SplitDraw(job);
  }

  /** Checks the job's conditions. */
  static <M extends HorizontalPredictor<M, ?, ?>> LabelledRun<M> of(
      RunRequest request, Log log, Learning<M> learning) {
    return new LabelledRun<>(request, log, learning);
  }

  @Override
  public CheckedTable source(SparkSession spark) {
    return CheckedTable.of(spark, request.config().data(), job);
  }

  @Override
  public void run(RunContext run, ResultFolder out) {
    NothingHeldOut.warning(job.split()).ifPresent(w -> log.line("warning: " + w));
    Dataset<Row> marked = new SplitDraw(job).mark(run.source().rows(), run.source().source().id());
    Learned<M> learned = learn(run, marked);
    run.stages().enter("evaluate");
    ScoreTable scored = new ScoreTable(run, scored(marked, learned));
    Findings findings = OwnFindings.of(log, job, scored::judgeTraining);
    run.stages().enter("store");
    ModelFolder.write(learned.joint(), out);
    scored.withSplit().drop("matched").write().parquet(out.path("predictions"));
    run.awaitOthers();
    run.stages().enter("report");
    LabelledResults<M> results =
        new LabelledResults<>(run, learning, learned, findings, run.cost());
    out.write(MetricsFile.NAME, results.metrics());
    out.write(HtmlReport.NAME, results.report());
  }

  private Learned<M> learn(RunContext run, Dataset<Row> marked) {
    run.stages().enter("compare columns");
    List<String> features =
        SharedColumns.agree(run.session(), ComparedColumns.of(job, run.source()));
    Dataset<Row> training = marked.filter(learning.training());
    Function<SecureSum, M> fit =
        sum ->
            bound(SoloModel.session(run.session()), learning.alone(run, features))
                .setSums(session -> sum)
                .fit(training);
    Optional<M> solo = job.evaluate().solo() ? solo(run, fit) : Optional.empty();
    try (SecureSum opened = run.sums(run.session())) {
      CountedSum sum = new CountedSum(opened);
      HorizontalEstimator<?, M> stage = bound(run.session(), learning.stage(run, features));
      stage.setListener(run.watch());
      M joint = OutputColumns.ofStage(stage.setSums(session -> sum).fit(training));
      learning.tell(run, joint);
      run.stages().enter("evaluate together");
      JudgedSplit judged = JudgedSplit.of(job);
      Optional<PooledEvaluation> pooled =
          JudgedTogether.of(
              log,
              () -> joint.evaluate(marked.filter(judged.rows()), sum, job.evaluate().fractions()));
      Learned<M> learned = new Learned<>(joint, solo, pooled, judged.set(), sum);
      if (!learned.ranked()) {
        log.line("warning: a" + LabelledResults.UNRANKED);
      }
      return learned;
    }
  }

  private Optional<M> solo(RunContext run, Function<SecureSum, M> fit) {
    run.stages().enter("solo model");
    return SoloModel.fit(log, () -> fit.apply(PlainSum.alone(run.session().self())));
  }

  /** Of columns that were compared before, with what counts as 1, which no stage knows. */
  private HorizontalEstimator<?, M> bound(
      FederatedSession session, HorizontalEstimator<?, M> stage) {
    stage.assumeSameColumns();
    stage.setJobSha256(job.sha256());
    stage.setSession(session);
    return OutputColumns.ofRun(stage);
  }

  private Dataset<Row> scored(Dataset<Row> rows, Learned<M> learned) {
    Dataset<Row> joint = learned.joint().score(rows, ScoreTable.PREDICTION, ScoreTable.PROBABILITY);
    return learned
        .solo()
        .map(
            solo ->
                solo.score(
                    joint,
                    ScoreTable.SOLO + ScoreTable.PREDICTION,
                    ScoreTable.SOLO + ScoreTable.PROBABILITY))
        .orElse(joint);
  }
}
