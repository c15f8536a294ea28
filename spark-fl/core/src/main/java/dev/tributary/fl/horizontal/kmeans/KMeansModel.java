package dev.tributary.fl.horizontal.kmeans;

import dev.tributary.fl.horizontal.moments.ColumnScale;
import dev.tributary.fl.model.ModelJson;
import java.io.Serializable;
import java.util.List;

/**
 * Clusters, equal at all parties.
 *
 * @param format {@link #FORMAT}
 * @param features names of the columns
 * @param centres {@code [cluster][feature]}, in the units of the columns
 * @param factors {@code [feature]} by which a column is multiplied where distances are measured; 0
 *     for one that counts for nothing, since it did not vary
 */
public record KMeansModel(int format, List<String> features, double[][] centres, double[] factors)
    implements Serializable {
  /** The format that this release writes. */
  public static final int FORMAT = 1;

  public KMeansModel {
    ModelJson.requireFormat("clustering", format, FORMAT);
    features = List.copyOf(features);
    boolean fits = centres.length > 0 && factors.length == features.size();
    for (double[] centre : centres) {
      fits &= centre.length == features.size();
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "a clustering has centres and factors of one number a feature, " + features.size());
    }
  }

  /**
   * Of centres among scaled columns.
   *
   * @param centres {@code [cluster][feature]}, on the scale of the distances
   */
  static KMeansModel scaled(List<String> features, double[][] centres, ColumnScale scale) {
    double[][] given = new double[centres.length][features.size()];
    for (int c = 0; c < centres.length; c++) {
      for (int j = 0; j < given[c].length; j++) {
        double factor = scale.factor()[j];
        given[c][j] = scale.shift()[j] + (factor > 0 ? centres[c][j] / factor : 0);
      }
    }
    return new KMeansModel(FORMAT, features, given, scale.factor());
  }

  /**
   * The cluster of a row.
   *
   * @param row {@code [feature]}, none missing
   */
  public int cluster(double[] row) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < centres.length; c++) {
      double distance = 0;
      for (int j = 0; j < row.length; j++) {
        double apart = (row[j] - centres[c][j]) * factors[j];
        distance += apart * apart;
      }
      if (distance < least) {
        least = distance;
        nearest = c;
      }
    }
    return nearest;
  }
}
