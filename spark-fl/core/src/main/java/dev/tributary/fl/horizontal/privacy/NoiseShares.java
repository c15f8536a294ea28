package dev.tributary.fl.horizontal.privacy;

import dev.tributary.crypto.noise.DiscreteGaussian;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * How the noise of a total is divided: of the fewest parties that may be in one, those that do not
 * collude draw enough together (Kairouz, Liu and Steinke, "The distributed discrete Gaussian
 * mechanism for federated learning with secure aggregation", ICML 2021).
 *
 * @param parties fewest whose vectors make a total
 * @param colluding how many of them may pool what they know, their noise included; at least 1 and
 *     fewer than all
 */
public record NoiseShares(int parties, int colluding) {
  /** Standard deviation 8: sums of such shares are Gaussian to 10^-270. */
  private static final BigInteger LEAST = BigInteger.valueOf(64);

  public NoiseShares {
    if (colluding < 1 || colluding >= parties) {
      throw new IllegalArgumentException(
          "colluding must be at least 1, since every party knows its own noise, and fewer than the"
              + " %d parties that may be in a total. Provided value: %d"
                  .formatted(parties, colluding));
    }
  }

  /** Fewest parties whose noise the others do not know. */
  public int honest() {
    return parties - colluding;
  }

  /**
   * Noise of each party.
   *
   * @param variance that the honest ones must reach together, in squared units, above 0 and finite
   */
  DiscreteGaussian share(double variance) {
    if (!(variance > 0) || Double.isInfinite(variance)) {
      throw new IllegalArgumentException(
          "variance of noise must be above 0 and finite. Provided value: " + variance);
    }
    BigInteger share =
        new BigDecimal(variance)
            .divide(BigDecimal.valueOf(honest()), 0, RoundingMode.CEILING)
            .toBigInteger();
    return new DiscreteGaussian(share.max(LEAST));
  }

  /**
   * What a total of honest shares tells, in zero-concentrated privacy: that of one discrete
   * Gaussian of their variance, and what a sum of several differs from it (the paper's proposition
   * 14, third bound): {@code (sensitivity / deviation + tau sqrt(words))^2 / 2}.
   *
   * @param sensitivity longest vector that one row puts in, in units
   * @param words of the vector
   */
  double rho(DiscreteGaussian share, double sensitivity, long words) {
    double variance = share.variance().doubleValue();
    double root =
        sensitivity / Math.sqrt(honest() * variance) + tau(variance) * Math.sqrt((double) words);
    return root * root / 2;
  }

  /** The paper's theorem 8: how far a sum of shares is from a discrete Gaussian, in logarithms. */
  double tau(double variance) {
    double tau = 0;
    for (int k = 1; k < honest(); k++) {
      tau += 10 * Math.exp(-2 * Math.PI * Math.PI * variance * k / (k + 1));
    }
    return tau;
  }
}
