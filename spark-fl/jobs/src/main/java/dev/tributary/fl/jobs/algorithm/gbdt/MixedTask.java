package dev.tributary.fl.jobs.algorithm.gbdt;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.fl.jobs.run.CheckedTable;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Task;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.fl.mixed.Groups;
import dev.tributary.fl.session.Role;
import org.apache.spark.sql.SparkSession;

/** Trains a model of several label parties' people. */
final class MixedTask implements Task {
  private final RunRequest request;

  /** Checks the job's conditions. */
  MixedTask(RunRequest request) {
    this.request = request;
    new SplitDraw(request.job());
  }

  @Override
  public CheckedTable source(SparkSession spark) {
    return CheckedTable.of(spark, request.config().data(), request.job());
  }

  @Override
  public void run(RunContext run, ResultFolder out) {
    Groups groups = Groups.of(run.session().roster());
    if (run.session().role() == Role.LABEL) {
      MixedLabelSide.run(run, groups, out);
    } else {
      MixedFeatureSide.run(run, groups, out);
    }
  }
}
