package dev.tributary.fl.jobs.algorithm.hgbdt;

import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TableSource;
import dev.tributary.connectors.cells.ColumnProfile;
import dev.tributary.fl.jobs.algorithm.Unscored;
import dev.tributary.fl.jobs.file.EvaluateSection;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Partition;
import dev.tributary.fl.jobs.file.SplitSection;
import dev.tributary.fl.jobs.file.TrainSection;
import dev.tributary.fl.jobs.plan.AlgorithmPlan;
import dev.tributary.fl.jobs.plan.PlanInput;
import dev.tributary.fl.jobs.plan.SumPlan;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Task;
import dev.tributary.protocol.FederationException;
import java.util.List;

/** Boosted trees over parties with the same columns and different people. */
public final class HorizontalTrees implements Unscored {
  static final String NAME = "horizontal-gbdt";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Partition partition() {
    return Partition.HORIZONTAL;
  }

  @Override
  public Class<HgbdtSection> section() {
    return HgbdtSection.class;
  }

  @Override
  public void check(TrainSection train, SplitSection split, EvaluateSection evaluate) {
    if (train.section(HgbdtSection.class).stopsByValidation() && !split.validates()) {
      throw FederationException.user(
          "train.early-stopping-rounds needs validation rows: give split.validation");
    }
  }

  @Override
  public void checkData(TrainSection train, TableSource data) {
    if (!data.monotone().isEmpty()) {
      throw FederationException.user(
          "data.monotone is for algorithm: vertical-gbdt, and the job has algorithm: %s: leave it"
              + " out",
          NAME);
    }
  }

  @Override
  public void checkTable(TrainSection train, SourceTable table) {
    table.features().forEach(name -> requireFinite(table.profile().column(name)));
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
    return new HgbdtTraining(request, log);
  }

  @Override
  public FederationException refusal() {
    return FederationException.user(
        "algorithm: %s leaves the whole model at every party, so scoring is no run with others:"
            + " in Spark, HorizontalGBTModel.load(\"model\").transform(rows) scores any rows",
        NAME);
  }

  @Override
  public List<String> results() {
    return List.of();
  }

  @Override
  public AlgorithmPlan plan(PlanInput plan) {
    HgbdtCost cost = new HgbdtCost(HgbdtSection.of(plan.job()), plan.profile().features().size());
    return new AlgorithmPlan(
        SumPlan.exchanges(plan, cost.words()), disclosure(plan.job()), List.of());
  }

  @Override
  public Disclosure disclosure(JobFile job) {
    return HgbdtDisclosure.of(job);
  }
}
