package dev.tributary.fl.evaluation;

import dev.tributary.protocol.FederationException;

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
      double y = sample.label()[r];
      double mu = sample.score()[r];
      if (!(y >= 0 && mu > 0)) {
        throw FederationException.user(
            "row %d must have a label of at least 0 and a predicted mean above 0 for Poisson"
                + " deviance. Provided value: %s and %s",
            r, y, mu);
      }
      double log = y > 0 ? y * Math.log(y / mu) : 0;
      sum += sample.weight()[r] * 2 * (log - y + mu);
    }
    return new PoissonEvaluation(sample.rows(), sum / sample.totalWeight());
  }
}
