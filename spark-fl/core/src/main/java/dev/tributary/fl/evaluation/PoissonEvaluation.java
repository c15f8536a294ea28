package dev.tributary.fl.evaluation;

import dev.tributary.protocol.FederationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Quality of predicted mean counts.
 *
 * @param rows rows scored
 * @param deviance mean unit deviance {@code 2 (y ln(y / mu) - y + mu)}, at least 0
 */
public record PoissonEvaluation(int rows, double deviance) implements Evaluation {

  /** Scores are predicted means, positive; labels are counts, at least 0. */
  public static PoissonEvaluation of(Sample sample) {
    double sum = 0;
    for (int r = 0; r < sample.rows(); r++) {
      sum += sample.weight()[r] * unitDeviance(sample, r);
    }
    return new PoissonEvaluation(sample.rows(), sum / sample.totalWeight());
  }

  private static double unitDeviance(Sample sample, int r) {
    double y = sample.label()[r];
    double mu = sample.score()[r];
    if (!(y >= 0 && mu > 0)) {
      throw FederationException.user(
          "row %d must have a label of at least 0 and a predicted mean above 0 for Poisson"
              + " deviance. Provided value: %s and %s",
          r, y, mu);
    }
    double log = y > 0 ? y * Math.log(y / mu) : 0;
    return 2 * (log - y + mu);
  }

  @Override
  public <R> R as(Cases<R> cases) {
    return cases.counts(this);
  }

  @Override
  public Map<Metric, Double> metrics() {
    Map<Metric, Double> metrics = new LinkedHashMap<>();
    metrics.put(Metric.DEVIANCE, deviance);
    return metrics;
  }

  /** The same on any multiset of the rows. */
  static Resampled resampled(Sample sample) {
    double[] deviance = new double[sample.rows()];
    for (int r = 0; r < deviance.length; r++) {
      deviance[r] = unitDeviance(sample, r);
    }
    return new ResampledMeans(
        List.of(Metric.DEVIANCE),
        new double[][] {deviance},
        sample.weight(),
        UnaryOperator.identity());
  }
}
