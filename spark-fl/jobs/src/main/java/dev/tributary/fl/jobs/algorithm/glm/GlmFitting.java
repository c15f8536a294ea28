package dev.tributary.fl.jobs.algorithm.glm;

import dev.tributary.fl.horizontal.columns.SharedColumns;
import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.fl.horizontal.glm.GlmFit;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.run.ComparedColumns;
import dev.tributary.fl.jobs.run.CountedSum;
import dev.tributary.fl.jobs.run.JudgedSplit;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.run.SoloModel;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.fl.spark.horizontal.glm.HorizontalGLM;
import dev.tributary.fl.spark.horizontal.glm.HorizontalGLMModel;
import dev.tributary.fl.training.optimize.Minimum;
import dev.tributary.protocol.PartyId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Fits the party's own model and the joint one, and judges the joint one on all parties' rows. */
final class GlmFitting {
  private final RunContext run;
  private final JobFile job;
  private final Dataset<Row> marked;

  /**
   * @param marked all rows of the party, with the columns of {@link SplitDraw}
   */
  GlmFitting(RunContext run, Dataset<Row> marked) {
    this.run = run;
    this.job = run.request().job();
    this.marked = marked;
  }

  GlmResult fit() {
    run.stages().enter("compare columns");
    List<String> features =
        SharedColumns.agree(run.session(), ComparedColumns.of(job, run.source()));
    Optional<HorizontalGLMModel> solo = job.evaluate().solo() ? solo(features) : Optional.empty();
    try (SecureSum opened = run.sums(run.session())) {
      CountedSum sum = new CountedSum(opened);
      HorizontalGLMModel joint =
          stage(features)
              .setSums(session -> sum)
              .setListener(run.watch())
              .fit(marked.filter(JudgedSplit.training()));
      tell(joint.summary().orElseThrow());
      run.stages().enter("evaluate together");
      JudgedSplit judged = JudgedSplit.of(job);
      PooledEvaluation pooled = joint.evaluate(marked.filter(judged.rows()), sum, fractions());
      GlmResult result = new GlmResult(joint, solo, pooled, judged.set(), sum.sums(), sum.words());
      if (!result.ranked()) {
        run.log()
            .line(
                "warning: a party was lost while the model was judged: metrics that depend on the"
                    + " order of scores over all parties are left out");
      }
      return result;
    }
  }

  private Optional<HorizontalGLMModel> solo(List<String> features) {
    run.stages().enter("solo model");
    return SoloModel.fit(
        run.log(),
        () ->
            stage(features)
                .setSums(session -> PlainSum.alone(session.self()))
                .fit(marked.filter(JudgedSplit.training())));
  }

  private HorizontalGLM stage(List<String> features) {
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
            .setLabelCol(run.source().source().label())
            .setJobSha256(job.sha256())
            .setSession(run.session());
    if (section.classes() != null) {
      stage.setNumClasses(section.classes());
    }
    if (run.source().source().weight() != null) {
      stage.setWeightCol(run.source().source().weight());
    }
    return stage;
  }

  private double[] fractions() {
    return job.evaluate().topFractions().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void tell(GlmFit fit) {
    run.log()
        .line(
            String.format(
                Locale.ROOT,
                "%,d training rows of all parties: %d steps, %d sums, gradient %.1e",
                fit.moments().rows(),
                fit.iterations(),
                fit.sums(),
                fit.gradient()));
    if (fit.parties().size() < run.session().parties().size()) {
      run.log()
          .line(
              "warning: the model is of the rows of "
                  + fit.parties().stream().map(PartyId::name).collect(Collectors.joining(", "))
                  + ", who were left at the end of the fit; its scale stays that of all");
    }
    if (fit.end() == Minimum.End.ITERATIONS) {
      run.log()
          .line(
              "warning: the fit ended with its last step before the gradient was within"
                  + " train.tolerance: raise train.iterations, or give a penalty");
    }
  }
}
