package dev.tributary.fl.jobs.algorithm.horizontal.gbdt;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import dev.tributary.fl.horizontal.gbdt.BoostingFit;
import dev.tributary.fl.jobs.algorithm.TreesInWords;
import dev.tributary.fl.jobs.algorithm.horizontal.RunPrivacy;
import dev.tributary.fl.jobs.algorithm.horizontal.labelled.Learning;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.report.Html;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.fl.jobs.split.SplitInWords;
import dev.tributary.fl.spark.horizontal.gbdt.BoostingSetters;
import dev.tributary.fl.spark.horizontal.gbdt.HorizontalGBT;
import dev.tributary.fl.spark.horizontal.gbdt.HorizontalGBTModel;
import dev.tributary.fl.training.RoundReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * Boosted trees. {@code fit} in {@code metrics.json} has the training {@code rows} and the {@code
 * validation-rows} of all, {@code rounds} that took place, those {@code kept}, and the {@code
 * training-loss} and, where rows validate, {@code validation-loss} after the last of these; with
 * privacy no losses, and the {@code privacy} that was spent.
 */
record GrownTrees(JobFile job) implements Learning<HorizontalGBTModel> {
  @Override
  public HorizontalGBT stage(RunContext run, List<String> features) {
    HorizontalGBT stage = alone(run, features);
    RunPrivacy.ask(stage, job);
    return stage;
  }

  /** Nothing of a party's own model leaves it, so no noise is added to it. */
  @Override
  public HorizontalGBT alone(RunContext run, List<String> features) {
    HorizontalGBT stage =
        new HorizontalGBT()
            .setFeatureCols(features.toArray(String[]::new))
            .setLabelCol(run.source().source().label())
            .setSamplingSecret(run.sampling());
    grow(stage, BoostingSection.of(job));
    if (run.source().source().weight() != null) {
      stage.setWeightCol(run.source().source().weight());
    }
    if (job.split().validates()) {
      stage.setValidationIndicatorCol(SplitDraw.VALIDATION);
    }
    return stage;
  }

  /** Sets what the job says of trees. */
  static void grow(BoostingSetters<?> stage, BoostingSection train) {
    stage.setObjective(train.objectiveName());
    if (train.classes() != null) {
      stage.setNumClasses(train.classes());
    }
    stage.setMaxIter(train.trees());
    stage.setMaxDepth(train.depth());
    stage.setStepSize(train.learningRate());
    stage.setMaxBins(train.bins());
    stage.setMinSideCount(train.minSideCount());
    stage.setRegParam(train.lambda());
    stage.setL1RegParam(train.alpha());
    stage.setMinInfoGain(train.gamma());
    stage.setMinChildWeight(train.minChildWeight());
    stage.setScalePosWeight(train.scalePosWeight());
    stage.setSubsamplingRate(train.rowSample());
    stage.setFeatureSubsetRate(train.columnSample());
    stage.setEarlyStoppingRounds(train.earlyStoppingRounds());
    stage.setSeed(train.seed());
  }

  /** Rows that validate are among them, marked. */
  @Override
  public Column training() {
    return not(col(SplitDraw.TEST));
  }

  @Override
  public void tell(RunContext run, HorizontalGBTModel joint) {
    BoostingFit fit = fit(joint);
    RunPrivacy.idleRows(job).ifPresent(w -> run.log().line("warning: " + w));
    run.log()
        .line(
            String.format(
                Locale.ROOT,
                "%s%,d training rows of all parties: %d rounds, %d kept, %d sums",
                about(),
                fit.rows(),
                fit.rounds().size(),
                fit.model().rounds().size(),
                fit.sums()));
  }

  /** What noise makes of the number of rows. */
  private String about() {
    return job.privacy() == null ? "" : "about ";
  }

  @Override
  public String title() {
    return "boosted trees";
  }

  @Override
  public Map<String, Object> metrics(HorizontalGBTModel joint) {
    BoostingFit fit = fit(joint);
    int kept = fit.model().rounds().size();
    RoundReport last = fit.rounds().get(kept - 1);
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("rows", fit.rows());
    if (job.privacy() != null) {
      section.put("rounds", fit.rounds().size());
      section.put("kept", kept);
      section.put("privacy", RunPrivacy.spent(joint.manifest()));
      return section;
    }
    section.put("validation-rows", fit.validation());
    section.put("rounds", fit.rounds().size());
    section.put("kept", kept);
    section.put("training-loss", last.trainingLoss());
    if (fit.validation() > 0) {
      section.put("validation-loss", last.validationLoss());
    }
    return section;
  }

  @Override
  public String rows(RunContext run, HorizontalGBTModel joint) {
    BoostingFit fit = fit(joint);
    return "Trained on "
        + about()
        + "<b>"
        + Html.count(fit.rows())
        + "</b> rows at "
        + run.session().parties().size()
        + " parties"
        + (fit.validation() > 0
            ? ", with " + Html.count(fit.validation()) + " rows to validate."
            : ".");
  }

  @Override
  public String length(HorizontalGBTModel joint) {
    return fit(joint).rounds().size()
        + " rounds, of which the model has "
        + fit(joint).model().rounds().size();
  }

  @Override
  public String columnsTitle() {
    return "What the columns brought";
  }

  @Override
  public String columns(HorizontalGBTModel joint, Optional<HorizontalGBTModel> solo) {
    return GainTable.html(joint.boostedModel(), solo.map(HorizontalGBTModel::boostedModel));
  }

  /** All are in the manifest. */
  @Override
  public Map<String, String> settings() {
    return Map.of();
  }

  @Override
  public Map<String, String> inWords() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("Model", "gradient boosted trees over the rows of all parties");
    words.putAll(TreesInWords.of(BoostingSection.of(job)));
    words.put("Rows", SplitInWords.of(job.split()));
    if (job.privacy() != null) {
      BoostingSection train = BoostingSection.of(job);
      words.put(
          "Columns", "cut into at most " + train.bins() + " value bins, by counts with noise");
      words.put("Splits", "drawn at random from the cuts, with seed " + train.seed());
      words.put(
          "Held back by",
          "L2 penalty "
              + train.lambda()
              + ", L1 penalty "
              + train.alpha()
              + ", and the deviation of the noise, which counts as so much more weight in every"
              + " leaf");
      words.remove("Sampling");
      words.put("Noise", job.privacy().words());
    }
    return words;
  }

  @Override
  public String againstOverfitting() {
    BoostingSection train = BoostingSection.of(job);
    return job.privacy() == null
        ? TreesInWords.againstOverfitting(train, job.split().validates())
        : "a smaller train.depth (now " + train.depth() + "), or a smaller train.learning-rate";
  }

  @Override
  public Disclosure disclosure() {
    return BoostingDisclosure.of(job);
  }

  private static BoostingFit fit(HorizontalGBTModel joint) {
    return joint.summary().orElseThrow();
  }
}
