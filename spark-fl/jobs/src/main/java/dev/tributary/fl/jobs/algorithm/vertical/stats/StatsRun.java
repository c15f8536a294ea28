package dev.tributary.fl.jobs.algorithm.vertical.stats;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.fl.jobs.data.CheckedTable;
import dev.tributary.fl.jobs.report.HtmlReport;
import dev.tributary.fl.jobs.report.MetricsFile;
import dev.tributary.fl.jobs.report.RowCounts;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.jobs.run.ModelFolder;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Task;
import dev.tributary.fl.spark.stats.VerticalStats;
import dev.tributary.fl.spark.stats.VerticalStatsModel;
import org.apache.spark.sql.SparkSession;

/** One party's part; all roles do the same. */
final class StatsRun implements Task {
  private final RunRequest request;

  StatsRun(RunRequest request) {
    this.request = request;
  }

  @Override
  public CheckedTable source(SparkSession spark) {
    return CheckedTable.of(spark, request.config().data(), request.job());
  }

  @Override
  public void run(RunContext run, ResultFolder out) {
    StatsSection section = request.job().train().section(StatsSection.class);
    VerticalStats stats =
        new VerticalStats().setFeatureCols(run.source().features().toArray(String[]::new));
    run.alignWith(stats);
    VerticalStatsModel model =
        stats
            .setQuantileLevels(section.quantiles().stream().mapToDouble(d -> d).toArray())
            .setJobSha256(request.job().sha256())
            .setSession(run.session())
            .setListener(run.watch())
            .fit(run.source().rows());
    run.stages().enter("store");
    ModelFolder.write(model, out);
    run.awaitOthers();
    run.stages().enter("report");
    RunCost cost = run.cost();
    out.write(
        MetricsFile.NAME,
        StatsMetrics.json(
            model,
            RowCounts.of(run.source().kept(), run.watch().matched()),
            cost,
            run.safeguards().waived(),
            request.job().sha256()));
    out.write(HtmlReport.NAME, StatsReport.render(run, model, cost));
  }
}
