package dev.tributary.connectors.cells;

/**
 * What the values of a number column are like.
 *
 * @param name of the column
 * @param rows all rows
 * @param present rows with a value
 * @param least smallest value; 0 without one
 * @param most largest value; 0 without one
 * @param mean of the values; NaN without one
 * @param whole whether every value is a whole number
 * @param distinct about how many different values there are, to 2 %; 0 where they are not whole or
 *     repeat often
 * @param rowNumbers whether the values are 0, 1, ... or 1, 2, ..., one for each row, in any order
 * @param rounded values that are other numbers than their cells, which no double is
 * @param roundedExample such a cell, or empty
 */
public record ColumnProfile(
    String name,
    long rows,
    long present,
    double least,
    double most,
    double mean,
    boolean whole,
    double distinct,
    boolean rowNumbers,
    long rounded,
    String roundedExample) {

  /** Rows without a value. */
  public long missing() {
    return rows - present;
  }

  /** Whether every row has the same value, also before any was rounded. */
  public boolean constant() {
    return present == rows && least == most && rounded == 0;
  }
}
