package dev.tributary.fl.spark.horizontal.kmeans;

import dev.tributary.fl.horizontal.kmeans.KMeansParameters;
import dev.tributary.fl.spark.horizontal.PrivacyParams;
import dev.tributary.fl.spark.stage.DeclaredParams;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * Params of {@link HorizontalKMeans} and its model, with the names that Spark ML has for them. All
 * but the order of the columns and the name of the output must be equal at all parties.
 *
 * @param <E> the stage itself, which setters return
 */
public interface KMeansParams<E> extends PrivacyParams<E> {
  /** Declares them all. */
  static DeclaredParams declare(Params owner) {
    return new DeclaredParams(owner)
        .features()
        .numbers(KMeansParameters.ALL)
        .numbers(PRIVACY)
        .truth("standardization", "whether columns have deviation 1 where distances are measured")
        .text("predictionCol", "number of the row's cluster", "prediction");
  }

  /** Numeric columns, the same names at all parties, none missing. */
  default StringArrayParam featureCols() {
    return (StringArrayParam) declared("featureCols");
  }

  /** How many clusters. */
  default IntParam k() {
    return (IntParam) declared("k");
  }

  /** Most steps. */
  default IntParam maxIter() {
    return (IntParam) declared("maxIter");
  }

  /** How far a centre may still move when the search ends; not with privacy. */
  default DoubleParam tol() {
    return (DoubleParam) declared("tol");
  }

  /** Sums over fewer rows of all parties are never opened; not with privacy. */
  default LongParam leastCount() {
    return (LongParam) declared("leastCount");
  }

  /** Whether columns have deviation 1 where distances are measured. */
  default BooleanParam standardization() {
    return (BooleanParam) declared("standardization");
  }

  @SuppressWarnings("unchecked")
  default Param<String> predictionCol() {
    return (Param<String>) declared("predictionCol");
  }

  default String[] getFeatureCols() {
    return isDefined(featureCols()) ? getOrDefault(featureCols()) : new String[0];
  }

  default int getK() {
    return (int) getOrDefault(k());
  }

  default int getMaxIter() {
    return (int) getOrDefault(maxIter());
  }

  default double getTol() {
    return (double) getOrDefault(tol());
  }

  default long getLeastCount() {
    return (long) getOrDefault(leastCount());
  }

  default boolean getStandardization() {
    return (boolean) getOrDefault(standardization());
  }

  default String getPredictionCol() {
    return getOrDefault(predictionCol());
  }

  default E setFeatureCols(String[] value) {
    set(featureCols(), value);
    return self();
  }

  default E setK(int value) {
    set(k(), value);
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

  default E setLeastCount(long value) {
    set(leastCount(), value);
    return self();
  }

  default E setStandardization(boolean value) {
    set(standardization(), value);
    return self();
  }

  default E setPredictionCol(String value) {
    set(predictionCol(), value);
    return self();
  }
}
