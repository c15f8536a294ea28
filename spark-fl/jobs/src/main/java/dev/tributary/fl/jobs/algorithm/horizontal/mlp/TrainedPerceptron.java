package dev.tributary.fl.jobs.algorithm.horizontal.mlp;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import dev.tributary.fl.horizontal.mlp.MlpFit;
import dev.tributary.fl.jobs.algorithm.horizontal.RunPrivacy;
import dev.tributary.fl.jobs.algorithm.horizontal.labelled.Learning;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.report.Html;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.fl.jobs.split.SplitInWords;
import dev.tributary.fl.spark.horizontal.mlp.HorizontalMLP;
import dev.tributary.fl.spark.horizontal.mlp.HorizontalMLPModel;
import dev.tributary.fl.spark.horizontal.mlp.MlpSetters;
import dev.tributary.fl.training.RoundReport;
import dev.tributary.protocol.PartyId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;

/**
 * A perceptron. {@code fit} in {@code metrics.json} has the training {@code rows} and the {@code
 * validation-rows} of all that began, the {@code parties} whose rows are in the last round, {@code
 * rounds} that took place, those {@code kept}, why it {@code ended}, and the {@code training-loss}
 * and, where rows validate, {@code validation-loss} after the last of these; with privacy no
 * losses, and the {@code privacy} that was spent.
 */
record TrainedPerceptron(JobFile job) implements Learning<HorizontalMLPModel> {
  @Override
  public HorizontalMLP stage(RunContext run, List<String> features) {
    HorizontalMLP stage = alone(run, features);
    if (job.privacy() != null) {
      RunPrivacy.ask(stage, job);
      stage
          .setMinParties(job.sum().fewest(run.session().parties().size()))
          .setStepSize(job.privacy().learningRate());
    }
    return stage;
  }

  /** Nothing of a party's own model leaves it, so no noise is added to it. */
  @Override
  public HorizontalMLP alone(RunContext run, List<String> features) {
    HorizontalMLP stage =
        new HorizontalMLP()
            .setFeatureCols(features.toArray(String[]::new))
            .setLabelCol(run.source().source().label());
    train(stage, MlpSection.of(job));
    if (run.source().source().weight() != null) {
      stage.setWeightCol(run.source().source().weight());
    }
    if (job.split().validates()) {
      stage.setValidationIndicatorCol(SplitDraw.VALIDATION);
    }
    return stage;
  }

  /** Sets what the job says of network and training. */
  static void train(MlpSetters<?> stage, MlpSection train) {
    stage.setObjective(train.objectiveName());
    if (train.classes() != null) {
      stage.setNumClasses(train.classes());
    }
    stage.setHiddenLayers(train.hidden().stream().mapToInt(Integer::intValue).toArray());
    stage.setActivation(train.activationName());
    stage.setMaxIter(train.rounds());
    stage.setLocalEpochs(train.localEpochs());
    stage.setBatchSize(train.batch());
    stage.setStepSize(train.learningRate());
    stage.setRegParam(train.penalty());
    stage.setAggregate(train.aggregateName());
    if (train.proximal() != null) {
      stage.setProximalParam(train.proximal());
    }
    stage.setServerStepSize(train.serverLearningRate());
    stage.setEarlyStoppingRounds(train.earlyStoppingRounds());
    stage.setShardRows(train.shardRows());
    stage.setSeed(train.seed());
  }

  /** Rows that validate are among them, marked. */
  @Override
  public Column training() {
    return not(col(SplitDraw.TEST));
  }

  @Override
  public void tell(RunContext run, HorizontalMLPModel joint) {
    MlpFit fit = fit(joint);
    RunPrivacy.idleRows(job).ifPresent(w -> run.log().line("warning: " + w));
    run.log()
        .line(
            String.format(
                Locale.ROOT,
                "%s%,d training rows of all parties: %d rounds, %d kept, %d sums",
                about(),
                fit.moments().rows(),
                fit.rounds().size(),
                fit.kept(),
                fit.sums()));
    if (fit.parties().size() < run.session().parties().size()) {
      run.log()
          .line(
              "warning: the last rounds are of the rows of "
                  + names(fit)
                  + ", who were left; scale and step stay those of all"
                  + (job.privacy() == null
                      ? ", and losses after a party was lost are of the others' rows over the weight"
                          + " of all"
                      : ""));
    }
  }

  /** What noise makes of the number of rows. */
  private String about() {
    return job.privacy() == null ? "" : "about ";
  }

