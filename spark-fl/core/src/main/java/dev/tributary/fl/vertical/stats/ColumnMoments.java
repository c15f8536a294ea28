package dev.tributary.fl.vertical.stats;

import java.util.Arrays;

/**
 * Counts, mean, deviation and range of columns, in one pass over rows in any order. Means and sums
 * of squared deviations are updated and merged by the formulas of Chan, Golub and LeVeque (1979),
 * which do not cancel where the mean is large.
 *
 * <p>Flat: {@code values[WIDTH * column + field]}, so that a partition sends one array.
 */
public final class ColumnMoments {
  private static final int PRESENT = 0;
  private static final int MEAN = 1;
  private static final int SQUARES = 2;
  private static final int LEAST = 3;
  private static final int MOST = 4;
  private static final int WIDTH = 5;

  private final double[] values;

  /** Of no rows yet. */
  public ColumnMoments(int columns) {
    values = new double[WIDTH * columns];
    for (int c = 0; c < columns; c++) {
      values[WIDTH * c + LEAST] = Double.POSITIVE_INFINITY;
      values[WIDTH * c + MOST] = Double.NEGATIVE_INFINITY;
    }
  }

  private ColumnMoments(double[] values) {
    this.values = values;
  }

  /** From {@link #toArray}. */
  public static ColumnMoments of(double[] array) {
    return new ColumnMoments(array.clone());
  }

  /** All that is known, {@value #WIDTH} numbers a column. */
  public double[] toArray() {
    return values.clone();
  }

  public int columns() {
    return values.length / WIDTH;
  }

  /**
   * Counts a value.
   *
   * @param value NaN where it is missing
   */
  public void add(int column, double value) {
    if (Double.isNaN(value)) {
      return;
    }
    int at = WIDTH * column;
    double n = ++values[at + PRESENT];
    double delta = value - values[at + MEAN];
    values[at + MEAN] += delta / n;
    values[at + SQUARES] += delta * (value - values[at + MEAN]);
    values[at + LEAST] = Math.min(values[at + LEAST], value);
    values[at + MOST] = Math.max(values[at + MOST], value);
  }

  /** Adds what another part of the rows has. */
  public void merge(ColumnMoments other) {
    if (other.values.length != values.length) {
      throw new IllegalArgumentException(
          "columns must be " + columns() + ". Provided value: " + other.columns());
    }
    for (int at = 0; at < values.length; at += WIDTH) {
      double mine = values[at + PRESENT];
      double theirs = other.values[at + PRESENT];
      if (theirs == 0) {
        continue;
      }
      double all = mine + theirs;
      double delta = other.values[at + MEAN] - values[at + MEAN];
      values[at + MEAN] += delta * (theirs / all);
      values[at + SQUARES] += other.values[at + SQUARES] + delta * delta * (mine * theirs / all);
      values[at + PRESENT] = all;
      values[at + LEAST] = Math.min(values[at + LEAST], other.values[at + LEAST]);
      values[at + MOST] = Math.max(values[at + MOST], other.values[at + MOST]);
    }
  }

  /** Values that are not missing. */
  public long present(int column) {
    return (long) values[WIDTH * column + PRESENT];
  }

  /** NaN of a column without values. */
  public double mean(int column) {
    return present(column) == 0 ? Double.NaN : values[WIDTH * column + MEAN];
  }

  /** Standard deviation of the sample, over {@code n - 1}; NaN below two values. */
  public double deviation(int column) {
    long n = present(column);
    return n < 2 ? Double.NaN : Math.sqrt(values[WIDTH * column + SQUARES] / (n - 1));
  }

  /** NaN of a column without values. */
  public double least(int column) {
    return present(column) == 0 ? Double.NaN : values[WIDTH * column + LEAST];
  }

  /** NaN of a column without values. */
  public double most(int column) {
    return present(column) == 0 ? Double.NaN : values[WIDTH * column + MOST];
  }

  @Override
  public String toString() {
    return "ColumnMoments" + Arrays.toString(values);
  }
}
