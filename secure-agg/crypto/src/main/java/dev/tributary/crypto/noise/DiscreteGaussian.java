package dev.tributary.crypto.noise;

import dev.tributary.crypto.random.SecureSource;
import java.math.BigInteger;

/**
 * Whole numbers {@code x} with probability proportional to {@code exp(-x^2 / (2 variance))}, drawn
 * exactly, in rational arithmetic (Canonne, Kamath and Steinke, "The discrete Gaussian for
 * differential privacy", NeurIPS 2020, algorithm 3). The variance of the draws is at most the
 * parameter and, from a parameter of 4 on, equal to it but for one part in 10^30.
 *
 * <p>How long a draw takes depends on what is drawn. Stateless but for its source.
 */
public final class DiscreteGaussian {
  /** Bits of the largest variance: draws fit a long but for a chance of e^(-2^20). */
  private static final int MOST_BITS = 104;

  private final BigInteger variance;
  private final BigInteger scale;
  private final BigInteger twice;
  private final DiscreteLaplace laplace;

  /**
   * @param variance in squared units, at least 1 and below 2^104
   * @throws IllegalArgumentException where it is not: noise of none protects nothing
   */
  public DiscreteGaussian(BigInteger variance) {
    if (variance.signum() <= 0 || variance.bitLength() > MOST_BITS) {
      throw new IllegalArgumentException(
          "variance must be at least 1 and below 2^%d. Provided value: %s"
              .formatted(MOST_BITS, variance));
    }
    this.variance = variance;
    this.scale = variance.sqrt().add(BigInteger.ONE);
    this.twice = variance.multiply(scale).multiply(scale).shiftLeft(1);
    this.laplace = new DiscreteLaplace(scale);
  }

  /** One draw. */
  public long next(SecureSource source) {
    while (true) {
      BigInteger proposed = laplace.next(source);
      BigInteger off = proposed.abs().multiply(scale).subtract(variance);
      if (Bernoulli.exp(off.multiply(off), twice, source)) {
        return proposed.longValueExact();
      }
    }
  }

  /** The parameter, in squared units. */
  public BigInteger variance() {
    return variance;
  }
}
