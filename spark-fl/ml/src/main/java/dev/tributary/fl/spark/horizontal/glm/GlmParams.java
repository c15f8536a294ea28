package dev.tributary.fl.spark.horizontal.glm;

import dev.tributary.fl.horizontal.glm.GlmObjective;
import dev.tributary.fl.horizontal.glm.GlmParameters;
import dev.tributary.fl.horizontal.privacy.PrivacyParameters;
import dev.tributary.fl.spark.horizontal.PrivacyParams;
import dev.tributary.fl.spark.stage.DeclaredParams;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * Params of {@link HorizontalGLM} and its model, with the names that Spark ML has for them. What is
 * fitted must be equal at all parties, features in the same order; names of label, weight and
 * offset are a party's own. With {@code epsilon} all {@code maxIter} steps are taken, {@code clip}
 * is the longest gradient of a row (with a log link in a unit that follows from the label's mean
 * and deviation), and a model is judged with as much noise, once for rows that did not train.
 *
 * @param <E> the stage itself, which setters return
 */
public interface GlmParams<E> extends PrivacyParams<E> {
  /** Declares them all. */
  static DeclaredParams declare(Params owner) {
    return new DeclaredParams(owner)
        .features()
        .numbers(GlmParameters.ALL)
        .numbers(PrivacyParameters.ALL)
        .choice("objective", "what is minimised", GlmObjective.NAMES)
        .truth("fitIntercept", "whether there is an intercept")
        .truth("standardization", "whether the penalty is on coefficients of scaled columns")
        .text("labelCol", "label column", "label")
        .text("weightCol", "row weight column; 1 each if not set")
        .text("offsetCol", "column added to the linear predictor; 0 if not set")
        .text("predictionCol", "predicted class or mean; empty for none", "prediction")
        .text("rawPredictionCol", "linear predictor per class; empty for none", "rawPrediction")
        .text("probabilityCol", "probability per class; empty for none", "probability");
  }

  /** Numeric columns to learn from, none missing. */
  default StringArrayParam featureCols() {
    return (StringArrayParam) declared("featureCols");
  }

  /** One of {@link GlmObjective#NAMES}. */
  default Param<String> objective() {
    return text("objective");
  }

  /** Most steps. */
  default IntParam maxIter() {
    return (IntParam) declared("maxIter");
  }

  /** Length of the gradient at which the fit ends. */
  default DoubleParam tol() {
    return (DoubleParam) declared("tol");
  }

  /** Factor on the penalty. */
  default DoubleParam regParam() {
    return (DoubleParam) declared("regParam");
  }

  /** Share of the L1 norm in the penalty. */
  default DoubleParam elasticNetParam() {
    return (DoubleParam) declared("elasticNetParam");
  }

  /** Power of the mean in the variance, for {@code tweedie}. */
  default DoubleParam variancePower() {
    return (DoubleParam) declared("variancePower");
  }

  /** Classes, for {@code multiclass}. */
  default IntParam numClasses() {
    return (IntParam) declared("numClasses");
  }

  /** Factor on the mean gradient, with privacy. */
  default DoubleParam stepSize() {
    return (DoubleParam) declared("stepSize");
  }

  default BooleanParam fitIntercept() {
    return (BooleanParam) declared("fitIntercept");
  }

  /** Whether the penalty is on the coefficients of columns with standard deviation 1. */
  default BooleanParam standardization() {
    return (BooleanParam) declared("standardization");
  }

  default Param<String> labelCol() {
    return text("labelCol");
  }

  default Param<String> weightCol() {
    return text("weightCol");
  }

  default Param<String> offsetCol() {
    return text("offsetCol");
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

  default String[] getFeatureCols() {
    return isDefined(featureCols()) ? getOrDefault(featureCols()) : new String[0];
  }

  default String getObjective() {
    return getOrDefault(objective());
  }

  default int getMaxIter() {
    return (int) getOrDefault(maxIter());
  }

  default double getTol() {
    return (double) getOrDefault(tol());
  }

  default double getRegParam() {
    return (double) getOrDefault(regParam());
  }

  default double getElasticNetParam() {
    return (double) getOrDefault(elasticNetParam());
  }

  default double getVariancePower() {
    return (double) getOrDefault(variancePower());
  }

  default int getNumClasses() {
    return (int) getOrDefault(numClasses());
  }

  default boolean getFitIntercept() {
    return (boolean) getOrDefault(fitIntercept());
  }

  default boolean getStandardization() {
    return (boolean) getOrDefault(standardization());
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
