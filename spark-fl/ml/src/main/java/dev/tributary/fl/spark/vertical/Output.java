package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.training.Objective;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.api.java.UDF1;

/**
 * One output column of a row, computed from its raw scores; null for a row without.
 *
 * @param <K> what identifies or holds a row
 */
final class Output<K> implements UDF1<K, Object> {
  private static final long serialVersionUID = 1L;

  private final Scores<K> scores;
  private final String objective;
  private final int classes;
  private final Kind kind;
  private transient Objective answers;

  /**
   * @param objective name and trees per round of the model's objective
   */
  Output(Scores<K> scores, String objective, int classes, Kind kind) {
    this.scores = scores;
    this.objective = objective;
    this.classes = classes;
    this.kind = kind;
  }

  /** What the column holds. */
  enum Kind {
    /** Vector of raw scores by class; two classes share one score with opposite signs. */
    RAW,
    /** Vector of probabilities by class. */
    PROBABILITY,
    /** The most probable class, the lower of equals. */
    CLASS,
    /** The mean of a regression. */
    MEAN
  }

  @Override
  public Object call(K row) {
    if (row == null) {
      return null;
    }
    double[] raw = scores.of(row);
    return switch (kind) {
      case RAW -> Vectors.dense(raw.length == 1 ? new double[] {-raw[0], raw[0]} : raw);
      case PROBABILITY -> Vectors.dense(probabilities(raw));
      case CLASS -> (double) most(probabilities(raw));
      case MEAN -> predict(raw)[0];
    };
  }

  private double[] probabilities(double[] raw) {
    double[] predicted = predict(raw);
    return predicted.length == 1 ? new double[] {1 - predicted[0], predicted[0]} : predicted;
  }

  private double[] predict(double[] raw) {
    if (answers == null) {
      answers = Objective.of(objective, classes);
    }
    return answers.predict(raw);
  }

  private static int most(double[] probabilities) {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return best;
  }
}
