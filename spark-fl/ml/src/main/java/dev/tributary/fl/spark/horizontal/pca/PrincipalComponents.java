package dev.tributary.fl.spark.horizontal.pca;

import dev.tributary.fl.horizontal.pca.JointCovariance;
import dev.tributary.fl.model.ModelJson;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Directions in which the rows of all parties vary most, equal at all parties.
 *
 * @param format {@link #FORMAT}
 * @param features names of the columns
 * @param means {@code [feature]}, taken from a row first
 * @param factors {@code [feature]} by which it is multiplied then; 0 for a column that does not
 *     vary
 * @param components {@code [component][feature]} of length 1; the entry that is largest in
 *     magnitude is positive
 * @param variances {@code [component]}, descending
 * @param explained {@code [component]} share of the variance of all columns; together at most 1
 */
@SuppressWarnings("ArrayRecordComponent")
public record PrincipalComponents(
    int format,
    List<String> features,
    double[] means,
    double[] factors,
    double[][] components,
    double[] variances,
    double[] explained)
    implements Serializable {
  /** The format that this release writes. */
  public static final int FORMAT = 1;

  public PrincipalComponents {
    ModelJson.requireFormat("principal components", format, FORMAT);
    features = List.copyOf(features);
    boolean fits = means.length == features.size() && factors.length == features.size();
    for (double[] component : components) {
      fits &= component.length == features.size();
    }
    if (!fits || variances.length != components.length || explained.length != components.length) {
      throw new IllegalArgumentException(
          "principal components have one number a feature, " + features.size());
    }
  }

  /**
   * Of the covariances, or of the correlations. In Java always: a native library would give parties
   * with other machines other bits; and not by Spark's LAPACK in Java, which never ends now and
   * then where two threads call it first at the same time (its machine constants are found
   * unguarded).
   *
   * @param k how many, at most as many as features
   */
  static PrincipalComponents of(
      List<String> features, JointCovariance covariance, boolean standardised, int k) {
    int n = features.size();
    double[][] matrix = standardised ? covariance.correlations() : covariance.covariances();
    double[] deviations = covariance.moments().deviations();
    double[] factors = new double[n];
    for (int j = 0; j < n; j++) {
      factors[j] = deviations[j] > 0 ? (standardised ? 1 / deviations[j] : 1) : 0;
    }
    EigenDecomposition found = new EigenDecomposition(new Array2DRowRealMatrix(matrix, false));
    double[][] components = new double[k][];
    double[] variances = new double[k];
    double[] explained = new double[k];
    // The trace, unless noise made some of them negative.
    double all = Arrays.stream(found.getRealEigenvalues()).filter(value -> value > 0).sum();
    for (int c = 0; c < k; c++) {
      components[c] = upright(found.getEigenvector(c).toArray());
      variances[c] = Math.max(0, found.getRealEigenvalue(c));
      explained[c] = all > 0 ? variances[c] / all : 0;
    }
    return new PrincipalComponents(
        FORMAT, features, covariance.moments().means(), factors, components, variances, explained);
  }

  private static double[] upright(double[] vector) {
    int most = 0;
    for (int j = 1; j < vector.length; j++) {
      most = Math.abs(vector[j]) > Math.abs(vector[most]) ? j : most;
    }
    double sign = vector[most] < 0 ? -1 : 1;
    for (int j = 0; j < vector.length; j++) {
      vector[j] *= sign;
    }
    return vector;
  }

  /**
   * A row along the components.
   *
   * @param row {@code [feature]}, none missing
   */
  public double[] project(double[] row) {
    double[] scaled = new double[row.length];
    for (int j = 0; j < row.length; j++) {
      scaled[j] = (row[j] - means[j]) * factors[j];
    }
    double[] projected = new double[components.length];
    for (int c = 0; c < projected.length; c++) {
      for (int j = 0; j < row.length; j++) {
        projected[c] += components[c][j] * scaled[j];
      }
    }
    return projected;
  }
}
