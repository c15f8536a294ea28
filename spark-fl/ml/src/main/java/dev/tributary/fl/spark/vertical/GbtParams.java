package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.spark.stage.FederatedParams;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * How trees are grown and hidden: the values must be equal at all parties, but for monotone
 * columns.
 *
 * @param <E> the estimator itself, which setters return
 */
public interface GbtParams<E> extends FederatedParams<E> {
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

  /** Least training rows in a bin. */
  default IntParam minSideCount() {
    return (IntParam) declared("minSideCount");
  }

  /** Rounds without a better validation loss after which training stops; 0 never. */
  default IntParam earlyStoppingRounds() {
    return (IntParam) declared("earlyStoppingRounds");
  }

  /** Modulus of the Paillier suites. */
  default IntParam keyBits() {
    return (IntParam) declared("keyBits");
  }

  /** Factor on every leaf. */
  default DoubleParam stepSize() {
    return (DoubleParam) declared("stepSize");
  }

  /** Share of training rows drawn for every round. */
  default DoubleParam subsamplingRate() {
    return (DoubleParam) declared("subsamplingRate");
  }

  /** Share of every party's columns drawn for every round. */
  default DoubleParam featureSubsetRate() {
    return (DoubleParam) declared("featureSubsetRate");
  }

  /** A split must gain more than this. */
  default DoubleParam minInfoGain() {
    return (DoubleParam) declared("minInfoGain");
  }

  /** L2 penalty on leaf weights. */
  default DoubleParam regParam() {
    return (DoubleParam) declared("regParam");
  }

  /** L1 penalty on leaf weights. */
  default DoubleParam l1RegParam() {
    return (DoubleParam) declared("l1RegParam");
  }

  /** Least hessian sum of a child. */
  default DoubleParam minChildWeight() {
    return (DoubleParam) declared("minChildWeight");
  }

  /** Factor on the weight of rows with label 1, with two classes only. */
  default DoubleParam scalePosWeight() {
    return (DoubleParam) declared("scalePosWeight");
  }

  /**
   * Of row and column sampling. Known to all parties, so each draws from a secret of its own
   * besides: see {@code setSamplingSecret}.
   */
  default LongParam seed() {
    return (LongParam) declared("seed");
  }

  /**
   * Standard deviation of the noise on every sum under {@code lattice-1}, in units of the largest
   * derivative, with squared error of a typical one; follows from the training if not set ({@link
   * dev.tributary.fl.vertical.nodesums.lattice.SigmaOut}).
   */
  default DoubleParam sigmaOut() {
    return (DoubleParam) declared("sigmaOut");
  }

  /**
   * Versioned suite that hides the sums: one of {@link
   * dev.tributary.fl.vertical.cipher.Ciphers#suites} (of which {@code plain-1} hides nothing), by
   * default {@code lattice-1}, or that of a map given with {@code setLinearMap}.
   */
  @SuppressWarnings("unchecked")
  default Param<String> cipher() {
    return (Param<String>) declared("cipher");
  }

  /** Features of this party with which predictions never fall. Other parties have their own. */
  default StringArrayParam increasingCols() {
    return (StringArrayParam) declared("increasingCols");
  }

  /** Features of this party with which predictions never rise. */
  default StringArrayParam decreasingCols() {
    return (StringArrayParam) declared("decreasingCols");
  }

  /** Hash of what the parties agreed on, such as a job file; for manifests. */
  @SuppressWarnings("unchecked")
  default Param<String> jobSha256() {
    return (Param<String>) declared("jobSha256");
  }

  default String[] getIncreasingCols() {
    return getOrDefault(increasingCols());
  }

  default String[] getDecreasingCols() {
    return getOrDefault(decreasingCols());
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

  default int getKeyBits() {
    return (int) getOrDefault(keyBits());
  }

  default double getStepSize() {
    return (double) getOrDefault(stepSize());
  }

  default double getSubsamplingRate() {
    return (double) getOrDefault(subsamplingRate());
  }

  default double getFeatureSubsetRate() {
    return (double) getOrDefault(featureSubsetRate());
  }

  default double getMinInfoGain() {
    return (double) getOrDefault(minInfoGain());
  }

  default double getRegParam() {
    return (double) getOrDefault(regParam());
  }

  default double getL1RegParam() {
    return (double) getOrDefault(l1RegParam());
  }

  default double getMinChildWeight() {
    return (double) getOrDefault(minChildWeight());
  }

  default double getScalePosWeight() {
    return (double) getOrDefault(scalePosWeight());
  }

  default double getSigmaOut() {
    return (double) getOrDefault(sigmaOut());
  }

  default long getSeed() {
    return (long) getOrDefault(seed());
  }

  default String getJobSha256() {
    return getOrDefault(jobSha256());
  }

  default String getCipher() {
    return getOrDefault(cipher());
  }
}
