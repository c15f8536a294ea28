package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.fl.jobs.data.CheckedTable;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Task;
import dev.tributary.fl.jobs.split.SplitDraw;
import java.util.function.BiConsumer;
import org.apache.spark.sql.SparkSession;

/** Trains a joint model, by the role that this party has. */
public final class GbdtTraining implements Task {
  private final RunRequest request;
  private final BiConsumer<RunContext, ResultFolder> role;

  /** Checks the job's conditions. */
  public GbdtTraining(RunRequest request, BiConsumer<RunContext, ResultFolder> role) {
    this.request = request;
    this.role = role;
    new SplitDraw(request.job());
  }

  @Override
  public CheckedTable source(SparkSession spark) {
    return CheckedTable.of(spark, request.config().data(), request.job());
  }

  @Override
  public void run(RunContext run, ResultFolder out) {
    role.accept(run, out);
  }
}
