package dev.tributary.crypto.noise;

import dev.tributary.crypto.random.SecureSource;
import java.math.BigInteger;

/** Whole numbers {@code x} with probability proportional to {@code exp(-|x| / scale)}, exact. */
final class DiscreteLaplace {
  private final BigInteger scale;

  /**
   * @param scale at least 1
   */
  DiscreteLaplace(BigInteger scale) {
    this.scale = scale;
  }

  /** One draw (Canonne, Kamath and Steinke, algorithm 2 with a whole scale). */
  BigInteger next(SecureSource source) {
    while (true) {
      BigInteger low = source.below(scale);
      if (!Bernoulli.exp(low, scale, source)) {
        continue;
      }
      long high = 0;
      while (Bernoulli.exp(BigInteger.ONE, BigInteger.ONE, source)) {
        high++;
      }
      BigInteger size = low.add(scale.multiply(BigInteger.valueOf(high)));
      boolean negative = Bernoulli.of(BigInteger.ONE, BigInteger.TWO, source);
      if (negative && size.signum() == 0) {
        continue; // else 0 would come twice as often
      }
      return negative ? size.negate() : size;
    }
  }
}
