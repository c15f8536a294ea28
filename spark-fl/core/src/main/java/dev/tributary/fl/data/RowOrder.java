package dev.tributary.fl.data;

import java.io.Serializable;

/**
 * How the aligned rows of a run are ordered at every party: training rows first, then validation,
 * then test. Row {@code r} is the same person at every party.
 *
 * @param training rows {@code 0 .. training - 1}, at least 1
 * @param validation rows that follow, possibly 0
 * @param test rows at the end, possibly 0
 */
public record RowOrder(int training, int validation, int test) implements Serializable {
  public RowOrder {
    if (training < 1 || validation < 0 || test < 0) {
      throw new IllegalArgumentException(
          "row counts must be at least 1, 0 and 0. Provided value: "
              + training
              + ", "
              + validation
              + ", "
              + test);
    }
    Math.addExact(training, Math.addExact(validation, test));
  }

  /** All rows. */
  public int rows() {
    return training + validation + test;
  }

  /** First validation row. */
  public int validationStart() {
    return training;
  }

  /** First test row. */
  public int testStart() {
    return training + validation;
  }
}
