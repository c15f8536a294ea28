package dev.tributary.fl.jobs.algorithm.horizontal.pca;

import dev.tributary.connectors.SourceTable;
import dev.tributary.fl.horizontal.exact.WideTotals;
import dev.tributary.fl.horizontal.pca.JointCovariance;
import dev.tributary.fl.horizontal.pca.PcaPrivacy;
import dev.tributary.fl.horizontal.privacy.PrivacyPlan;
import dev.tributary.fl.jobs.algorithm.horizontal.RunPrivacy;
import dev.tributary.fl.jobs.algorithm.horizontal.unlabelled.Unlabelled;
import dev.tributary.fl.jobs.algorithm.horizontal.unlabelled.UnlabelledRun;
import dev.tributary.fl.jobs.file.JobFile;
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
import dev.tributary.fl.spark.horizontal.pca.HorizontalPCA;
import dev.tributary.fl.spark.horizontal.pca.PcaParams;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.regex.Pattern;

/** Directions in which the rows of all parties vary most. */
public final class HorizontalComponents extends Unlabelled {
  static final String NAME = HorizontalPCA.ALGORITHM;

  public HorizontalComponents() {
    super(NAME, "HorizontalPCAModel");
  }

  @Override
  public Class<PcaSection> section() {
    return PcaSection.class;
  }

  @Override
  public Pattern ownPredictions() {
    return Pattern.compile(FoundComponents.COLUMN + "[0-9]+");
  }

  @Override
  public void checkTable(TrainSection train, SourceTable table) {
    super.checkTable(train, table);
    int columns = table.features().size();
    JointCovariance.requireFewEnough(columns);
    int components = train.section(PcaSection.class).components();
    if (components > columns) {
      throw FederationException.user(
          "%d columns have no more than %d components: set train.components. Provided value: %d",
          columns, columns, components);
    }
  }

  @Override
  public void checkPrivacy(TrainSection train, SplitSection split, PrivacySection privacy) {
    RunPrivacy.requireNoSteps(privacy, NAME);
    if (!train.section(PcaSection.class).leastCount().equals(PcaParams.LEAST_COUNT.preset())) {
      throw FederationException.user(
          "least-count must be left out with privacy: what is of few rows is hidden by noise");
    }
  }

  @Override
  public Task training(RunRequest request, Log log) {
    return new UnlabelledRun<>(request, log, new FoundComponents(request.job()));
  }

  @Override
  public AlgorithmPlan plan(PlanInput plan) {
    int features = plan.profile().features().size();
    if (plan.job().privacy() != null) {
      PrivacyPlan opened = new PcaPrivacy(RunPrivacy.ANY, RunPrivacy.AMONG_TWO, 1).plan(features);
      return new AlgorithmPlan(
          SumPlan.exchanges(plan, 1 + opened.sums(), 1 + opened.words()),
          disclosure(plan.job()),
          List.of());
    }
    long words = 1L + WideTotals.words(1 + features) + WideTotals.words(features);
    words += (long) features * (features - 1) / 2;
    return new AlgorithmPlan(
        SumPlan.exchanges(plan, JointCovariance.SUMS, words), disclosure(plan.job()), List.of());
  }

  @Override
  public Disclosure disclosure(JobFile job) {
    return job.privacy() == null ? withoutNoise(job) : withNoise(job);
  }

  private static Disclosure withNoise(JobFile job) {
    return SumDisclosure.withNoise(
        job,
        "The names of every party's columns, and which are true or false",
        List.of(
            "rows together: how many they are, how many are in every range of every column, and the"
                + " sums of the products of every pair of columns, rows that are longer than "
                + job.privacy().clip()
                + " times a usual one shortened."));
  }

  private static Disclosure withoutNoise(JobFile job) {
    return SumDisclosure.of(
        job,
        List.of(
            "The names of every party's columns, and which are true or false.",
            "How many rows all parties have together, the mean and the standard deviation of every"
                + " column over them, and the correlation of every pair; nothing of it where they"
                + " have fewer than "
                + PcaSection.of(job).leastCount()
                + " rows in all (least-count).",
            "Less one's own part, a total is that of all others together: with few parties, or when"
                + " several put theirs together, it tells more of the remaining ones.",
            "Where one value is far larger than all others of its column, the total nearly is that"
                + " value: mean times rows tells it. Totals of two runs over nearly the same rows"
                + " tell, less each other, the rows in which they differ.",
            "No figure of one other party by itself."));
  }
}
