package dev.tributary.fl.data;

import java.io.Serializable;

/**
 * What a row adds to some words. Words are integers, so that their sum does not depend on how rows
 * are partitioned. Stateless; shipped to executors.
 */
public interface RowWords extends Serializable {
  /** How many words there are. */
  int length();

  /**
   * Adds one row.
   *
   * @param row a value per column, NaN where it is missing
   * @param words of which the first {@link #length} are its
   */
  void add(double[] row, long[] words);
}
