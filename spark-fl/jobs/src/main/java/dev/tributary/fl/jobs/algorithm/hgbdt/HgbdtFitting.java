package dev.tributary.fl.jobs.algorithm.hgbdt;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import dev.tributary.fl.horizontal.columns.SharedColumns;
import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.fl.horizontal.gbdt.BoostingFit;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.run.ComparedColumns;
import dev.tributary.fl.jobs.run.CountedSum;
import dev.tributary.fl.jobs.run.JudgedSplit;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.run.SoloModel;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.fl.spark.horizontal.gbdt.BoostingSetters;
import dev.tributary.fl.spark.horizontal.gbdt.HorizontalGBT;
import dev.tributary.fl.spark.horizontal.gbdt.HorizontalGBTModel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trains the party's own model and the joint one, and judges the joint one on all parties' rows.
 */
final class HgbdtFitting {
  private final RunContext run;
  private final JobFile job;
  private final Dataset<Row> marked;

  /**
   * @param marked all rows of the party, with the columns of {@link SplitDraw}
   */
  HgbdtFitting(RunContext run, Dataset<Row> marked) {
    this.run = run;
    this.job = run.request().job();
    this.marked = marked;
  }

  HgbdtResult fit() {
    run.stages().enter("compare columns");
    List<String> features =
        SharedColumns.agree(run.session(), ComparedColumns.of(job, run.source()));
    Dataset<Row> training = marked.filter(not(col(SplitDraw.TEST)));
    Optional<HorizontalGBTModel> solo =
        job.evaluate().solo() ? solo(features, training) : Optional.empty();
    try (SecureSum opened = run.sums(run.session())) {
      CountedSum sum = new CountedSum(opened);
      HorizontalGBTModel joint =
          stage(features).setSums(session -> sum).setListener(run.watch()).fit(training);
      tell(joint.summary().orElseThrow());
      run.stages().enter("evaluate together");
      JudgedSplit judged = JudgedSplit.of(job);
      PooledEvaluation pooled = joint.evaluate(marked.filter(judged.rows()), sum, fractions());
      return new HgbdtResult(joint, solo, pooled, judged.set(), sum.sums(), sum.words());
    }
  }

  private Optional<HorizontalGBTModel> solo(List<String> features, Dataset<Row> training) {
    run.stages().enter("solo model");
    return SoloModel.fit(
        run.log(),
        () -> stage(features).setSums(session -> PlainSum.alone(session.self())).fit(training));
  }

  private HorizontalGBT stage(List<String> features) {
    HorizontalGBT stage =
        new HorizontalGBT()
            .setFeatureCols(features.toArray(String[]::new))
            .setLabelCol(run.source().source().label())
            .setJobSha256(job.sha256())
            .setSession(run.session())
            .setSamplingSecret(run.sampling());
    grow(stage, HgbdtSection.of(job));
    if (run.source().source().weight() != null) {
      stage.setWeightCol(run.source().source().weight());
    }
    if (job.split().validates()) {
      stage.setValidationIndicatorCol(SplitDraw.VALIDATION);
    }
    return stage;
  }

  /** Sets what the job says of trees. */
  static void grow(BoostingSetters<?> stage, HgbdtSection train) {
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

  private double[] fractions() {
    return job.evaluate().topFractions().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void tell(BoostingFit fit) {
    run.log()
        .line(
            String.format(
                Locale.ROOT,
                "%,d training rows of all parties: %d rounds, %d kept, %d sums",
                fit.rows(),
                fit.rounds().size(),
                fit.model().rounds().size(),
                fit.sums()));
  }
}
