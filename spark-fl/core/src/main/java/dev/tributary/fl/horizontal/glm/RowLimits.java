package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.horizontal.rows.RowCheck;
import dev.tributary.protocol.FederationException;
import java.util.List;

/**
 * Refuses, at its owner and by the name of its column, what cannot be summed: before the first sum,
 * so that no other party hears more than that.
 *
 * @param features names of the columns
 * @param label name of the column
 * @param weight name of the column, empty if every row weighs 1
 * @param offset name of the column, empty if there is none
 * @param objective says which labels it takes
 */
public record RowLimits(
    List<String> features, String label, String weight, String offset, GlmObjective objective)
    implements RowCheck {
  /** Largest magnitude of a feature. */
  public static final double LARGEST_VALUE = 1e14;

  public RowLimits {
    features = List.copyOf(features);
  }

  @Override
  public void check(double[] row, double labelOf, double weightOf, double offsetOf) {
    for (int j = 0; j < row.length; j++) {
      if (!(Math.abs(row[j]) <= LARGEST_VALUE)) {
        throw refuse(features.get(j), "finite and at most 1e14 in magnitude", row[j]);
      }
    }
    if (!objective.domain().contains(labelOf, labelOf, labelOf == Math.rint(labelOf))) {
      throw refuse(
          label, objective.domain().rule() + " for objective " + objective.name(), labelOf);
    }
    if (!(weightOf >= 0 && weightOf <= LARGEST_WEIGHT)) {
      throw refuse(weight, "at least 0 and at most 1e8", weightOf);
    }
    if (!(Math.abs(offsetOf) <= objective.largestOffset())) {
      throw refuse(
          offset,
          "finite and at most %.0e in magnitude".formatted(objective.largestOffset()),
          offsetOf);
    }
  }

  private static FederationException refuse(String column, String rule, double value) {
    return FederationException.user(
        "column '%s' must be %s in every row; correct it or leave the rows out. Provided value: %s",
        column, rule, Double.isNaN(value) ? "missing or NaN" : value);
  }
}
