package dev.tributary.fl.spark.horizontal.mlp;

import dev.tributary.fl.horizontal.mlp.Activation;
import dev.tributary.fl.horizontal.mlp.Aggregate;
import dev.tributary.fl.horizontal.mlp.MlpObjective;
import dev.tributary.fl.horizontal.mlp.MlpParameters;
import dev.tributary.fl.spark.horizontal.PrivacyParams;
import dev.tributary.fl.spark.stage.DeclaredParams;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * Params of {@link HorizontalMLP} and its model, with the names that Spark ML has for them. How the
 * network is made and trained must be equal at all parties, features in the same order; names of
 * label, weight and indicator are a party's own. With {@code epsilon} every round is one step of
 * {@code stepSize} along all rows' gradients, none longer than {@code clip}, and a model is judged
 * with as much noise, once for rows that did not train.
 *
 * @param <E> the stage itself, which setters return
 */
public interface MlpParams<E> extends PrivacyParams<E> {
  /** Declares them all. */
  static DeclaredParams declare(Params owner) {
    return new DeclaredParams(owner)
        .features()
        .numbers(MlpParameters.ALL)
        .numbers(PrivacyParams.PRIVACY)
        .wholes("hiddenLayers", MlpParameters.UNITS.words(), MlpParameters.UNITS.preset())
        .choice("objective", "what is minimised", MlpObjective.NAMES)
        .choice("activation", "what hidden units make of their input", Activation.NAMES)
        .choice("aggregate", "how the parties' training becomes the next weights", Aggregate.NAMES)
        .text("labelCol", "label column", "label")
        .text("weightCol", "row weight column; 1 each if not set")
        .text("validationIndicatorCol", "true for rows that validate; none does if not set")
        .text("predictionCol", "predicted class or mean; empty for none", "prediction")
        .text(
            "rawPredictionCol",
            "output per class, less their mean; empty for none",
            "rawPrediction")
        .text("probabilityCol", "probability per class; empty for none", "probability");
  }

  /** Numeric columns to learn from, none missing. */
  default StringArrayParam featureCols() {
    return (StringArrayParam) declared("featureCols");
  }

  /** Units of the layers between features and outputs; may be empty. */
  default IntArrayParam hiddenLayers() {
    return (IntArrayParam) declared("hiddenLayers");
  }

  /** One of {@link MlpObjective#NAMES}. */
  default Param<String> objective() {
    return text("objective");
  }

  /** One of {@link Activation#NAMES}. */
  default Param<String> activation() {
    return text("activation");
  }

  /** One of {@link Aggregate#NAMES}. */
  default Param<String> aggregate() {
    return text("aggregate");
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

  /** Classes, for {@code multiclass}. */
  default IntParam numClasses() {
    return (IntParam) declared("numClasses");
  }

  /** Most rounds. */
  default IntParam maxIter() {
    return (IntParam) declared("maxIter");
  }

  /** Passes over a party's own rows in a round. */
  default IntParam localEpochs() {
    return (IntParam) declared("localEpochs");
  }

  /** Rows of a local step. */
  default IntParam batchSize() {
    return (IntParam) declared("batchSize");
  }

  /** Rounds without a better validation loss of all parties after which training stops; 0 never. */
  default IntParam earlyStoppingRounds() {
    return (IntParam) declared("earlyStoppingRounds");
  }

  /** Rows of a party that train one after the other. */
  default IntParam shardRows() {
    return (IntParam) declared("shardRows");
  }

  /** Factor on the gradient of a local step. */
  default DoubleParam stepSize() {
    return (DoubleParam) declared("stepSize");
  }

  /** Factor on half the squared weights, without biases. */
  default DoubleParam regParam() {
    return (DoubleParam) declared("regParam");
  }

  /** Factor on half the squared way from the weights of all, for {@code fedprox}. */
  default DoubleParam proximalParam() {
    return (DoubleParam) declared("proximalParam");
  }

  /** Factor on the step of all; follows from the aggregate unless set. */
  default DoubleParam serverStepSize() {
    return (DoubleParam) declared("serverStepSize");
  }

  /** Of the first weights and of the order of rows; public. */
  default LongParam seed() {
    return (LongParam) declared("seed");
  }

  @SuppressWarnings("unchecked")
  private Param<String> text(String name) {
    return (Param<String>) declared(name);
  }

  default String[] getFeatureCols() {
    return isDefined(featureCols()) ? getOrDefault(featureCols()) : new String[0];
  }

  default int[] getHiddenLayers() {
    return getOrDefault(hiddenLayers());
  }

  default String getObjective() {
    return getOrDefault(objective());
  }

  default String getActivation() {
    return getOrDefault(activation());
  }

  default String getAggregate() {
    return getOrDefault(aggregate());
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

  default int getNumClasses() {
    return (int) getOrDefault(numClasses());
  }

  default int getMaxIter() {
    return (int) getOrDefault(maxIter());
  }

  default int getLocalEpochs() {
    return (int) getOrDefault(localEpochs());
  }

  default int getBatchSize() {
    return (int) getOrDefault(batchSize());
  }

  default int getEarlyStoppingRounds() {
    return (int) getOrDefault(earlyStoppingRounds());
  }

  default int getShardRows() {
    return (int) getOrDefault(shardRows());
  }

  default double getStepSize() {
    return (double) getOrDefault(stepSize());
  }

  default double getRegParam() {
    return (double) getOrDefault(regParam());
  }

  default double getProximalParam() {
    return (double) getOrDefault(proximalParam());
  }

  default double getServerStepSize() {
    return isDefined(serverStepSize())
        ? (double) getOrDefault(serverStepSize())
        : Aggregate.of(getAggregate()).serverRate();
  }

  default long getSeed() {
    return (long) getOrDefault(seed());
  }
}
