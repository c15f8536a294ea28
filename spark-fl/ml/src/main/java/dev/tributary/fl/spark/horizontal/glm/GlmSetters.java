package dev.tributary.fl.spark.horizontal.glm;

/**
 * Setters of {@link GlmParams}.
 *
 * @param <E> the stage itself
 */
public interface GlmSetters<E> extends GlmParams<E> {
  default E setFeatureCols(String[] value) {
    set(featureCols(), value);
    return self();
  }

  default E setObjective(String value) {
    set(objective(), value);
    return self();
  }

  default E setMaxIter(int value) {
    set(maxIter(), value);
    return self();
  }

  default E setTol(double value) {
    set(tol(), value);
    return self();
  }

  default E setRegParam(double value) {
    set(regParam(), value);
    return self();
  }

  default E setElasticNetParam(double value) {
    set(elasticNetParam(), value);
    return self();
  }

  default E setVariancePower(double value) {
    set(variancePower(), value);
    return self();
  }

  default E setNumClasses(int value) {
    set(numClasses(), value);
    return self();
  }

  default E setStepSize(double value) {
    set(stepSize(), value);
    return self();
  }

  default E setFitIntercept(boolean value) {
    set(fitIntercept(), value);
    return self();
  }

  default E setStandardization(boolean value) {
    set(standardization(), value);
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

  default E setOffsetCol(String value) {
    set(offsetCol(), value);
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
