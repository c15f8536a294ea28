package dev.tributary.fl.horizontal.rows;

import java.io.Serializable;
import java.util.List;

/** What rows must be, checked at their owner before anything of them is summed. */
public interface RowCheck extends Serializable {
  /** Largest weight of a row: its product with a squared feature is below 1e38. */
  double LARGEST_WEIGHT = 1e8;

  /** Names of the features. */
  List<String> features();

  /**
   * Checks one row.
   *
   * @param row {@code [feature]}, NaN where missing
   * @throws dev.tributary.protocol.FederationException USER with column, value and rule
   */
  void check(double[] row, double label, double weight, double offset);
}
