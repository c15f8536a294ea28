package dev.tributary.fl.horizontal.gbdt;

import dev.tributary.fl.horizontal.rows.RowCheck;
import dev.tributary.fl.training.Objective;
import dev.tributary.protocol.FederationException;
import java.io.Serializable;
import java.util.List;

/**
 * What a row must be, and what it counts. Refused is, at its owner and by the name of its column,
 * what cannot be summed: before the first sum, so that no other party hears more than that.
 *
 * <p>A row is an array of doubles: the features, NaN where missing, then label, weight, and 1 if it
 * validates, otherwise 0.
 *
 * @param features names of the columns
 * @param label name of the column
 * @param weight name of the column, empty if every row weighs 1
 * @param objective says which labels it takes
 * @param scalePosWeight by which rows with label 1 count more
 */
public record RowRules(
    List<String> features, String label, String weight, Objective objective, double scalePosWeight)
    implements Serializable {
  /** Largest magnitude of a label under squared error. */
  public static final double LARGEST_LABEL = 1e14;

  /** Columns after the features of which sums tell the magnitude: label and weight. */
  static final int BESIDE = 2;

  public RowRules {
    features = List.copyOf(features);
  }

  /** Length of a row. */
  public int width() {
    return features.size() + BESIDE + 1;
  }

  static double label(double[] row) {
    return row[row.length - 3];
  }

  static double weight(double[] row) {
    return row[row.length - 2];
  }

  static boolean validates(double[] row) {
    return row[row.length - 1] != 0;
  }

  /**
   * Checks one row, and multiplies its weight by what its label counts.
   *
   * @param row changed
   * @return the row
   * @throws FederationException USER with column, value and rule
   */
  public double[] apply(double[] row) {
    for (int j = 0; j < features.size(); j++) {
      if (Double.isInfinite(row[j])) {
        throw refuse(features.get(j), "finite or missing", row[j]);
      }
    }
    double of = label(row);
    boolean fits =
        Math.abs(of) <= LARGEST_LABEL && objective.domain().contains(of, of, of == Math.rint(of));
    if (!fits) {
      String rule = objective.domain().rule() + " for objective " + objective.name();
      throw refuse(label, rule + ", and at most 1e14 in magnitude", of);
    }
    if (!(weight(row) >= 0 && weight(row) <= RowCheck.LARGEST_WEIGHT)) {
      throw refuse(weight, "at least 0 and at most 1e8", weight(row));
    }
    if (of == 1 && objective.hasPositives()) {
      row[row.length - 2] *= scalePosWeight;
    }
    return row;
  }

  private static FederationException refuse(String column, String rule, double value) {
    return FederationException.user(
        "column '%s' must be %s in every row; correct it or leave the rows out. Provided value: %s",
        column, rule, Double.isNaN(value) ? "missing or NaN" : value);
  }
}
