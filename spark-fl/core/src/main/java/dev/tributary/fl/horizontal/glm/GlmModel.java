package dev.tributary.fl.horizontal.glm;

import dev.tributary.fl.model.ModelJson;
import java.io.Serializable;
import java.util.List;

/**
 * A linear model, equal at all parties: {@code eta_k = intercept_k + offset + sum of coefficient_kj
 * x_j}.
 *
 * @param format {@link #FORMAT}
 * @param objective name of what was minimised, which says what becomes of {@code eta}
 * @param power of the mean in the variance, for tweedie
 * @param features names of the columns
 * @param coefficients {@code [output][feature]}, in the units of the columns
 * @param intercepts {@code [output]}
 */
public record GlmModel(
    int format,
    String objective,
    double power,
    List<String> features,
    double[][] coefficients,
    double[] intercepts)
    implements Serializable {
  /** The format that this release writes. */
  public static final int FORMAT = 1;

  public GlmModel {
    ModelJson.requireFormat("linear model", format, FORMAT);
    features = List.copyOf(features);
    GlmObjective known = GlmObjective.of(objective, Math.max(2, intercepts.length), power);
    if (known.outputs() != intercepts.length || coefficients.length != intercepts.length) {
      throw new IllegalArgumentException(
          "a linear model of objective %s has %d outputs. Provided value: %d and %d"
              .formatted(objective, known.outputs(), coefficients.length, intercepts.length));
    }
    for (double[] row : coefficients) {
      if (row.length != features.size()) {
        throw new IllegalArgumentException(
            "a linear model has one coefficient a feature, %d. Provided value: %d"
                .formatted(features.size(), row.length));
      }
    }
  }

  /** What it was fitted to. */
  public GlmObjective fitted() {
    return GlmObjective.of(objective, Math.max(2, intercepts.length), power);
  }

  /**
   * Linear predictors of a row.
   *
   * @param row {@code [feature]}
   */
  public double[] eta(double[] row, double offset) {
    double[] eta = new double[intercepts.length];
    for (int k = 0; k < eta.length; k++) {
      double sum = 0;
      for (int j = 0; j < row.length; j++) {
        sum += coefficients[k][j] * row[j];
      }
      eta[k] = intercepts[k] + offset + sum;
    }
    return eta;
  }
}