  @Override
  public String title() {
    return "perceptron";
  }

  @Override
  public Map<String, Object> metrics(HorizontalMLPModel joint) {
    MlpFit fit = fit(joint);
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("rows", fit.moments().rows());
    if (job.privacy() == null) {
      section.put("validation-rows", fit.validation());
    }
    section.put("parties", fit.parties().stream().map(PartyId::name).toList());
    section.put("rounds", fit.rounds().size());
    section.put("kept", fit.kept());
    section.put("ended", fit.end().name().toLowerCase(Locale.ROOT));
    if (job.privacy() != null) {
      section.put("privacy", RunPrivacy.spent(joint.manifest()));
    } else if (fit.kept() > 0) {
      RoundReport last = fit.rounds().get(fit.kept() - 1);
      section.put("training-loss", last.trainingLoss());
      if (!Double.isNaN(last.validationLoss())) {
        section.put("validation-loss", last.validationLoss());
      }
    }
    return section;
  }

  @Override
  public String rows(RunContext run, HorizontalMLPModel joint) {
    MlpFit fit = fit(joint);
    int all = run.session().parties().size();
    return "Trained on "
        + about()
        + "<b>"
        + Html.count(fit.moments().rows())
        + "</b> rows at "
        + all
        + " parties"
        + (fit.validation() > 0
            ? ", with " + Html.count(fit.validation()) + " rows to validate."
            : ".")
        + (fit.parties().size() == all
            ? ""
            : " In the last rounds <b>" + Html.text(names(fit)) + "</b> were left.");
  }

  @Override
  public String length(HorizontalMLPModel joint) {
    return fit(joint).rounds().size() + " rounds, of which the model has " + fit(joint).kept();
  }

  @Override
  public String columnsTitle() {
    return "What the first layer makes of the columns";
  }

  @Override
  public String columns(HorizontalMLPModel joint, Optional<HorizontalMLPModel> solo) {
    return FirstLayerTable.html(joint.perceptron(), solo.map(HorizontalMLPModel::perceptron));
  }

  /** All are in the manifest. */
  @Override
  public Map<String, String> settings() {
    return Map.of();
  }

  @Override
  public Map<String, String> inWords() {
    MlpSection train = MlpSection.of(job);
    Map<String, String> words = new LinkedHashMap<>();
    words.put(
        "Model", "a perceptron trained by all parties at the same time, each on its own rows");
    words.put("It predicts", train.objective().predicts());
    words.put(
        "Network",
        train.hidden().isEmpty()
            ? "no hidden layer"
            : "hidden layers of "
                + train.hidden().stream().map(String::valueOf).collect(Collectors.joining(", "))
                + " units, "
                + train.activationName());
    words.put(
        "Training",
        "at most "
            + Html.count(train.rounds())
            + " rounds; in each, every party goes "
            + train.localEpochs()
            + " times over its own training rows in batches of "
            + train.batch()
            + ", and what moved is averaged ("
            + train.aggregateName()
            + ")");
    words.put(
        "Stopping",
        train.earlyStoppingRounds() == 0
            ? "after all rounds"
            : "after "
                + train.earlyStoppingRounds()
                + " rounds in which the validation rows gained nothing");
    words.put("Rows", SplitInWords.of(job.split()));
    if (job.privacy() != null) {
      words.put("Model", "a perceptron over the rows of all parties");
      words.put(
          "Training",
          Html.count(train.rounds())
              + " accelerated steps along the mean gradient of all rows, with noise, times "
              + job.privacy().learningRate());
      words.put("Noise", job.privacy().words());
    }
    return words;
  }

  @Override
  public String againstOverfitting() {
    MlpSection train = MlpSection.of(job);
    return "fewer or smaller train.hidden layers, a larger train.penalty (now "
        + train.penalty()
        + ")"
        + (job.privacy() == null ? orStop(train) : "");
  }

  private String orStop(MlpSection train) {
    return (train.earlyStoppingRounds() > 0
        ? ", fewer train.early-stopping-rounds (now " + train.earlyStoppingRounds() + ")"
        : ", train.early-stopping-rounds"
            + (job.split().validates() ? "" : " with split.validation"));
  }

  @Override
  public Disclosure disclosure() {
    return MlpDisclosure.of(job);
  }

  private static MlpFit fit(HorizontalMLPModel joint) {
    return joint.summary().orElseThrow();
  }

  private static String names(MlpFit fit) {
    return fit.parties().stream().map(PartyId::name).collect(Collectors.joining(", "));
  }
}
