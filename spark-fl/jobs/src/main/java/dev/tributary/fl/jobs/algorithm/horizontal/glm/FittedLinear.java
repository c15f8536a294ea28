package dev.tributary.fl.jobs.algorithm.horizontal.glm;

import dev.tributary.fl.horizontal.glm.GlmFit;
import dev.tributary.fl.jobs.algorithm.horizontal.RunPrivacy;
import dev.tributary.fl.jobs.algorithm.horizontal.labelled.Learning;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PrivacySection;
import dev.tributary.fl.jobs.report.Disclosure;
import dev.tributary.fl.jobs.report.Html;
import dev.tributary.fl.jobs.run.JudgedSplit;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.split.SplitInWords;
import dev.tributary.fl.spark.horizontal.glm.HorizontalGLM;
import dev.tributary.fl.spark.horizontal.glm.HorizontalGLMModel;
import dev.tributary.fl.training.optimize.Minimum;
import dev.tributary.protocol.PartyId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;

/**
 * A linear model. {@code fit} in {@code metrics.json} has the training {@code rows} of all that
 * began, the {@code parties} whose rows are in the model, {@code steps}, {@code gradient} and why
 * it {@code ended}, and the {@code privacy} that was spent.
 */
record FittedLinear(JobFile job) implements Learning<HorizontalGLMModel> {
  @Override
  public HorizontalGLM stage(RunContext run, List<String> features) {
    HorizontalGLM stage = alone(run, features);
    PrivacySection privacy = job.privacy();
    if (privacy != null) {
      stage
          .setEpsilon(privacy.epsilon())
          .setDelta(privacy.delta())
          .setMinParties(job.sum().fewest(run.session().parties().size()))
          .setColluding(privacy.colluding())
          .setClip(privacy.clip())
          .setStepSize(privacy.learningRate());
    }
    return stage;
  }

  /** Nothing of a party's own model leaves it, so no noise is added to it. */
  @Override
  public HorizontalGLM alone(RunContext run, List<String> features) {
    GlmSection section = GlmSection.of(job);
    HorizontalGLM stage =
        new HorizontalGLM()
            .setObjective(section.objectiveName())
            .setRegParam(section.penalty())
            .setElasticNetParam(section.l1Share())
            .setStandardization(section.standardize())
            .setFitIntercept(section.intercept())
            .setMaxIter(section.iterations())
            .setTol(section.tolerance())
            .setFeatureCols(features.toArray(String[]::new))
            .setLabelCol(run.source().source().label());
    if (section.classes() != null) {
      stage.setNumClasses(section.classes());
    }
    if (section.tweediePower() != null) {
      stage.setVariancePower(section.tweediePower());
    }
    if (run.source().source().weight() != null) {
      stage.setWeightCol(run.source().source().weight());
    }
    if (run.source().source().offset() != null) {
      stage.setOffsetCol(run.source().source().offset());
    }
    return stage;
  }

  @Override
  public Column training() {
    return JudgedSplit.training();
  }

  @Override
  public void tell(RunContext run, HorizontalGLMModel joint) {
    GlmFit fit = fit(joint);
    run.log()
        .line(
            String.format(
                Locale.ROOT,
                "%s%,d training rows of all parties: %d steps, %d sums, gradient %.1e",
                about(),
                fit.moments().rows(),
                fit.iterations(),
                fit.sums(),
                fit.gradient()));
    if (fit.parties().size() < run.session().parties().size()) {
      run.log()
          .line(
              "warning: the model is of the rows of "
                  + names(fit)
                  + ", who were left at the end of the fit; its scale stays that of all");
    }
    if (fit.end() == Minimum.End.ITERATIONS) {
      run.log()
          .line(
              "warning: the fit ended with its last step before the gradient was within"
                  + " train.tolerance: raise train.iterations, or give a penalty");
    }
  }

  /** What noise makes of the number of rows. */
  private String about() {
    return job.privacy() == null ? "" : "about ";
  }

  @Override
  public String title() {
    return "linear model";
  }

