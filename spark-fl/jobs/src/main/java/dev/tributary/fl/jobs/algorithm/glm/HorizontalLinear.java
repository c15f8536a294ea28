package dev.tributary.fl.jobs.algorithm.glm;

import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.algorithm.Unscored;
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
import java.util.Optional;

/** One linear model over parties with the same columns and different people. */
public final class HorizontalLinear implements Unscored {
  static final String NAME = "horizontal-glm";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Partition partition() {
    return Partition.HORIZONTAL;
  }

  @Override
  public Class<GlmSection> section() {
    return GlmSection.class;
  }

  @Override
  public Optional<String> needsAll(SplitSection split) {
    return split.tests() || split.validates()
        ? Optional.empty()
        : Optional.of(
            "without test rows the model is judged on those that trained it, which are not summed"
                + " again over fewer parties; set some aside with split");
  }

  @Override
  public void checkData(TrainSection train, TableSource data) {
    if (!data.monotone().isEmpty()) {
      throw FederationException.user(
          "data.monotone is for trees, and the job has algorithm: %s: leave it out", NAME);
    }
  }

  @Override
  public void checkTable(TrainSection train, SourceTable table) {
    GlmTable.check(train.section(GlmSection.class), table);
  }

  @Override
  public Task training(RunRequest request, Log log) {
    return new GlmTraining(request, log);
  }

  @Override
  public FederationException refusal() {
    return FederationException.user(
        "algorithm: %s leaves the whole model at every party, so scoring is no run with others:"
            + " in Spark, HorizontalGLMModel.load(\"model\").transform(rows) scores any rows",
        NAME);
  }

  @Override
  public List<String> results() {
    return List.of();
  }

  @Override
  public AlgorithmPlan plan(PlanInput plan) {
    GlmCost cost = new GlmCost(GlmSection.of(plan.job()), plan.profile().features().size());
    return new AlgorithmPlan(
        SumPlan.exchanges(plan, cost.words()), disclosure(plan.job()), List.of());
  }

  @Override
  public Disclosure disclosure(JobFile job) {
    return GlmDisclosure.of(job);
  }
}
