package dev.tributary.fl.spark.horizontal.pca;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import dev.tributary.fl.horizontal.pca.JointCovariance;
import dev.tributary.fl.model.ModelJson;
import java.io.Serializable;
import java.util.List;
import org.netlib.util.intW;

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
 * @param explained {@code [component]} share of the variance of all columns
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
   * Of the covariances, or of the correlations.
   *
   * @param k how many, at most as many as features
   */
  static PrincipalComponents of(
      List<String> features, JointCovariance covariance, boolean standardised, int k) {
    int n = features.size();
    double[][] matrix = standardised ? covariance.correlations() : covariance.covariances();
    double[] deviations = covariance.moments().deviations();
    double[] factors = new double[n];
    double[] vectors = new double[n * n];
    double all = 0;
    for (int j = 0; j < n; j++) {
      factors[j] = deviations[j] > 0 ? (standardised ? 1 / deviations[j] : 1) : 0;
      all += matrix[j][j];
      System.arraycopy(matrix[j], 0, vectors, j * n, n);
    }
    double[] values = eigen(vectors, n);
    double[][] components = new double[k][];
    double[] variances = new double[k];
    double[] explained = new double[k];
    for (int c = 0; c < k; c++) {
      components[c] = upright(vectors, (n - 1 - c) * n, n); // LAPACK's are ascending
      variances[c] = Math.max(0, values[n - 1 - c]);
      explained[c] = all > 0 ? variances[c] / all : 0;
    }
    return new PrincipalComponents(
        FORMAT, features, covariance.moments().means(), factors, components, variances, explained);
  }

  /**
   * Eigenvalues of a symmetric matrix, ascending, whose vectors take its place. In Java always: a
   * native library would give parties with other machines other bits.
   */
  private static double[] eigen(double[] matrix, int n) {
    double[] values = new double[n];
    double[] work = new double[Math.max(1, 34 * n)];
    intW info = new intW(0);
    JavaLAPACK.getInstance().dsyev("V", "U", n, matrix, n, values, work, work.length, info);
    if (info.val != 0) {
      throw new IllegalStateException("eigenvalues were not found: dsyev gave " + info.val);
    }
    return values;
  }

  private static double[] upright(double[] vectors, int from, int n) {
    int most = 0;
    for (int j = 1; j < n; j++) {
      most = Math.abs(vectors[from + j]) > Math.abs(vectors[from + most]) ? j : most;
    }
    double sign = vectors[from + most] < 0 ? -1 : 1;
    double[] vector = new double[n];
    for (int j = 0; j < n; j++) {
      vector[j] = sign * vectors[from + j];
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
