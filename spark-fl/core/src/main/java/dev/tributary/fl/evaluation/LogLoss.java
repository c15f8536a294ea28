package dev.tributary.fl.evaluation;

import dev.tributary.protocol.FederationException;

/**
 * Mean negative log likelihood in nats. Probabilities are moved into {@code [2^-52, 1 - 2^-52]}, so
 * that one certain mistake costs 36 and not infinity.
 */
final class LogLoss {
  private static final double SMALLEST = Math.ulp(1.0);

  private LogLoss() {}

  /** Scores are probabilities of label 1; labels are 0 or 1. */
  static double binary(Sample sample) {
    double sum = 0;
    for (int r = 0; r < sample.rows(); r++) {
      double p = sample.score()[r];
      sum += sample.weight()[r] * nats(sample.label()[r] == 1 ? p : 1 - p, r);
    }
    return sum / sample.totalWeight();
  }

  /** Cost of a row whose true class was given the probability {@code p}. */
  static double nats(double p, int row) {
    if (!(p >= 0 && p <= 1)) {
      throw FederationException.user(
          "score of row %d must be a probability between 0 and 1. Provided value: %s", row, p);
    }
    return -Math.log(Math.min(1 - SMALLEST, Math.max(SMALLEST, p)));
  }
}
