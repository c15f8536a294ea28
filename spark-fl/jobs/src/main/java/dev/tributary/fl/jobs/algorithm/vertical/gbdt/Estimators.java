package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.file.Rules;
import dev.tributary.fl.jobs.file.SplitSection;
import dev.tributary.fl.jobs.run.RunContext;
import dev.tributary.fl.jobs.run.ScoreTable;
import dev.tributary.fl.jobs.split.SplitDraw;
import dev.tributary.fl.spark.vertical.GbtSetters;
import dev.tributary.fl.spark.vertical.LabelPartyEstimator;
import dev.tributary.fl.spark.vertical.VerticalGBTClassifier;
import dev.tributary.fl.spark.vertical.VerticalGBTFeatureParty;
import dev.tributary.fl.spark.vertical.VerticalGBTRegressor;
import dev.tributary.fl.training.Direction;
import java.util.Map;

/** From a job to the Spark ML estimators that do it. */
public final class Estimators {
  private Estimators() {}

  /** The label party's; fits a table that {@link SplitDraw} has marked. */
  public static LabelPartyEstimator<?, ?> label(RunContext run) {
    GbdtSection train = GbdtSection.of(run.request().job());
    TableSource source = run.source().source();
    LabelPartyEstimator<?, ?> estimator =
        train.objective().isClassification()
            ? classifier().setNumClasses(Rules.orElse(train.classes(), 0))
            : new VerticalGBTRegressor();
    estimator.setObjective(train.objectiveName());
    estimator.setLabelCol(source.label());
    if (source.weight() != null) {
      estimator.setWeightCol(source.weight());
    }
    SplitSection split = run.request().job().split();
    if (split.tests()) {
      estimator.setTestIndicatorCol(SplitDraw.TEST);
    }
    if (split.validates()) {
      estimator.setValidationIndicatorCol(SplitDraw.VALIDATION);
    }
    estimator.setSoloBaseline(run.request().job().evaluate().solo());
    estimator.setPredictionCol(ScoreTable.PREDICTION);
    estimator.setSession(run.session());
    estimator.setListener(run.watch());
    estimator.setSamplingSecret(run.sampling());
    common(estimator, run);
    return estimator;
  }

  private static VerticalGBTClassifier classifier() {
    return new VerticalGBTClassifier()
        .setProbabilityCol(ScoreTable.PROBABILITY)
        .setRawPredictionCol("");
  }

  /** A feature party's. */
  public static VerticalGBTFeatureParty feature(RunContext run) {
    VerticalGBTFeatureParty estimator =
        new VerticalGBTFeatureParty()
            .setSession(run.session())
            .setListener(run.watch())
            .setSamplingSecret(run.sampling())
            .setNumClasses(GbdtSection.of(run.request().job()).treesPerRound());
    common(estimator, run);
    return estimator;
  }

  private static void common(GbtSetters<?> estimator, RunContext run) {
    run.alignWith(estimator);
    estimator.setFeatureCols(run.source().features().toArray(String[]::new));
    estimator.setJobSha256(run.request().job().sha256());
    grow(estimator, GbdtSection.of(run.request().job()));
    monotone(estimator, run.source().source());
  }

  /** Sets what a party says of its own columns. */
  static void monotone(GbtSetters<?> estimator, TableSource source) {
    estimator.setIncreasingCols(columns(source, Direction.INCREASING));
    estimator.setDecreasingCols(columns(source, Direction.DECREASING));
  }

  private static String[] columns(TableSource source, Direction direction) {
    return source.monotone().entrySet().stream()
        .filter(entry -> entry.getValue() == direction)
        .map(Map.Entry::getKey)
        .toArray(String[]::new);
  }

  /** Sets what the job says of trees. */
  static void grow(GbtSetters<?> estimator, GbdtSection train) {
    estimator.setMaxIter(train.trees());
    estimator.setMaxDepth(train.depth());
    estimator.setStepSize(train.learningRate());
    estimator.setMaxBins(train.bins());
    estimator.setMinSideCount(train.minSideCount());
    estimator.setRegParam(train.lambda());
    estimator.setL1RegParam(train.alpha());
    estimator.setMinInfoGain(train.gamma());
    estimator.setMinChildWeight(train.minChildWeight());
    estimator.setScalePosWeight(train.positivesCount());
    estimator.setSubsamplingRate(train.rowSample());
    estimator.setFeatureSubsetRate(train.columnSample());
    estimator.setEarlyStoppingRounds(train.earlyStoppingRounds());
    estimator.setSeed(train.seed());
    estimator.setCipher(train.protection().suite());
    estimator.setKeyBits(train.keyBits());
    if (train.sigmaOut() != null) {
      estimator.setSigmaOut(train.sigmaOut());
    }
  }
}
