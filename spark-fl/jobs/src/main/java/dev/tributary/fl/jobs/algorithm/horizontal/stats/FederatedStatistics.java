package dev.tributary.fl.jobs.algorithm.horizontal.stats;

import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TableSource;
import dev.tributary.connectors.cells.ColumnProfile;
import dev.tributary.fl.horizontal.privacy.PrivacyParameters;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.horizontal.stats.JointFigures;
import dev.tributary.fl.horizontal.stats.StatsPrivacy;
import dev.tributary.fl.horizontal.stats.StatsTerms;
import dev.tributary.fl.horizontal.stats.TableFigures.SumCost;
import dev.tributary.fl.jobs.algorithm.Unscored;
import dev.tributary.fl.jobs.algorithm.UnusedKeys;
import dev.tributary.fl.jobs.algorithm.horizontal.RunPrivacy;
import dev.tributary.fl.jobs.file.EvaluateSection;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Partition;
import dev.tributary.fl.jobs.file.PrivacySection;
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
import dev.tributary.fl.spark.horizontal.stats.FederatedStats;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.Optional;

/** What the rows of all parties hold; trains nothing. */
public final class FederatedStatistics implements Unscored {
  private static final String NAME = FederatedStats.ALGORITHM;

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
  public void checkPrivacy(TrainSection train, SplitSection split, PrivacySection privacy) {
    RunPrivacy.requireNoSteps(privacy, NAME);
    FederatedStatsSection section = train.section(FederatedStatsSection.class);
    if (!section.leastCount().equals(StatsTerms.LEAST_COUNT.preset())) {
      throw FederationException.user(
          "least-count must be left out with privacy: what is of few rows is hidden by noise");
    }
    if (!section.correlations() && !privacy.clip().equals(PrivacyParameters.CLIP.preset())) {
      throw FederationException.user(
          "privacy.clip must be left out without train.correlations: for counts no row is shortened");
    }
  }

  @Override
  public Optional<String> needsAll(TrainSection train, SplitSection split, boolean noise) {
    return Optional.empty();
  }

  @Override
  public boolean followsFromTotals() {
    return true;
  }

  @Override
  public boolean endsAfterATotal() {
    return true;
  }

  @Override
  public void checkData(TrainSection train, TableSource data) {
    UnusedKeys.refuse(NAME, data);
  }

  @Override
  public void checkTable(TrainSection train, SourceTable table) {
    JointFigures.requireFewEnough(
        table.features().size(), train.section(FederatedStatsSection.class).terms());
    table.features().forEach(name -> requireFinite(table.profile().column(name)));
  }

  private static void requireFinite(ColumnProfile column) {
    if (Double.isInfinite(column.least()) || Double.isInfinite(column.most())) {
      throw FederationException.user(
          "column '%s' has infinite values, which have no mean: correct them, name them in"
              + " data.missing, or leave the column out with data.exclude",
          column.name());
    }
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
    SumCost most = cost(plan.job(), plan.profile().features().size());
    return new AlgorithmPlan(
        SumPlan.exchanges(plan, most.sums(), most.words()), disclosure(plan.job()), List.of());
  }

  private static SumCost cost(JobFile job, int columns) {
    StatsTerms terms = job.train().section(FederatedStatsSection.class).terms();
    if (job.privacy() == null) {
      return SumCost.atMost(columns, terms);
    }
    PrivacyPlan opened =
        new StatsPrivacy(RunPrivacy.ANY, RunPrivacy.AMONG_TWO, 1)
            .plan(columns, terms.correlations());
    return new SumCost(1 + opened.sums(), 1 + opened.words());
  }

  @Override
  public Disclosure disclosure(JobFile job) {
    StatsTerms terms = job.train().section(FederatedStatsSection.class).terms();
    return job.privacy() == null ? withoutNoise(job, terms) : withNoise(job, terms);
  }

  private static Disclosure withNoise(JobFile job, StatsTerms terms) {
    boolean pairs = terms.correlations() != StatsTerms.Correlations.NONE;
    return SumDisclosure.withNoise(
        job,
        "The names of every party's columns, and which are true or false",
        List.of(
            "rows together: how many they are, and of each column how many values are missing and"
                + " how many lie in each of 69 ranges, and then, twice, of up to 128, the narrower"
                + " the more values are in them"
                + (pairs
                    ? "; and the sums of the products of every pair of columns, rows that are longer"
                        + " than "
                        + job.privacy().clip()
                        + " times a usual one shortened."
                    : ".")));
  }

  private static Disclosure withoutNoise(JobFile job, StatsTerms terms) {
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
            "Where one value is far larger than all others of its column, the total nearly is that"
                + " value: mean times rows tells it. Totals of two runs over nearly the same rows"
                + " tell, less each other, the rows in which they differ.",
            "No figure of one other party by itself."));
  }
}
