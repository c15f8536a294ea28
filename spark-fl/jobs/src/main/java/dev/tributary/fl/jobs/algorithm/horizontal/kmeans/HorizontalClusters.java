package dev.tributary.fl.jobs.algorithm.horizontal.kmeans;

import dev.tributary.fl.horizontal.exact.WideTotals;
import dev.tributary.fl.horizontal.kmeans.KMeansParameters;
import dev.tributary.fl.horizontal.kmeans.KMeansPrivacy;
import dev.tributary.fl.horizontal.moments.JointMoments;
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
import dev.tributary.fl.jobs.plan.PlanText;
import dev.tributary.fl.jobs.plan.SumPlan;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.report.SumDisclosure;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Task;
import dev.tributary.fl.spark.horizontal.kmeans.HorizontalKMeans;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Groups of rows of all parties that lie close together. */
public final class HorizontalClusters extends Unlabelled {
  static final String NAME = HorizontalKMeans.ALGORITHM;

  public HorizontalClusters() {
    super(NAME, "HorizontalKMeansModel");
  }

  @Override
  public Class<KMeansSection> section() {
    return KMeansSection.class;
  }

  @Override
  public Pattern ownPredictions() {
    return Pattern.compile(FoundClusters.COLUMN);
  }

  @Override
  public void checkPrivacy(TrainSection train, SplitSection split, PrivacySection privacy) {
    RunPrivacy.requireNoSteps(privacy, NAME);
    KMeansSection section = train.section(KMeansSection.class);
    if (!section.standardize()) {
      throw FederationException.user(
          "standardize must be true with privacy: how long a row may be is said in deviations");
    }
    if (!section.tolerance().equals(KMeansParameters.TOLERANCE.preset())) {
      throw FederationException.user(
          "tolerance must be left out with privacy: as many steps are taken as iterations says");
    }
    if (!section.leastCount().equals(KMeansParameters.LEAST_COUNT.preset())) {
      throw FederationException.user(
          "least-count must be left out with privacy: what is of few rows is hidden by noise");
    }
  }

  @Override
  public Task training(RunRequest request, Log log) {
    return new UnlabelledRun<>(request, log, new FoundClusters(request.job()));
  }

  @Override
  public AlgorithmPlan plan(PlanInput plan) {
    if (plan.job().privacy() != null) {
      PrivacyPlan opened =
          new KMeansPrivacy(RunPrivacy.ANY, RunPrivacy.AMONG_TWO, 1)
              .plan(KMeansSection.of(plan.job()).settings(), plan.profile().features().size());
      return new AlgorithmPlan(
          SumPlan.exchanges(plan, 1 + opened.sums(), 1 + opened.words()),
          disclosure(plan.job()),
          List.of());
    }
    return new AlgorithmPlan(
        SumPlan.exchanges(plan, size(plan)), disclosure(plan.job()), List.of());
  }

  private static String size(PlanInput plan) {
    KMeansSection section = KMeansSection.of(plan.job());
    int features = plan.profile().features().size();
    long moments = 1L + WideTotals.words(1 + features) + WideTotals.words(features);
    long cuts = (section.clusters() - 1L) * (1 + 2L * features);
    long step = section.clusters() + 1 + (long) section.clusters() * features;
    long steps = section.iterations() + 1L;
    long words = moments + cuts + steps * step;
    return String.format(
        Locale.ROOT,
        "%s in %d sums of %,d words, if all %d steps are taken; a cut for the first centres that"
            + " leaves too few rows on one side is tried at up to two more columns, a word each",
        PlanText.size(Long.BYTES * (double) words),
        JointMoments.SUMS + 2 * (section.clusters() - 1) + 2 * steps,
        words,
        section.iterations());
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
            "rows together: how many they are, and how many are in every range of every column.",
            "rows in every part into which they are cut for the first centres, and at every step in"
                + " every cluster: how many they are and their sums, of the parts their squares too;"
                + " in the end the squared distances. Rows that are longer than "
                + job.privacy().clip()
                + " times a usual one are shortened."));
  }

  private static Disclosure withoutNoise(JobFile job) {
    return SumDisclosure.of(
        job,
        List.of(
            "The names of every party's columns, and which are true or false.",
            "How many rows all parties have together, and the mean and the standard deviation of"
                + " every column over them.",
            "Of every part into which the rows are cut for the first centres: how many rows it has"
                + " and, with at least "
                + KMeansSection.of(job).leastCount()
                + " (least-count), mean and deviation of every column.",
            "At every iteration how many rows are nearest to each centre, the mean of every column"
                + " over those where they, and all rows of which no mean is told, are at least as"
                + " many, and the squared distances of all rows together.",
            "What two iterations tell apart may be a single row that changed from one cluster to"
                + " another: its values are then the difference of two totals, less what other rows"
                + " that changed add.",
            "Less one's own part, a total is that of all others together: with few parties, or when"
                + " several put theirs together, it tells more of the remaining ones."));
  }
}
