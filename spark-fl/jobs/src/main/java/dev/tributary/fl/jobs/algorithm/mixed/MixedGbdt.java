package dev.tributary.fl.jobs.algorithm.mixed;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.connectors.SourceTable;
import dev.tributary.fl.horizontal.gbdt.RowRules;
import dev.tributary.fl.jobs.algorithm.vertical.gbdt.GbdtScoring;
import dev.tributary.fl.jobs.algorithm.vertical.gbdt.GbdtTraining;
import dev.tributary.fl.jobs.algorithm.vertical.gbdt.SharedTrees;
import dev.tributary.fl.jobs.data.EveryCell;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Partition;
import dev.tributary.fl.jobs.file.TrainSection;
import dev.tributary.fl.jobs.plan.AlgorithmPlan;
import dev.tributary.fl.jobs.plan.PlanInput;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.ModelUse;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Task;
import dev.tributary.fl.mixed.Groups;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Role;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Gradient-boosted trees over several parties with people of their own and parties with columns
 * about some or all of these.
 */
public final class MixedGbdt extends SharedTrees {
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
    EveryCell.requireSummableLabels(table, RowRules.LARGEST_LABEL);
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
  public Task scoring(RunRequest request, ModelUse model, Configuration hadoop, Log log) {
    return new GbdtScoring(request, model, hadoop, log, MixedGbdt::groups);
  }

  /**
   * Groups score by themselves: nothing is summed, and people of others are not asked for. A
   * feature party serves one after the other, so the last waits until all before it are done.
   */
  private static List<FederatedSession> groups(FederatedSession all) {
    Groups groups = Groups.of(all.roster());
    List<PartyId> labels =
        all.role() == Role.LABEL ? List.of(all.self()) : groups.served(all.self());
    FederatedSession patient = all.patient(groups.labels().size());
    return labels.stream().map(label -> patient.among(groups.group(label))).toList();
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