  @Override
  public Map<String, Object> metrics(HorizontalGLMModel joint) {
    GlmFit fit = fit(joint);
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("rows", fit.moments().rows());
    section.put("parties", fit.parties().stream().map(PartyId::name).toList());
    section.put("steps", fit.iterations());
    section.put("gradient", fit.gradient());
    section.put("ended", fit.end().name().toLowerCase(Locale.ROOT));
    if (job.privacy() != null) {
      section.put("privacy", RunPrivacy.spent(joint.manifest()));
    }
    return section;
  }

  @Override
  public String rows(RunContext run, HorizontalGLMModel joint) {
    return fitted(run, fit(joint))
        + (run.source().source().offset() == null
            ? ""
            : " Every party's offset, here "
                + Html.text(run.source().source().offset())
                + ", is added to the linear predictor.");
  }

  private String fitted(RunContext run, GlmFit fit) {
    String rows = about() + "<b>" + Html.count(fit.moments().rows()) + "</b> training rows";
    int all = run.session().parties().size();
    return fit.parties().size() == all
        ? "Fitted to " + rows + " at " + all + " parties."
        : "Fitted to the training rows of <b>"
            + Html.text(names(fit))
            + "</b>, who were left of "
            + all
            + " parties at the end of the fit; its scale stays that of the "
            + rows
            + " that it began with.";
  }

  @Override
  public String length(HorizontalGLMModel joint) {
    return fit(joint).iterations() + " steps";
  }

  @Override
  public String columnsTitle() {
    return "Coefficients";
  }

  @Override
  public String columns(HorizontalGLMModel joint, Optional<HorizontalGLMModel> solo) {
    return CoefficientTable.html(joint.linearModel(), solo.map(HorizontalGLMModel::linearModel));
  }

  @Override
  public Map<String, String> settings() {
    GlmSection section = GlmSection.of(job);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("intercept", String.valueOf(section.intercept()));
    settings.put("standardize", String.valueOf(section.standardize()));
    if (job.privacy() == null) {
      settings.put("most iterations", String.valueOf(section.iterations()));
      settings.put("tolerance", String.valueOf(section.tolerance()));
    } else {
      settings.put("steps", String.valueOf(section.iterations()));
      settings.put("learning rate", String.valueOf(job.privacy().learningRate()));
    }
    return settings;
  }

  @Override
  public Map<String, String> inWords() {
    GlmSection train = GlmSection.of(job);
    Map<String, String> words = new LinkedHashMap<>();
    words.put("Model", "a linear model over the rows of all parties");
    words.put("It predicts", train.objective().predicts());
    words.put(
        "Held back by",
        train.penalty() == 0
            ? "nothing: there is no penalty"
            : "a penalty of "
                + train.penalty()
                + ", of which "
                + Html.plainPercent(train.l1Share())
                + " on absolute values, which takes columns out, and the rest on squares; of"
                + (train.standardize()
                    ? " columns brought to one scale"
                    : " columns as they are, so the unit of a column counts"));
    words.put(
        "Intercept",
        train.intercept()
            ? "fitted"
            : "none: where all columns are 0, so is their part in the prediction");
    words.put(
        "Stopping",
        job.privacy() == null
            ? "where the gradient is below "
                + train.tolerance()
                + ", or after "
                + Html.count(train.iterations())
                + " steps"
            : "after " + Html.count(train.iterations()) + " steps");
    words.put("Rows", SplitInWords.of(job.split()));
    if (job.privacy() != null) {
      words.put("Noise", job.privacy().words());
    }
    return words;
  }

  @Override
  public String againstOverfitting() {
    return "a larger train.penalty (now " + GlmSection.of(job).penalty() + "), or fewer columns";
  }

  @Override
  public Disclosure disclosure() {
    return GlmDisclosure.of(job);
  }

  private static GlmFit fit(HorizontalGLMModel joint) {
    return joint.summary().orElseThrow();
  }

  private static String names(GlmFit fit) {
    return fit.parties().stream().map(PartyId::name).collect(Collectors.joining(", "));
  }
}
