package dev.tributary.fl.spark.vertical;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.Param;

/**
 * What only the label party's estimators read.
 *
 * @param <E> the estimator itself, which setters return
 */
public interface LabelParams<E> extends PredictionParams<E> {
  /** Label column, numeric. */
  @SuppressWarnings("unchecked")
  default Param<String> labelCol() {
    return (Param<String>) declared("labelCol");
  }

  /** Row weights, finite and at least 0; 1 each if not set. */
  @SuppressWarnings("unchecked")
  default Param<String> weightCol() {
    return (Param<String>) declared("weightCol");
  }

  /** True for rows that validate; none does if not set. */
  @SuppressWarnings("unchecked")
  default Param<String> validationIndicatorCol() {
    return (Param<String>) declared("validationIndicatorCol");
  }

  /**
   * True for rows that neither train nor validate, but are scored in passing, see {@link
   * TrainingSummary#predictions()}; none is if not set. A row that also validates tests.
   */
  @SuppressWarnings("unchecked")
  default Param<String> testIndicatorCol() {
    return (Param<String>) declared("testIndicatorCol");
  }

  /** Whether the label party also trains alone, to compare. */
  default BooleanParam soloBaseline() {
    return (BooleanParam) declared("soloBaseline");
  }

  default String getLabelCol() {
    return getOrDefault(labelCol());
  }

  default String getWeightCol() {
    return getOrDefault(weightCol());
  }

  default String getValidationIndicatorCol() {
    return getOrDefault(validationIndicatorCol());
  }

  default String getTestIndicatorCol() {
    return getOrDefault(testIndicatorCol());
  }

  default boolean getSoloBaseline() {
    return (boolean) getOrDefault(soloBaseline());
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

  default E setTestIndicatorCol(String value) {
    set(testIndicatorCol(), value);
    return self();
  }

  default E setSoloBaseline(boolean value) {
    set(soloBaseline(), value);
    return self();
  }
}
