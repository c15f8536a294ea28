package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.spark.stage.FederatedParams;
import org.apache.spark.ml.param.Param;

/**
 * Columns that the label party's models write. An empty name leaves a column out.
 *
 * @param <E> the stage itself, which setters return
 */
public interface PredictionParams<E> extends FederatedParams<E> {
  /** Class or mean. */
  @SuppressWarnings("unchecked")
  default Param<String> predictionCol() {
    return (Param<String>) declared("predictionCol");
  }

  /** What becomes of rows that another party lacks: skip, keep (null prediction) or error. */
  @SuppressWarnings("unchecked")
  default Param<String> handleInvalid() {
    return (Param<String>) declared("handleInvalid");
  }

  default String getPredictionCol() {
    return getOrDefault(predictionCol());
  }

  default String getHandleInvalid() {
    return getOrDefault(handleInvalid());
  }

  default E setPredictionCol(String value) {
    set(predictionCol(), value);
    return self();
  }

  default E setHandleInvalid(String value) {
    set(handleInvalid(), value);
    return self();
  }
}
