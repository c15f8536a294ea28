package dev.tributary.fl.jobs.algorithm.gbdt;

import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.cells.ColumnProfile;
import dev.tributary.fl.jobs.algorithm.Unscored;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Partition;
import dev.tributary.fl.jobs.file.TrainSection;
import dev.tributary.fl.jobs.plan.AlgorithmPlan;
import dev.tributary.fl.jobs.plan.PlanInput;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Task;
import dev.tributary.protocol.FederationException;

/**
 * Gradient-boosted trees over several parties with people of their own and parties with columns
 * about some or all of these.
 */
public final class MixedGbdt extends SharedTrees implements Unscored {
  @Override
  public String name() {
    return "mixed-gbdt";
  }

  @Override
  public Partition partition() {
    return Partition.MIXED;
  }

  @Override
  public void checkTable(TrainSection train, SourceTable table) {
    if (table.features().isEmpty()) {
      throw FederationException.user(
          "the data has no feature columns beside id and label, and in algorithm: %s every party has"
              + " some: check data.columns",
          name());
    }
    table.features().forEach(column -> requireFinite(table.profile().column(column)));
  }

  private static void requireFinite(ColumnProfile column) {
    if (Double.isInfinite(column.least()) || Double.isInfinite(column.most())) {
      throw FederationException.user(
          "column '%s' has infinite values, which no bin of all parties holds: correct them, or"
              + " name them in data.missing",
          column.name());
    }
  }

  @Override
  public Task training(RunRequest request, Log log) {
    return new MixedTask(request);
  }

  @Override
  public FederationException refusal() {
    return FederationException.user(
        "algorithm: %s has no scoring run: predictions/ of its training has the scores of all rows;"
            + " for others, transform them in Spark with the models that the parties of a group"
            + " stored, in a session of that group",
        name());
  }

  @Override
  public AlgorithmPlan plan(PlanInput plan) {
    return MixedPlan.of(plan);
  }

  @Override
  public Disclosure disclosure(JobFile job) {
    return MixedDisclosure.of(job);
  }
}
