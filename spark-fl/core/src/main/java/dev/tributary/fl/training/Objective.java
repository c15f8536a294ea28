package dev.tributary.fl.training;

/**
 * What boosting minimises: a loss of raw scores and labels, with its first and second derivative by
 * the score. Every sum is weighted by row.
 */
public sealed interface Objective
    permits BinaryObjective, MulticlassObjective, SquaredErrorObjective, PoissonObjective {
  /** Log loss of labels 0 and 1; raw scores are log odds. */
  static Objective binary() {
    return new BinaryObjective();
  }

  /**
   * Softmax log loss of labels {@code 0 .. classes - 1}; one tree per class and round.
   *
   * @param classes at least 2
   */
  static Objective multiclass(int classes) {
    return new MulticlassObjective(classes);
  }

  /** Half the squared error; raw scores are predictions. */
  static Objective squaredError() {
    return new SquaredErrorObjective();
  }

  /** Poisson deviance of counts; raw scores are logarithms of the mean. */
  static Objective poisson() {
    return new PoissonObjective();
  }

  /**
   * The objective with the name that job files and models use.
   *
   * @param classes read for {@code multiclass} only
   */
  static Objective of(String name, int classes) {
    return switch (name) {
      case BinaryObjective.NAME -> binary();
      case MulticlassObjective.NAME -> multiclass(classes);
      case SquaredErrorObjective.NAME -> squaredError();
      case PoissonObjective.NAME -> poisson();
      default ->
          throw new IllegalArgumentException(
              "objective must be binary, multiclass, squared-error or poisson. Provided value: "
                  + name);
    };
  }

  /**
   * Name in job files: {@code binary}, {@code multiclass}, {@code squared-error}, {@code poisson}.
   */
  String name();

  /** Trees per boosting round. */
  int classes();

  /** Whether labels are classes; derivatives are then at most the row's weight. */
  default boolean isClassification() {
    return this instanceof BinaryObjective || this instanceof MulticlassObjective;
  }

  /**
   * Refuses labels outside the domain with USER.
   *
   * @param labels by row; the first {@code training} are for training, the next {@code validation}
   *     for validation, others are not read
   */
  void check(double[] labels, int training, int validation);

  /** What noise on sums is measured in. */
  default NoiseUnit noiseUnit() {
    return NoiseUnit.LARGEST;
  }

  /** Raw score of every class before the first tree. */
  double[] baseScores(double[] labels, double[] weights, int training);

  /**
   * Derivatives of the first {@code rows} rows.
   *
   * @param scores raw, {@code [class][row]}
   * @param weights by row
   * @param gradients result, {@code [class][row]}
   * @param hessians result, {@code [class][row]}, at least 0
   */
  void derivatives(
      double[][] scores,
      double[] labels,
      double[] weights,
      int rows,
      double[][] gradients,
      double[][] hessians);

  /** Weighted mean loss of rows {@code from .. to - 1}, in the unit that {@link #lossName} says. */
  double loss(double[][] scores, double[] labels, double[] weights, int from, int to);

  /** {@code logloss}, {@code rmse} or {@code deviance}. */
  String lossName();

  /**
   * Largest magnitude of an unweighted gradient or hessian that a training may be expected to see.
   */
  double derivativeBound(double[] labels, double[] baseScores, int training);

  /**
   * Predictions of a row: probabilities per class (binary: of label 1 alone), or the mean.
   *
   * @param rawScores one per class
   */
  double[] predict(double[] rawScores);
}
