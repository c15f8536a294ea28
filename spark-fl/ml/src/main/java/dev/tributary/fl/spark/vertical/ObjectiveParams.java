package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.spark.stage.FederatedParams;
import org.apache.spark.ml.param.Param;

/**
 * What the label party's estimators minimise.
 *
 * @param <E> the estimator itself, which setters return
 */
public interface ObjectiveParams<E> extends FederatedParams<E> {
  /**
   * Of a classifier {@code auto} (by the largest label), {@code binary} or {@code multiclass}; of a
   * regressor {@code squared-error} or {@code poisson}.
   */
  @SuppressWarnings("unchecked")
  default Param<String> objective() {
    return (Param<String>) declared("objective");
  }

  default String getObjective() {
    return getOrDefault(objective());
  }

  default E setObjective(String value) {
    set(objective(), value);
    return self();
  }
}
