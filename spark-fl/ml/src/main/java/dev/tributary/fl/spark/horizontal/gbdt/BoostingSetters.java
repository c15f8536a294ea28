package dev.tributary.fl.spark.horizontal.gbdt;

/**
 * Setters of {@link BoostingParams}.
 *
 * @param <E> the stage itself
 */
public interface BoostingSetters<E> extends BoostingParams<E> {
  default E setFeatureCols(String[] value) {
    set(featureCols(), value);
    return self();
  }

  default E setObjective(String value) {
    set(objective(), value);
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

  default E setMaxDepth(int value) {
    set(maxDepth(), value);
    return self();
  }

  default E setMaxBins(int value) {
    set(maxBins(), value);
    return self();
  }

  default E setMinSideCount(int value) {
    set(minSideCount(), value);
    return self();
  }

  default E setEarlyStoppingRounds(int value) {
    set(earlyStoppingRounds(), value);
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

  default E setL1RegParam(double value) {
    set(l1RegParam(), value);
    return self();
  }

  default E setMinInfoGain(double value) {
    set(minInfoGain(), value);
    return self();
  }

  default E setMinChildWeight(double value) {
    set(minChildWeight(), value);
    return self();
  }

  default E setScalePosWeight(double value) {
    set(scalePosWeight(), value);
    return self();
  }

  default E setSubsamplingRate(double value) {
    set(subsamplingRate(), value);
    return self();
  }

  default E setFeatureSubsetRate(double value) {
    set(featureSubsetRate(), value);
    return self();
  }

  default E setSeed(long value) {
    set(seed(), value);
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
}
