package dev.tributary.fl.jobs.algorithm.horizontal.unlabelled;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.jobs.algorithm.horizontal.OutputColumns;
import dev.tributary.fl.jobs.algorithm.horizontal.TruthColumns;
import dev.tributary.fl.jobs.data.CheckedTable;
import dev.tributary.fl.jobs.report.HtmlReport;
import dev.tributary.fl.jobs.report.MetricsFile;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.jobs.run.CountedSum;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.ModelFolder;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.ScoreTable;
import dev.tributary.fl.jobs.run.Task;
import dev.tributary.fl.spark.horizontal.HorizontalEstimator;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One party's part; all do the same: fit, store the model, which is equal at all, and the scores of
 * the party's own rows.
 *
 * @param <M> the stored model
 */
public final class UnlabelledRun<M extends Model<M> & MLWritable> implements Task {
  private final RunRequest request;
  private final Log log;
  private final Finding<M> finding;

  public UnlabelledRun(RunRequest request, Log log, Finding<M> finding) {
    this.request = request;
    this.log = log;
    this.finding = finding;
  }

  @Override
  public CheckedTable source(SparkSession spark) {
    return CheckedTable.of(spark, request.config().data(), request.job());
  }

  @Override
  public void run(RunContext run, ResultFolder out) {
    try (SecureSum opened = run.sums(run.session())) {
      CountedSum sum = new CountedSum(opened);
      Dataset<Row> rows = TruthColumns.in(run.source());
      M model = fit(run, sum, rows);
      log.line(finding.words(model));
      run.stages().enter("store");
      ModelFolder.write(OutputColumns.ofStage(model.copy(ParamMap.empty())), out);
      model.transform(rows).select(scored(run, model)).write().parquet(out.path("predictions"));
      run.awaitOthers();
      run.stages().enter("report");
      RunCost cost = run.cost();
      Results<M> results = new Results<>(run, finding, model, sum, cost);
      out.write(MetricsFile.NAME, results.metrics());
      out.write(HtmlReport.NAME, results.report());
    }
  }

  private M fit(RunContext run, CountedSum sum, Dataset<Row> rows) {
    HorizontalEstimator<?, M> stage =
        OutputColumns.ofRun(finding.stage(run.source().features().toArray(String[]::new)));
    stage.setJobSha256(request.job().sha256());
    stage.setSession(run.session());
    stage.setSums(session -> sum);
    stage.setListener(run.watch());
    return stage.fit(rows);
  }

  private Column[] scored(RunContext run, M model) {
    List<Column> columns = new ArrayList<>();
    columns.addAll(ScoreTable.keys(request.job(), run.source().source()));
    columns.addAll(finding.scores(model));
    return columns.toArray(Column[]::new);
  }
}
