package dev.tributary.fl.jobs.algorithm.horizontal.stats;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.fl.horizontal.stats.StatsTerms;
import dev.tributary.fl.horizontal.stats.TableFigures;
import dev.tributary.fl.jobs.algorithm.horizontal.RunPrivacy;
import dev.tributary.fl.jobs.algorithm.horizontal.TruthColumns;
import dev.tributary.fl.jobs.data.CheckedTable;
import dev.tributary.fl.jobs.report.HtmlReport;
import dev.tributary.fl.jobs.report.MetricsFile;
import dev.tributary.fl.jobs.report.RunCost;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.ModelFolder;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Task;
import dev.tributary.fl.spark.horizontal.stats.FederatedStats;
import dev.tributary.fl.spark.horizontal.stats.FederatedStatsModel;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/** One party's part; all do the same. */
final class FederatedStatsRun implements Task {
  private final RunRequest request;
  private final Log log;

  FederatedStatsRun(RunRequest request, Log log) {
    this.request = request;
    this.log = log;
  }

  @Override
  public CheckedTable source(SparkSession spark) {
    return CheckedTable.of(spark, request.config().data(), request.job());
  }

  @Override
  public void run(RunContext run, ResultFolder out) {
    StatsTerms terms = request.job().train().section(FederatedStatsSection.class).terms();
    FederatedStats stage =
        new FederatedStats()
            .setFeatureCols(run.source().features().toArray(String[]::new))
            .setQuantileLevels(terms.levels().stream().mapToDouble(d -> d).toArray())
            .setLeastCount(terms.leastCount())
            .setCorrelations(terms.correlations() == StatsTerms.Correlations.ALL_PAIRS)
            .setJobSha256(request.job().sha256())
            .setSession(run.session())
            .setSums(run::sums)
            .setListener(run.watch());
    if (request.job().privacy() != null) {
      RunPrivacy.ask(stage, request.job());
      stage.setMinParties(request.job().sum().fewest(run.session().parties().size()));
    }
    FederatedStatsModel model = stage.fit(TruthColumns.in(run.source()));
    tell(model.profile().joint(), model.manifest().parties());
    run.stages().enter("store");
    ModelFolder.write(model, out);
    run.awaitOthers();
    run.stages().enter("report");
    RunCost cost = run.cost();
    out.write(MetricsFile.NAME, FederatedStatsMetrics.json(run, model, cost));
    out.write(HtmlReport.NAME, FederatedStatsReport.render(run, model, cost));
  }

  private void tell(TableFigures joint, List<String> parties) {
    log.line(
        String.format(
            Locale.ROOT,
            "%s%,d rows of %s, from %d sums of %,d words",
            joint.noise() == null ? "" : "about ",
            joint.rows(),
            String.join(", ", parties),
            joint.cost().sums(),
            joint.cost().words()));
  }
}
