package dev.tributary.fl.training;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * What boosting minimises: a loss of raw scores and labels, with its first and second derivative by
 * the score. Every sum is weighted by row.
 */
public sealed interface Objective extends Target, Serializable
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

  /** Names of those whose labels are classes. */
  List<String> OF_CLASSES = List.of(BinaryObjective.NAME, MulticlassObjective.NAME);

  /** Names of the others. */
  List<String> OF_NUMBERS = List.of(SquaredErrorObjective.NAME, PoissonObjective.NAME);

  /** Names that {@link #of} takes. */
  List<String> NAMES = Stream.concat(OF_CLASSES.stream(), OF_NUMBERS.stream()).toList();

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
              "objective must be one of " + NAMES + ". Provided value: " + name);
    };
  }

  /** Whether {@link #of} reads the number of classes. */
  static boolean takesClasses(String name) {
    return name.equals(MulticlassObjective.NAME);
  }

  /** Trees per boosting round. */
  default int classes() {
    return outputs();
  }

  /**
   * Refuses labels outside the domain, and training rows that do not suffice, with USER.
   *
   * @param labels by row; the first {@code training} are for training, the next {@code validation}
   *     for validation, others are not read
   */
  default void check(double[] labels, int training, int validation) {
    checkDomain(labels, training + validation);
    checkTraining(labels, training);
  }

  /**
   * Refuses labels outside the domain with USER.
   *
   * @param rows how many are read
   */
  default void checkDomain(double[] labels, int rows) {
    for (int row = 0; row < rows; row++) {
      if (!domain().contains(labels[row])) {
        throw Labels.refuse(name(), domain().rule(), row, labels[row]);
      }
    }
  }

  /** Refuses training labels that lie in the domain and still leave nothing to learn, with USER. */
  default void checkTraining(double[] labels, int training) {}

  /** What noise on sums is measured in. */
  default NoiseUnit noiseUnit() {
    return NoiseUnit.LARGEST;
  }

  /**
   * Raw score of every class before the first tree, finite; USER where labels, as they weigh, have
   * none.
   */
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

  /**
   * What a row of weight 1 adds to the loss, at least 0.
   *
   * @param rawScores one per class
   */
  double rowLoss(double[] rawScores, double label);

  /** The loss, of the weighted mean of {@link #rowLoss}. */
  default double lossOfMean(double mean) {
    return mean;
  }

  /** {@code logloss}, {@code rmse} or {@code deviance}. */
  String lossName();

  /**
   * Largest magnitude of an unweighted gradient or hessian that a training may be expected to see.
   */
  double derivativeBound(double[] labels, double[] baseScores, int training);

  /**
   * An unweighted hessian of a row whose label is predicted as the mean of all, of numbers; where
   * noise is added, what a hessian is measured in.
   */
  default double hessianAtMean(double labelMean) {
    return 1;
  }

  /**
   * Predictions of a row: probabilities per class (binary: of label 1 alone), or the mean.
   *
   * @param rawScores one per class
   */
  double[] predict(double[] rawScores);
}
