package dev.tributary.fl.training;

import dev.tributary.fl.evaluation.Judge;
import java.util.Locale;
import java.util.Optional;

/**
 * What a model is fitted to: which labels, what is predicted of them, and how that is judged.
 * Whatever minimises something over labels is one.
 */
public interface Target {
  /** Name in job files. */
  String name();

  /** Predictions of a row: one a class with more than two classes, otherwise one. */
  int outputs();

  /** Whether labels are classes. */
  boolean isClassification();

  /** Which labels it can be fitted to. */
  LabelDomain domain();

  /** What is predicted, in words. */
  String predicts();

  /** How predictions are judged. */
  Judge judge();

  /** Whether labels are 0 and 1, so that those of label 1 can be weighed against the others. */
  default boolean hasPositives() {
    return false;
  }

  /** Fewest different labels among rows whose evaluation says something. */
  default int labelsToJudge() {
    return 1;
  }

  /**
   * What a label column holds, in words.
   *
   * @param mean of the labels
   * @param rows that have one
   */
  default String describe(double mean, long rows) {
    return String.format(Locale.ROOT, "mean %.6g", mean);
  }

  /** What makes it doubtful that there is enough to learn from, in words; the same arguments. */
  default Optional<String> doubt(double mean, long rows) {
    return Optional.empty();
  }

  /** Labels 0 and 1. */
  interface OfPair extends Target {
    @Override
    default int outputs() {
      return 1;
    }

    @Override
    default boolean isClassification() {
      return true;
    }

    @Override
    default LabelDomain domain() {
      return LabelDomain.classes(2);
    }

    @Override
    default String predicts() {
      return "the probability of label 1";
    }

    @Override
    default Judge judge() {
      return Judge.BINARY;
    }

    @Override
    default boolean hasPositives() {
      return true;
    }

    @Override
    default int labelsToJudge() {
      return 2;
    }

    @Override
    default String describe(double mean, long rows) {
      return String.format(
          Locale.ROOT, "%.2f %% of the rows (%,.0f) have label 1", 100 * mean, mean * rows);
    }

    @Override
    default Optional<String> doubt(double mean, long rows) {
      return mean * rows < LabelDomain.FEW_EVENTS
          ? Optional.of(
              String.format(
                  Locale.ROOT, "only %.0f rows have label 1: too few to learn from", mean * rows))
          : Optional.empty();
    }
  }

  /** Labels 0 and up, one output each. */
  interface OfClasses extends Target {
    @Override
    default boolean isClassification() {
      return true;
    }

    @Override
    default LabelDomain domain() {
      return LabelDomain.classes(outputs());
    }

    @Override
    default String predicts() {
      return "the probability of each of " + outputs() + " classes";
    }

    @Override
    default Judge judge() {
      return Judge.CLASSES;
    }
  }

  /** Labels and predictions that are numbers in one unit. */
  interface OfNumbers extends Target {
    @Override
    default int outputs() {
      return 1;
    }

    @Override
    default boolean isClassification() {
      return false;
    }
  }
}
