package dev.tributary.fl.horizontal.stats;

import java.util.Collections;
import java.util.List;

/**
 * What a column holds. A figure that rests on too few values is null, and so is one that would tell
 * such a figure beside others. With noise all are about what they say, single values may lie beyond
 * the bounds, and what the noise hides is null; as many missing values as it hides are 0.
 *
 * @param name of the column
 * @param present values that are not missing
 * @param missing rows without a value
 * @param mean null without a value
 * @param deviation standard deviation of the sample; null below two values
 * @param lowest power of two that no value is below; the least value is within a factor of two
 * @param highest likewise above
 * @param quantiles one per level, each within 1/256 of a value of that rank; empty without a value
 * @param histogram bins in ascending order; empty where too few values are present
 */
public record ColumnFigures(
    String name,
    Long present,
    Long missing,
    Double mean,
    Double deviation,
    Double lowest,
    Double highest,
    List<Double> quantiles,
    List<Bin> histogram) {
  public ColumnFigures {
    quantiles = Collections.unmodifiableList(quantiles);
    histogram = List.copyOf(histogram);
  }

  /**
   * Values between two bounds, both included.
   *
   * @param lower null for the lowest bin where too few values tell its bound
   * @param upper null for the highest one likewise
   */
  public record Bin(Double lower, Double upper, long count) {}
}
