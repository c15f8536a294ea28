package dev.tributary.fl.evaluation;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Metrics that are functions of weighted means over rows.
 *
 * @param metrics what is measured
 * @param terms {@code [mean][row]} what is averaged
 * @param weight {@code [row]}
 * @param ofMeans from {@code [mean]} to {@code [metric]}
 */
record ResampledMeans(
    List<Metric> metrics, double[][] terms, double[] weight, UnaryOperator<double[]> ofMeans)
    implements Resampled {

  @Override
  public boolean measure(byte[] copies, double[] into) {
    double total = 0;
    double[] means = new double[terms.length];
    for (int r = 0; r < copies.length; r++) {
      total += copies[r] * weight[r];
    }
    if (!(total > 0)) {
      return false;
    }
    for (int t = 0; t < terms.length; t++) {
      double sum = 0;
      for (int r = 0; r < copies.length; r++) {
        sum += copies[r] * weight[r] * terms[t][r];
      }
      means[t] = sum / total;
    }
    double[] values = ofMeans.apply(means);
    System.arraycopy(values, 0, into, 0, values.length);
    return true;
  }

  @Override
  public double grain(int metric) {
    return metrics.get(metric).equals(Metric.ACCURACY) ? 1.0 / weight.length : 0;
  }
}
