package dev.tributary.fl.evaluation;

import dev.tributary.protocol.FederationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Quality of predicted means of a family with variance {@code mu^power}.
 *
 * @param rows rows scored
 * @param power 1 for counts (Poisson), 2 for gamma, between for Tweedie
 * @param deviance mean {@link UnitDeviance}, at least 0
 */
public record DevianceEvaluation(int rows, double power, double deviance) implements Evaluation {

  /** Scores are predicted means, positive; labels are at least 0, with power 2 above it. */
  public static DevianceEvaluation of(double power, Sample sample) {
    double sum = 0;
    for (int r = 0; r < sample.rows(); r++) {
      sum += sample.weight()[r] * unitDeviance(power, sample, r);
    }
    return new DevianceEvaluation(sample.rows(), power, sum / sample.totalWeight());
  }

  private static double unitDeviance(double power, Sample sample, int r) {
    double y = sample.label()[r];
    double mu = sample.score()[r];
    if (!(UnitDeviance.takes(power, y) && mu > 0)) {
      throw FederationException.user(
          "row %d must have a label of at least 0 (for gamma above it) and a predicted mean above 0"
              + " to be judged by deviance. Provided value: %s and %s",
          r, y, mu);
    }
    return UnitDeviance.of(power, y, mu);
  }

  @Override
  public <R> R as(Cases<R> cases) {
    return cases.means(this);
  }

  @Override
  public Map<Metric, Double> metrics() {
    Map<Metric, Double> metrics = new LinkedHashMap<>();
    metrics.put(Metric.DEVIANCE, deviance);
    return metrics;
  }

  /** The same on any multiset of the rows. */
  static Resampled resampled(double power, Sample sample) {
    double[] deviance = new double[sample.rows()];
    for (int r = 0; r < deviance.length; r++) {
      deviance[r] = unitDeviance(power, sample, r);
    }
    return new ResampledMeans(
        List.of(Metric.DEVIANCE),
        new double[][] {deviance},
        sample.weight(),
        UnaryOperator.identity());
  }
}
