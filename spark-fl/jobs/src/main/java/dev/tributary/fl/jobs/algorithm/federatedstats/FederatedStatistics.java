package dev.tributary.fl.jobs.algorithm.federatedstats;

import dev.tributary.fl.horizontal.stats.StatsTerms;
import dev.tributary.fl.horizontal.stats.TableFigures.SumCost;
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
import dev.tributary.fl.jobs.report.SumDisclosure;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Task;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.Optional;

/** What the rows of all parties hold; trains nothing. */
public final class FederatedStatistics implements Unscored {
  private static final String NAME = "federated-stats";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Partition partition() {
    return Partition.HORIZONTAL;
  }

  @Override
  public Class<FederatedStatsSection> section() {
    return FederatedStatsSection.class;
  }

  @Override
  public void check(TrainSection train, SplitSection split, EvaluateSection evaluate) {
    if (split.tests() || split.validates()) {
      throw FederationException.user(
          "split means nothing to algorithm: %s, which describes all rows: leave it out", NAME);
    }
  }

  @Override
  public Optional<String> needsAll(SplitSection split) {
    return Optional.empty();
  }

  @Override
  public Task training(RunRequest request, Log log) {
    return new FederatedStatsRun(request, log);
  }

  @Override
  public FederationException refusal() {
    return Unscored.nothingTrained(NAME);
  }

  @Override
  public List<String> results() {
    return List.of();
  }

  @Override
  public AlgorithmPlan plan(PlanInput plan) {
    StatsTerms terms = plan.job().train().section(FederatedStatsSection.class).terms();
    SumCost most = SumCost.atMost(plan.profile().features().size(), terms);
    return new AlgorithmPlan(
        SumPlan.exchanges(plan, most.sums(), most.words()), disclosure(plan.job()), List.of());
  }

  @Override
  public Disclosure disclosure(JobFile job) {
    StatsTerms terms = job.train().section(FederatedStatsSection.class).terms();
    return SumDisclosure.of(
        job,
        List.of(
            "The names of every party's columns, and which are true or false.",
            "How many rows all parties have together, and of each column over all of them: missing"
                + " values, mean and standard deviation, and how many values lie in which octave"
                + " (from a power of two to the next), in octaves of quantiles in 256ths of one"
                + (terms.correlations() == StatsTerms.Correlations.NONE
                    ? "."
                    : "; of each pair of columns their correlation and how many rows have both."),
            "These totals reach every party's software whole; reports show none that rests on fewer"
                + " than "
                + terms.leastCount()
                + " values (least-count).",
            "Less one's own part, a total is that of all others together: with few parties, or when"
                + " several put theirs together, it tells more of the remaining ones.",
            "Nothing of a single row, and no figure of one other party by itself."));
  }
}
