package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.plan.AlgorithmPlan;
import dev.tributary.fl.jobs.plan.PlanInput;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.ModelUse;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Task;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Gradient-boosted trees over parties with different columns of the same people. */
public final class VerticalGbdt extends SharedTrees {
  @Override
  public String name() {
    return "vertical-gbdt";
  }

  @Override
  public Task training(RunRequest request, Log log) {
    return new GbdtTraining(request, VerticalGbdt::run);
  }

  private static void run(RunContext run, ResultFolder out) {
    if (run.session().isLabelParty()) {
      LabelSide.run(run, out);
    } else {
      FeatureSide.run(run, out);
    }
  }

  @Override
  public Task scoring(RunRequest request, ModelUse model, Configuration hadoop, Log log) {
    return new GbdtScoring(request, model, hadoop, log, List::of);
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
