package dev.tributary.fl.spark.vertical;

/**
 * Setters of {@link GbtParams}.
 *
 * @param <E> the estimator itself
 */
public interface GbtSetters<E> extends GbtParams<E> {
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

  default E setKeyBits(int value) {
    set(keyBits(), value);
    return self();
  }

  default E setStepSize(double value) {
    set(stepSize(), value);
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

  default E setMinInfoGain(double value) {
    set(minInfoGain(), value);
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

  default E setMinChildWeight(double value) {
    set(minChildWeight(), value);
    return self();
  }

  default E setScalePosWeight(double value) {
    set(scalePosWeight(), value);
    return self();
  }

  default E setSigmaOut(double value) {
    set(sigmaOut(), value);
    return self();
  }

  default E setSeed(long value) {
    set(seed(), value);
    return self();
  }

  default E setIncreasingCols(String[] value) {
    set(increasingCols(), value);
    return self();
  }

  default E setDecreasingCols(String[] value) {
    set(decreasingCols(), value);
    return self();
  }

  default E setJobSha256(String value) {
    set(jobSha256(), value);
    return self();
  }

  default E setCipher(String value) {
    set(cipher(), value);
    return self();
  }
}
