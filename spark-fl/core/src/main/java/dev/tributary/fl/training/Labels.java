package dev.tributary.fl.training;

import dev.tributary.protocol.FederationException;

/** Weighted sums over labels, and the complaint about a wrong one. */
public final class Labels {
  private Labels() {}

  /** Refuses the label of a row. */
  static FederationException refuse(String objective, String domain, int row, double label) {
    return FederationException.user(
        "objective %s needs labels that are %s; row %d of the aligned data has %s. Choose another"
            + " objective or clean the label column",
        objective, domain, row, label);
  }

  static double weightedMean(double[] labels, double[] weights, int from, int to) {
    double sum = 0;
    double total = 0;
    for (int row = from; row < to; row++) {
      sum += weights[row] * labels[row];
      total += weights[row];
    }
    return sum / total;
  }
}
