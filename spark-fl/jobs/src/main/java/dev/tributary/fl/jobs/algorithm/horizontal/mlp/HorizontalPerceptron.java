package dev.tributary.fl.jobs.algorithm.horizontal.mlp;

import dev.tributary.connectors.SourceTable;
import dev.tributary.fl.horizontal.mlp.HorizontalMlp;
import dev.tributary.fl.horizontal.mlp.MlpParameters;
import dev.tributary.fl.horizontal.mlp.MlpPrivacy;
import dev.tributary.fl.jobs.algorithm.horizontal.RunPrivacy;
import dev.tributary.fl.jobs.algorithm.horizontal.labelled.EveryRow;
import dev.tributary.fl.jobs.algorithm.horizontal.labelled.Labelled;
import dev.tributary.fl.jobs.file.EvaluateSection;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PrivacySection;
import dev.tributary.fl.jobs.file.SplitSection;
import dev.tributary.fl.jobs.file.TrainSection;
import dev.tributary.fl.jobs.plan.AlgorithmPlan;
import dev.tributary.fl.jobs.plan.PlanInput;
import dev.tributary.fl.jobs.plan.SumPlan;
import dev.tributary.fl.spark.horizontal.mlp.HorizontalMLP;
import dev.tributary.protocol.FederationException;
import java.util.Optional;

/** One multilayer perceptron over parties with the same columns and different people. */
public final class HorizontalPerceptron extends Labelled {
  static final String NAME = HorizontalMLP.ALGORITHM;

  public HorizontalPerceptron() {
    super(NAME, "HorizontalMLPModel");
  }

  @Override
  protected TrainedPerceptron learning(JobFile job) {
    return new TrainedPerceptron(job);
  }

  @Override
  public Class<MlpSection> section() {
    return MlpSection.class;
  }

  @Override
  public Optional<String> needsAll(TrainSection train, SplitSection split, boolean noise) {
    if (train.section(MlpSection.class).settings().tellsMoments() && !noise) {
      return Optional.of(
          "without hidden layers under squared error the totals of those left would show how many"
              + " rows a lost party had, and their means");
    }
    return split.tests()
        ? Optional.empty()
        : Optional.of(
            "without test rows the model is judged on those that trained or validated it, which are"
                + " not summed again over fewer parties; set some aside with split");
  }

  @Override
  public void check(TrainSection train, SplitSection split, EvaluateSection evaluate) {
    if (train.section(MlpSection.class).stopsByValidation() && !split.validates()) {
      throw FederationException.user(
          "train.early-stopping-rounds needs validation rows: give split.validation");
    }
  }

  @Override
  public void checkPrivacy(TrainSection train, SplitSection split, PrivacySection privacy) {
    RunPrivacy.requireRowsToJudge(split);
    MlpSection section = train.section(MlpSection.class);
    if (!section.learningRate().equals(MlpParameters.LEARNING_RATE.preset())) {
      throw FederationException.user(
          "train.learning-rate must be left out with privacy: privacy.learning-rate is that of its"
              + " steps");
    }
    if (!MlpParameters.LEARNING_RATE.range().contains(privacy.learningRate())) {
      throw FederationException.user(
          "privacy.learning-rate of algorithm: %s must be %s. Provided value: %s",
          NAME, MlpParameters.LEARNING_RATE.range().words(), privacy.learningRate());
    }
    MlpPrivacy.check(section.settings());
  }

  @Override
  public void checkTable(TrainSection train, SourceTable table) {
    MlpSection section = train.section(MlpSection.class);
    EveryRow.check(table, "which a perceptron has no input for", section.fitted().labels());
    HorizontalMlp.requireRoom(table.features().size(), section.fitted(), section.hidden());
  }

  @Override
  public AlgorithmPlan plan(PlanInput plan) {
    MlpCost cost = new MlpCost(MlpSection.of(plan.job()), plan.profile().features().size());
    String words = plan.job().privacy() == null ? cost.words() : cost.wordsWithPrivacy();
    return new AlgorithmPlan(
        SumPlan.exchanges(plan, words),
        disclosure(plan.job()),
        RunPrivacy.idleRows(plan.job()).stream().toList());
  }
}
