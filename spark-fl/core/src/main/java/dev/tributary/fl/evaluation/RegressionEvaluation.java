package dev.tributary.fl.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Quality of predicted numbers.
 *
 * @param rows rows scored
 * @param rmse root of the mean squared error, in the unit of the label
 * @param r2 one minus the squared error over that of the mean label, at most 1; where all labels
 *     are equal, 1 for exact predictions and 0 otherwise
 */
public record RegressionEvaluation(int rows, double rmse, double r2) implements Evaluation {

  /** Scores are predictions in the unit of the label. */
  public static RegressionEvaluation of(Sample sample) {
    double total = sample.totalWeight();
    double mean = 0;
    for (int r = 0; r < sample.rows(); r++) {
      mean += sample.weight()[r] * sample.label()[r] / total;
    }
    double residual = 0;
    double spread = 0;
    for (int r = 0; r < sample.rows(); r++) {
      double y = sample.label()[r];
      residual += sample.weight()[r] * square(y - sample.score()[r]);
      spread += sample.weight()[r] * square(y - mean);
    }
    double r2 = spread > 0 ? 1 - residual / spread : residual == 0 ? 1 : 0;
    return new RegressionEvaluation(sample.rows(), Math.sqrt(residual / total), r2);
  }

  private static double square(double v) {
    return v * v;
  }

  @Override
  public <R> R as(Cases<R> cases) {
    return cases.regression(this);
  }

  @Override
  public Map<Metric, Double> metrics() {
    Map<Metric, Double> metrics = new LinkedHashMap<>();
    metrics.put(Metric.RMSE, rmse);
    metrics.put(Metric.R2, r2);
    return metrics;
  }

  /** The same on any multiset of the rows. */
  static Resampled resampled(Sample sample) {
    double total = sample.totalWeight();
    double centre = 0;
    for (int r = 0; r < sample.rows(); r++) {
      centre += sample.weight()[r] * sample.label()[r] / total;
    }
    double[][] terms = new double[3][sample.rows()];
    for (int r = 0; r < sample.rows(); r++) {
      // Around the mean of all rows, so that little is lost where squares are subtracted.
      double deviation = sample.label()[r] - centre;
      terms[0][r] = square(sample.label()[r] - sample.score()[r]);
      terms[1][r] = deviation;
      terms[2][r] = square(deviation);
    }
    return new ResampledMeans(
        List.of(Metric.RMSE, Metric.R2), terms, sample.weight(), RegressionEvaluation::ofMeans);
  }

  private static double[] ofMeans(double[] mean) {
    double spread = mean[2] - square(mean[1]);
    double r2 = spread > 0 ? 1 - mean[0] / spread : mean[0] == 0 ? 1 : 0;
    return new double[] {Math.sqrt(mean[0]), r2};
  }
}
