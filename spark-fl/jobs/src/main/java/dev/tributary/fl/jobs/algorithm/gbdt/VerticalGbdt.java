package dev.tributary.fl.jobs.algorithm.gbdt;

import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.algorithm.Algorithm;
import dev.tributary.fl.jobs.file.EvaluateSection;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.SplitSection;
import dev.tributary.fl.jobs.file.TrainSection;
import dev.tributary.fl.jobs.plan.AlgorithmPlan;
import dev.tributary.fl.jobs.plan.PlanInput;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.ModelUse;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Task;
import dev.tributary.protocol.FederationException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Gradient-boosted trees over parties with different columns of the same people. */
public final class VerticalGbdt implements Algorithm {
  @Override
  public String name() {
    return "vertical-gbdt";
  }

  @Override
  public Class<GbdtSection> section() {
    return GbdtSection.class;
  }

  @Override
  public void check(TrainSection train, SplitSection split, EvaluateSection evaluate) {
    boolean stops = train.section(GbdtSection.class).earlyStoppingRounds() > 0;
    if (stops && split.validation() == null) {
      throw FederationException.user(
          "train.early-stopping-rounds needs validation rows: give split.validation");
    }
  }

  @Override
  public void checkData(TrainSection train, TableSource data) {
    if (train.section(GbdtSection.class).treesPerRound() > 1 && !data.monotone().isEmpty()) {
      throw FederationException.user("data.monotone does not go with objective: multiclass");
    }
  }

  @Override
  public Task training(RunRequest request, Log log) {
    return new GbdtTraining(request);
  }

  @Override
  public Task scoring(RunRequest request, ModelUse model, Configuration hadoop, Log log) {
    return new GbdtScoring(request, model, hadoop, log);
  }

  @Override
  public List<String> results() {
    return List.of(ImportancesFile.NAME);
  }

  @Override
  public AlgorithmPlan plan(PlanInput plan) {
    return GbdtPlan.of(plan);
  }

  @Override
  public Disclosure disclosure(JobFile job) {
    return SplitDisclosure.of(job);
  }
}
