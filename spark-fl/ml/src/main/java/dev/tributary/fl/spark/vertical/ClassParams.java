package dev.tributary.fl.spark.vertical;

import org.apache.spark.ml.param.Param;

/**
 * Columns that a classification model writes besides. An empty name leaves a column out.
 *
 * @param <E> the stage itself, which setters return
 */
public interface ClassParams<E> extends PredictionParams<E> {
  /** Raw scores: one per class; for two classes minus and plus the log odds. */
  @SuppressWarnings("unchecked")
  default Param<String> rawPredictionCol() {
    return (Param<String>) declared("rawPredictionCol");
  }

  /** Probability of every class. */
  @SuppressWarnings("unchecked")
  default Param<String> probabilityCol() {
    return (Param<String>) declared("probabilityCol");
  }

  default String getRawPredictionCol() {
    return getOrDefault(rawPredictionCol());
  }

  default String getProbabilityCol() {
    return getOrDefault(probabilityCol());
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
