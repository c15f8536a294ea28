package dev.tributary.fl.spark.horizontal.mlp;

/**
 * Setters of {@link MlpParams}.
 *
 * @param <E> the stage itself
 */
public interface MlpSetters<E> extends MlpParams<E> {
  default E setFeatureCols(String[] value) {
    set(featureCols(), value);
    return self();
  }

  default E setHiddenLayers(int[] value) {
    set(hiddenLayers(), value);
    return self();
  }

  default E setObjective(String value) {
    set(objective(), value);
    return self();
  }

  default E setActivation(String value) {
    set(activation(), value);
    return self();
  }

  default E setAggregate(String value) {
    set(aggregate(), value);
    return self();
  }

  default E setLabelCol(String value) {
    set(labelCol(), value);
    return self();
  }

  default E setWeightCol(String value) {
    set(weightCol(), value);
    return self();
  }

  default E setValidationIndicatorCol(String value) {
    set(validationIndicatorCol(), value);
    return self();
  }

  default E setPredictionCol(String value) {
    set(predictionCol(), value);
    return self();
  }

  default E setRawPredictionCol(String value) {
    set(rawPredictionCol(), value);
    return self();
  }

  default E setProbabilityCol(String value) {
    set(probabilityCol(), value);
    return self();
  }

  default E setNumClasses(int value) {
    set(numClasses(), value);
    return self();
  }

  default E setMaxIter(int value) {
    set(maxIter(), value);
    return self();
  }

  default E setLocalEpochs(int value) {
    set(localEpochs(), value);
    return self();
  }

  default E setBatchSize(int value) {
    set(batchSize(), value);
    return self();
  }

  default E setEarlyStoppingRounds(int value) {
    set(earlyStoppingRounds(), value);
    return self();
  }

  default E setShardRows(int value) {
    set(shardRows(), value);
    return self();
  }

  default E setStepSize(double value) {
    set(stepSize(), value);
    return self();
  }

  default E setRegParam(double value) {
    set(regParam(), value);
    return self();
  }

  default E setProximalParam(double value) {
    set(proximalParam(), value);
    return self();
  }

  default E setServerStepSize(double value) {
    set(serverStepSize(), value);
    return self();
  }

  default E setSeed(long value) {
    set(seed(), value);
    return self();
  }
}
