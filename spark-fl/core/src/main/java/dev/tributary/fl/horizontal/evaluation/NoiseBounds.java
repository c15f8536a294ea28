package dev.tributary.fl.horizontal.evaluation;

import java.util.function.ToDoubleFunction;

/** What noise in totals does to a metric. */
final class NoiseBounds {
  private NoiseBounds() {}

  /**
   * A metric, and two deviations that independent noise in every total gives it to first order.
   *
   * @param noise deviation in every total
   */
  static Bounded of(double[] totals, double noise, ToDoubleFunction<double[]> metric) {
    double value = metric.applyAsDouble(totals);
    double squares = 0;
    for (int i = 0; i < totals.length; i++) {
      double[] moved = totals.clone();
      moved[i] += noise;
      double off = metric.applyAsDouble(moved) - value;
      squares += off * off;
    }
    double deviations = 2 * Math.sqrt(squares);
    return new Bounded(value, value - deviations, value + deviations);
  }
}
