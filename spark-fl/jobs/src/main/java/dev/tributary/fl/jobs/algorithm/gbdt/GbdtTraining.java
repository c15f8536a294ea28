package dev.tributary.fl.jobs.algorithm.gbdt;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.connectors.SourceTable;
import dev.tributary.fl.jobs.run.CheckedTable;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Task;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.protocol.FederationException;
import org.apache.spark.sql.SparkSession;

/** Trains a joint model. */
final class GbdtTraining implements Task {
  private final RunRequest request;
  private final Log log;

  /** Checks the job's conditions. */
  GbdtTraining(RunRequest request, Log log) {
    this.request = request;
    this.log = log;
    new SplitDraw(request.job());
    if (GbdtSection.of(request.job()).treesPerRound() > 1
        && !request.config().data().monotone().isEmpty()) {
      throw FederationException.user("data.monotone does not go with objective: multiclass");
    }
  }

  @Override
  public SourceTable source(SparkSession spark) {
    return CheckedTable.of(spark, request.config().data(), request.job()).told(log);
  }

  @Override
  public void run(RunContext run, ResultFolder out) {
    if (run.session().isLabelParty()) {
      LabelSide.run(run, out);
    } else {
      FeatureSide.run(run, out);
    }
  }
}
