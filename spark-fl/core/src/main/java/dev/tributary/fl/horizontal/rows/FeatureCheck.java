package dev.tributary.fl.horizontal.rows;

import dev.tributary.protocol.FederationException;
import java.util.List;

/** Of rows without label, weight and offset: every feature is a number that can be summed. */
public record FeatureCheck(List<String> features) implements RowCheck {
  /** Largest magnitude of a feature. */
  public static final double LARGEST = 1e14;

  public FeatureCheck {
    features = List.copyOf(features);
  }

  @Override
  public void check(double[] row, double label, double weight, double offset) {
    for (int j = 0; j < row.length; j++) {
      if (!(Math.abs(row[j]) <= LARGEST)) {
        throw FederationException.user(
            "column '%s' must be finite and at most 1e14 in magnitude in every row; correct it or"
                + " leave the rows out. Provided value: %s",
            features.get(j), Double.isNaN(row[j]) ? "missing or NaN" : row[j]);
      }
    }
  }
}
