package dev.tributary.fl.spark.horizontal.stats;

import dev.tributary.fl.horizontal.stats.StatsTerms;
import dev.tributary.fl.horizontal.stats.StatsTerms.Correlations;
import dev.tributary.fl.spark.horizontal.PrivacyParams;
import dev.tributary.fl.spark.stage.DeclaredParams;
import dev.tributary.fl.training.QuantileLevels;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * Params of {@link FederatedStats} and its model; all but the order of the columns must be equal at
 * all parties, and a fit ends at every party where they are not.
 *
 * @param <E> the stage itself, which setters return
 */
public interface StatsParams<E> extends PrivacyParams<E> {
  /** Declares them all. */
  static DeclaredParams declare(Params owner) {
    return new DeclaredParams(owner)
        .features()
        .reals(
            "quantileLevels",
            "levels of the quantiles, each 0 to 1",
            QuantileLevels.PRESET.stream().mapToDouble(d -> d).toArray())
        .numbers(List.of(StatsTerms.LEAST_COUNT))
        .numbers(PRIVACY)
        .request("correlations", "whether pairs of columns are correlated");
  }

  /** Numeric columns, the same names at all parties; null and NaN are missing values. */
  default StringArrayParam featureCols() {
    return (StringArrayParam) declared("featureCols");
  }

  /** Levels of the quantiles, each 0 to 1, ascending. */
  default DoubleArrayParam quantileLevels() {
    return (DoubleArrayParam) declared("quantileLevels");
  }

  /** Joint figures that rest on fewer values are not shown; at least 1; not with privacy. */
  default LongParam leastCount() {
    return (LongParam) declared("leastCount");
  }

  /** Whether pairs of columns are correlated. */
  default BooleanParam correlations() {
    return (BooleanParam) declared("correlations");
  }

  default String[] getFeatureCols() {
    return getOrDefault(featureCols());
  }

  default double[] getQuantileLevels() {
    return getOrDefault(quantileLevels());
  }

  default long getLeastCount() {
    return (long) getOrDefault(leastCount());
  }

  default boolean getCorrelations() {
    return (boolean) getOrDefault(correlations());
  }

  default E setFeatureCols(String[] value) {
    set(featureCols(), value);
    return self();
  }

  default E setQuantileLevels(double[] value) {
    set(quantileLevels(), value);
    return self();
  }

  default E setLeastCount(long value) {
    set(leastCount(), value);
    return self();
  }

  default E setCorrelations(boolean value) {
    set(correlations(), value);
    return self();
  }

  /** What is asked; USER for what cannot be. */
  default StatsTerms terms() {
    return new StatsTerms(
        Arrays.stream(getQuantileLevels()).boxed().toList(),
        getLeastCount(),
        getCorrelations() ? Correlations.ALL_PAIRS : Correlations.NONE);
  }
}
