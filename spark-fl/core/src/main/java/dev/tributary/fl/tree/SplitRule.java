package dev.tributary.fl.tree;

import java.util.Objects;

/**
 * A split of a party's own feature.
 *
 * @param feature column name
 * @param threshold values up to and including this go left; {@code Infinity} where all present
 *     values do
 * @param missingLeft whether a missing value goes left
 */
public record SplitRule(String feature, double threshold, boolean missingLeft) {
  public SplitRule {
    Objects.requireNonNull(feature, "feature");
    if (Double.isNaN(threshold)) {
      throw new IllegalArgumentException("threshold must be a number. Provided value: NaN");
    }
  }

  /** Whether a value goes left; NaN is missing. */
  public boolean goesLeft(double value) {
    return Double.isNaN(value) ? missingLeft : value <= threshold;
  }
}
