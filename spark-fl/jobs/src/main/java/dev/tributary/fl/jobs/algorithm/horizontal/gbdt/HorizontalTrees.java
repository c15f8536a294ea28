package dev.tributary.fl.jobs.algorithm.horizontal.gbdt;

import dev.tributary.connectors.SourceTable;
import dev.tributary.fl.horizontal.gbdt.BoostingPrivacy;
import dev.tributary.fl.horizontal.gbdt.RowRules;
import dev.tributary.fl.jobs.algorithm.horizontal.RunPrivacy;
import dev.tributary.fl.jobs.algorithm.horizontal.labelled.Labelled;
import dev.tributary.fl.jobs.data.EveryCell;
import dev.tributary.fl.jobs.file.EvaluateSection;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PrivacySection;
import dev.tributary.fl.jobs.file.SplitSection;
import dev.tributary.fl.jobs.file.TrainSection;
import dev.tributary.fl.jobs.plan.AlgorithmPlan;
import dev.tributary.fl.jobs.plan.PlanInput;
import dev.tributary.fl.jobs.plan.SumPlan;
import dev.tributary.fl.spark.horizontal.gbdt.HorizontalGBT;
import dev.tributary.protocol.FederationException;

/** Boosted trees over parties with the same columns and different people. */
public final class HorizontalTrees extends Labelled {
  static final String NAME = HorizontalGBT.ALGORITHM;

  public HorizontalTrees() {
    super(NAME, "HorizontalGBTModel");
  }

  @Override
  protected GrownTrees learning(JobFile job) {
    return new GrownTrees(job);
  }

  @Override
  public Class<BoostingSection> section() {
    return BoostingSection.class;
  }

  @Override
  public void check(TrainSection train, SplitSection split, EvaluateSection evaluate) {
    if (train.section(BoostingSection.class).stopsByValidation() && !split.validates()) {
      throw FederationException.user(
          "train.early-stopping-rounds needs validation rows: give split.validation");
    }
  }

  @Override
  public void checkPrivacy(TrainSection train, SplitSection split, PrivacySection privacy) {
    RunPrivacy.requireNoSteps(privacy, NAME);
    RunPrivacy.requireRowsToJudge(split);
    BoostingPrivacy.check(train.section(BoostingSection.class).settings());
  }

  @Override
  public void checkTable(TrainSection train, SourceTable table) {
    EveryCell.requireFinite(table);
    EveryCell.requireSummableLabels(table, RowRules.LARGEST_LABEL);
  }

  @Override
  public AlgorithmPlan plan(PlanInput plan) {
    BoostingSums cost =
        new BoostingSums(BoostingSection.of(plan.job()), plan.profile().features().size());
    String words = plan.job().privacy() == null ? cost.words() : cost.wordsWithPrivacy();
    return new AlgorithmPlan(
        SumPlan.exchanges(plan, words),
        disclosure(plan.job()),
        RunPrivacy.idleRows(plan.job()).stream().toList());
  }
}
