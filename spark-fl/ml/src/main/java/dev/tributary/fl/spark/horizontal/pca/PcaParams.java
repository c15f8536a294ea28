package dev.tributary.fl.spark.horizontal.pca;

import dev.tributary.fl.horizontal.pca.JointCovariance;
import dev.tributary.fl.spark.horizontal.PrivacyParams;
import dev.tributary.fl.spark.stage.DeclaredParams;
import dev.tributary.fl.training.Parameter;
import dev.tributary.fl.training.Range;
import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * Params of {@link HorizontalPCA} and its model. All but the order of the columns and the name of
 * the output must be equal at all parties.
 *
 * @param <E> the stage itself, which setters return
 */
public interface PcaParams<E> extends PrivacyParams<E> {
  Parameter<Integer> COMPONENTS =
      new Parameter<>(
          "components",
          "k",
          Integer.class,
          "how many components",
          Range.between(1, JointCovariance.MOST_COLUMNS),
          2);

  Parameter<Long> LEAST_COUNT =
      new Parameter<>(
          "least-count",
          "leastCount",
          Long.class,
          "fewest rows of all parties of which anything is shown",
          Range.between(2, 1_000_000_000),
          10L);

  /** Declares them all. */
  static DeclaredParams declare(Params owner) {
    return new DeclaredParams(owner)
        .features()
        .numbers(List.of(COMPONENTS, LEAST_COUNT))
        .numbers(PRIVACY)
        .truth("standardization", "whether columns have deviation 1 before components are sought")
        .text("outputCol", "vector of the row's components", "components");
  }

  /** Numeric columns, the same names at all parties, none missing. */
  default StringArrayParam featureCols() {
    return (StringArrayParam) declared("featureCols");
  }

  /** How many components, at most as many as columns. */
  default IntParam k() {
    return (IntParam) declared("k");
  }

  /** Nothing is shown of fewer rows of all parties; not with privacy. */
  default LongParam leastCount() {
    return (LongParam) declared("leastCount");
  }

  /** Whether the components are those of the correlations, not of the covariances. */
  default BooleanParam standardization() {
    return (BooleanParam) declared("standardization");
  }

  @SuppressWarnings("unchecked")
  default Param<String> outputCol() {
    return (Param<String>) declared("outputCol");
  }

  default String[] getFeatureCols() {
    return isDefined(featureCols()) ? getOrDefault(featureCols()) : new String[0];
  }

  default int getK() {
    return (int) getOrDefault(k());
  }

  default long getLeastCount() {
    return (long) getOrDefault(leastCount());
  }

  default boolean getStandardization() {
    return (boolean) getOrDefault(standardization());
  }

  default String getOutputCol() {
    return getOrDefault(outputCol());
  }

  default E setFeatureCols(String[] value) {
    set(featureCols(), value);
    return self();
  }

  default E setK(int value) {
    set(k(), value);
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

  default E setOutputCol(String value) {
    set(outputCol(), value);
    return self();
  }
}
