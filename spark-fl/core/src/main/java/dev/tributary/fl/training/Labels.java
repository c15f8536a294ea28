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

  /** The mean of training labels; USER where it, or what they weigh together, is no number. */
  static double finiteMean(String objective, double[] labels, double[] weights, int training) {
    double mean = weightedMean(labels, weights, 0, training);
    if (!Double.isFinite(mean)) {
      throw FederationException.user(
          "objective %s starts from the mean of the training labels, which is %s: the labels are"
              + " too large for their sum, or weigh nothing; divide them by one number, or check"
              + " the weights",
          objective, mean);
    }
    return mean;
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
