package dev.tributary.fl.jobs.algorithm.glm;

import dev.tributary.connectors.SourceTable;
import dev.tributary.fl.jobs.algorithm.labelled.Labelled;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.SplitSection;
import dev.tributary.fl.jobs.file.TrainSection;
import dev.tributary.fl.jobs.plan.AlgorithmPlan;
import dev.tributary.fl.jobs.plan.PlanInput;
import dev.tributary.fl.jobs.plan.SumPlan;
import java.util.List;
import java.util.Optional;

/** One linear model over parties with the same columns and different people. */
public final class HorizontalLinear extends Labelled {
  static final String NAME = "horizontal-glm";

  public HorizontalLinear() {
    super(NAME, "HorizontalGLMModel");
  }

  @Override
  protected FittedLinear learning(JobFile job) {
    return new FittedLinear(job);
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
  public void checkTable(TrainSection train, SourceTable table) {
    GlmTable.check(train.section(GlmSection.class), table);
  }

  @Override
  public AlgorithmPlan plan(PlanInput plan) {
    GlmCost cost = new GlmCost(GlmSection.of(plan.job()), plan.profile().features().size());
    return new AlgorithmPlan(
        SumPlan.exchanges(plan, cost.words()), disclosure(plan.job()), List.of());
  }
}
