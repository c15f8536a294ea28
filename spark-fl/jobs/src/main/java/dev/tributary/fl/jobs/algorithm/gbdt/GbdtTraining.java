package dev.tributary.fl.jobs.algorithm.gbdt;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.fl.jobs.run.CheckedTable;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Task;
import dev.tributary.fl.jobs.split.SplitDraw;
import org.apache.spark.sql.SparkSession;

/** Trains a joint model. */
final class GbdtTraining implements Task {
  private final RunRequest request;

  /** Checks the job's conditions. */
  GbdtTraining(RunRequest request) {
    this.request = request;
    new SplitDraw(request.job());
  }

  @Override
  public CheckedTable source(SparkSession spark) {
    return CheckedTable.of(spark, request.config().data(), request.job());
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
