package dev.tributary.crypto.noise;

import dev.tributary.crypto.random.SecureSource;
import java.math.BigInteger;

/** Coins with rational parameters, exact. */
final class Bernoulli {
  private Bernoulli() {}

  /** True with probability {@code numerator / denominator}, which is from 0 to 1. */
  static boolean of(BigInteger numerator, BigInteger denominator, SecureSource source) {
    return source.below(denominator).compareTo(numerator) < 0;
  }

  /**
   * True with probability {@code exp(-numerator / denominator)}: the product of one coin for every
   * whole unit and one for the rest (Canonne, Kamath and Steinke, algorithm 1).
   *
   * @param numerator at least 0
   * @param denominator above 0
   */
  static boolean exp(BigInteger numerator, BigInteger denominator, SecureSource source) {
    BigInteger rest = numerator;
    while (rest.compareTo(denominator) > 0) {
      if (!fraction(BigInteger.ONE, BigInteger.ONE, source)) {
        return false;
      }
      rest = rest.subtract(denominator);
    }
    return fraction(rest, denominator, source);
  }

  /**
   * For an exponent of at most 1: the first {@code k} at which a coin of {@code exponent / k} fails
   * is odd as often as the series of {@code exp} says.
   */
  private static boolean fraction(
      BigInteger numerator, BigInteger denominator, SecureSource source) {
    BigInteger bound = denominator;
    boolean odd = true;
    while (of(numerator, bound, source)) {
      bound = bound.add(denominator);
      odd = !odd;
    }
    return odd;
  }
}
