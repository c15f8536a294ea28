package dev.tributary.fl.vertical.stats;

import java.util.Collections;
import java.util.List;

/**
 * What one column holds among the common rows; stays at its party.
 *
 * @param name of the column
 * @param present values that are not missing
 * @param missing rows without a value
 * @param mean null where there is no value
 * @param deviation standard deviation of the sample; null below two values
 * @param least null where there is no value
 * @param most null where there is no value
 * @param quantiles one per level of the profile; empty where there is no value
 */
public record ColumnStatistics(
    String name,
    long present,
    long missing,
    Double mean,
    Double deviation,
    Double least,
    Double most,
    List<Double> quantiles) {
  public ColumnStatistics {
    quantiles = Collections.unmodifiableList(quantiles);
  }

  /**
   * @param rows all common rows
   * @param column its number in the moments
   */
  public static ColumnStatistics of(
      String name, long rows, ColumnMoments moments, int column, List<Double> quantiles) {
    long present = moments.present(column);
    return new ColumnStatistics(
        name,
        present,
        rows - present,
        known(moments.mean(column)),
        known(moments.deviation(column)),
        known(moments.least(column)),
        known(moments.most(column)),
        quantiles);
  }

  private static Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
