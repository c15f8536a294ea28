package dev.tributary.fl.spark.horizontal.gbdt;

import dev.tributary.fl.spark.horizontal.PrivacyParams;
import dev.tributary.fl.spark.stage.DeclaredParams;
import dev.tributary.fl.training.BoostingParameters;
import dev.tributary.fl.training.MulticlassObjective;
import dev.tributary.fl.training.Objective;
import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * Params of {@link HorizontalGBT} and its model, with the names that Spark ML has for them. How
 * trees are grown must be equal at all parties, features in the same order; names of label, weight
 * and indicator are a party's own. With {@code epsilon} splits are drawn at random, {@code clip} is
 * the longest derivatives of a row, and a model is judged with as much noise, once for rows that
 * did not train.
 *
 * @param <E> the stage itself, which setters return
 */
public interface BoostingParams<E> extends PrivacyParams<E> {
  /** Declares them all. */
  static DeclaredParams declare(Params owner) {
    return new DeclaredParams(owner)
        .features()
        .numbers(BoostingParameters.ALL)
        .numbers(List.of(MulticlassObjective.CLASSES))
        .numbers(PrivacyParams.PRIVACY)
        .choice("objective", "what is minimised", Objective.NAMES)
        .text("labelCol", "label column", "label")
        .text("weightCol", "row weight column; 1 each if not set")
        .text("validationIndicatorCol", "true for rows that validate; none does if not set")
        .text("predictionCol", "predicted class or mean; empty for none", "prediction")
        .text("rawPredictionCol", "raw score per class; empty for none", "rawPrediction")
        .text("probabilityCol", "probability per class; empty for none", "probability");
  }

  /** Numeric columns to learn from; values may be missing. */
  default StringArrayParam featureCols() {
    return (StringArrayParam) declared("featureCols");
  }

  /** One of {@link Objective#NAMES}. */
  default Param<String> objective() {
    return text("objective");
  }

  /** Classes, for {@code multiclass}. */
  default IntParam numClasses() {
    return (IntParam) declared("numClasses");
  }

  /** Most boosting rounds. */
  default IntParam maxIter() {
    return (IntParam) declared("maxIter");
  }

  /** Most levels of splits. */
  default IntParam maxDepth() {
    return (IntParam) declared("maxDepth");
  }

  /** Most value bins of a feature. */
  default IntParam maxBins() {
    return (IntParam) declared("maxBins");
  }

  /** Least training rows of all parties in a bin. */
  default IntParam minSideCount() {
    return (IntParam) declared("minSideCount");
  }

  /** Rounds without a better validation loss of all parties after which training stops; 0 never. */
  default IntParam earlyStoppingRounds() {
    return (IntParam) declared("earlyStoppingRounds");
  }

  /** Factor on every leaf. */
  default DoubleParam stepSize() {
    return real("stepSize");
  }

  /** L2 penalty on leaf weights. */
  default DoubleParam regParam() {
    return real("regParam");
  }

  /** L1 penalty on leaf weights. */
  default DoubleParam l1RegParam() {
    return real("l1RegParam");
  }

  /** A split must gain more than this. */
  default DoubleParam minInfoGain() {
    return real("minInfoGain");
  }

  /** Least hessian sum of a child. */
  default DoubleParam minChildWeight() {
    return real("minChildWeight");
  }

  /** Factor on the weight of rows with label 1, for {@code binary}. */
  default DoubleParam scalePosWeight() {
    return real("scalePosWeight");
  }

  /** Share of training rows drawn for every round, by a secret of each party. */
  default DoubleParam subsamplingRate() {
    return real("subsamplingRate");
  }

  /** Share of the columns drawn for every round, the same at all parties. */
  default DoubleParam featureSubsetRate() {
    return real("featureSubsetRate");
  }

  /** Of the sampling; known to all. */
  default LongParam seed() {
    return (LongParam) declared("seed");
  }

  default Param<String> labelCol() {
    return text("labelCol");
  }

  default Param<String> weightCol() {
    return text("weightCol");
  }

  /** True for rows that validate. */
  default Param<String> validationIndicatorCol() {
    return text("validationIndicatorCol");
  }

  default Param<String> predictionCol() {
    return text("predictionCol");
  }

  /** Written by classification models only. */
  default Param<String> rawPredictionCol() {
    return text("rawPredictionCol");
  }

  /** Written by classification models only. */
  default Param<String> probabilityCol() {
    return text("probabilityCol");
  }

  @SuppressWarnings("unchecked")
  private Param<String> text(String name) {
    return (Param<String>) declared(name);
  }

  private DoubleParam real(String name) {
    return (DoubleParam) declared(name);
  }

  default String[] getFeatureCols() {
    return isDefined(featureCols()) ? getOrDefault(featureCols()) : new String[0];
  }

  default String getObjective() {
    return getOrDefault(objective());
  }

  default int getNumClasses() {
    return (int) getOrDefault(numClasses());
  }

  default int getMaxIter() {
    return (int) getOrDefault(maxIter());
  }

  default int getMaxDepth() {
    return (int) getOrDefault(maxDepth());
  }

  default int getMaxBins() {
    return (int) getOrDefault(maxBins());
  }

  default int getMinSideCount() {
    return (int) getOrDefault(minSideCount());
  }

  default int getEarlyStoppingRounds() {
    return (int) getOrDefault(earlyStoppingRounds());
  }

  default double getStepSize() {
    return (double) getOrDefault(stepSize());
  }

  default double getRegParam() {
    return (double) getOrDefault(regParam());
  }

  default double getL1RegParam() {
    return (double) getOrDefault(l1RegParam());
  }

  default double getMinInfoGain() {
    return (double) getOrDefault(minInfoGain());
  }

  default double getMinChildWeight() {
    return (double) getOrDefault(minChildWeight());
  }

  default double getScalePosWeight() {
    return (double) getOrDefault(scalePosWeight());
  }

  default double getSubsamplingRate() {
    return (double) getOrDefault(subsamplingRate());
  }

  default double getFeatureSubsetRate() {
    return (double) getOrDefault(featureSubsetRate());
  }

  default long getSeed() {
    return (long) getOrDefault(seed());
  }

  default String getLabelCol() {
    return getOrDefault(labelCol());
  }

  default String getPredictionCol() {
    return getOrDefault(predictionCol());
  }

  default String getRawPredictionCol() {
    return getOrDefault(rawPredictionCol());
  }

  default String getProbabilityCol() {
    return getOrDefault(probabilityCol());
  }
}
