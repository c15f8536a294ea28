package dev.tributary.fl.jobs.algorithm.horizontal.glm;

import dev.tributary.connectors.SourceTable;
import dev.tributary.fl.horizontal.glm.GlmParameters;
import dev.tributary.fl.jobs.algorithm.horizontal.RunPrivacy;
import dev.tributary.fl.jobs.algorithm.horizontal.labelled.EveryRow;
import dev.tributary.fl.jobs.algorithm.horizontal.labelled.Labelled;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PrivacySection;
import dev.tributary.fl.jobs.file.SplitSection;
import dev.tributary.fl.jobs.file.TrainSection;
import dev.tributary.fl.jobs.plan.AlgorithmPlan;
import dev.tributary.fl.jobs.plan.PlanInput;
import dev.tributary.fl.jobs.plan.SumPlan;
import dev.tributary.fl.spark.horizontal.glm.HorizontalGLM;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.Optional;

/** One linear model over parties with the same columns and different people. */
public final class HorizontalLinear extends Labelled {
  static final String NAME = HorizontalGLM.ALGORITHM;

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
  public Optional<String> needsAll(TrainSection train, SplitSection split, boolean noise) {
    if (train.section(GlmSection.class).objective().tellsMoments() && !noise) {
      return Optional.of(
          "under squared error the totals of those left would show how many rows a lost party had,"
              + " and their means");
    }
    return split.tests() || split.validates()
        ? Optional.empty()
        : Optional.of(
            "without test rows the model is judged on those that trained it, which are not summed"
                + " again over fewer parties; set some aside with split");
  }

  @Override
  public void checkPrivacy(TrainSection train, SplitSection split, PrivacySection privacy) {
    GlmSection section = train.section(GlmSection.class);
    if (section.l1Share() > 0) {
      throw FederationException.user(
          "l1-share must be left out with privacy: steps with noise leave no coefficient at 0");
    }
    if (section.iterations() < 1) {
      throw FederationException.user("iterations must be 1 or more with privacy: all are taken");
    }
    if (!section.tolerance().equals(GlmParameters.TOLERANCE.preset())) {
      throw FederationException.user(
          "tolerance must be left out with privacy: as many steps are taken as iterations says");
    }
    RunPrivacy.requireRowsToJudge(split);
  }

  @Override
  public boolean takesOffset() {
    return true;
  }

  @Override
  public void checkTable(TrainSection train, SourceTable table) {
    EveryRow.check(
        table, "which a linear model has no term for", train.section(GlmSection.class).objective());
  }

  @Override
  public AlgorithmPlan plan(PlanInput plan) {
    GlmCost cost = new GlmCost(GlmSection.of(plan.job()), plan.profile().features().size());
    String words = plan.job().privacy() == null ? cost.words() : cost.wordsWithPrivacy();
    return new AlgorithmPlan(SumPlan.exchanges(plan, words), disclosure(plan.job()), List.of());
  }
}
