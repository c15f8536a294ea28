package dev.tributary.fl.jobs.algorithm.gbdt;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.connectors.SourceTable;
import dev.tributary.fl.jobs.algorithm.Unscored;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Partition;
import dev.tributary.fl.jobs.file.TrainSection;
import dev.tributary.fl.jobs.plan.AlgorithmPlan;
import dev.tributary.fl.jobs.plan.PlanInput;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.run.EveryCell;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Task;
import dev.tributary.fl.mixed.Groups;
import dev.tributary.fl.session.Role;
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
    EveryCell.requireFinite(table);
  }

  @Override
  public Task training(RunRequest request, Log log) {
    return new GbdtTraining(request, MixedGbdt::run);
  }

  private static void run(RunContext run, ResultFolder out) {
    Groups groups = Groups.of(run.session().roster());
    if (run.session().role() == Role.LABEL) {
      MixedLabelSide.run(run, groups, out);
    } else {
      MixedFeatureSide.run(run, groups, out);
    }
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
