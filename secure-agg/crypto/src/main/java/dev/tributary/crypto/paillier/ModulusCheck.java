package dev.tributary.crypto.paillier;

import java.math.BigInteger;
import java.util.BitSet;

/** What can be seen of a foreign modulus without its factors. */
final class ModulusCheck {
  /**
   * No prime below this divides an accepted modulus, so one of b bits has at most b / 18 of them.
   */
  static final int SMALLEST_FACTOR = 1 << 18;

  private static final int FACTOR_BITS = 18;
  private static final int CERTAINTY = 40;

  private ModulusCheck() {}

  /**
   * @throws MalformedPaillierException if n is even, has a prime factor below {@link
   *     #SMALLEST_FACTOR}, or is a prime or a power
   */
  static void require(BigInteger n) {
    if (!n.testBit(0)) {
      throw new MalformedPaillierException("modulus must be odd");
    }
    if (!n.gcd(SmallPrimes.PRODUCT).equals(BigInteger.ONE)) {
      throw new MalformedPaillierException("modulus has a small factor");
    }
    if (isPower(n)) {
      throw new MalformedPaillierException("modulus must not be a power");
    }
    if (n.isProbablePrime(CERTAINTY)) {
      throw new MalformedPaillierException("modulus must not be a prime");
    }
  }

  /** Whether n is {@code x^e} for an e above 1, given that x is not below 2^18. */
  private static boolean isPower(BigInteger n) {
    for (int e = 2; e * FACTOR_BITS <= n.bitLength(); e++) {
      if (root(n, e).pow(e).equals(n)) {
        return true;
      }
    }
    return false;
  }

  /** Newton's iteration from above: {@code floor(n^(1/e))}. */
  private static BigInteger root(BigInteger n, int e) {
    BigInteger x = BigInteger.ONE.shiftLeft((n.bitLength() + e - 1) / e);
    while (true) {
      BigInteger next =
          x.multiply(BigInteger.valueOf(e - 1L))
              .add(n.divide(x.pow(e - 1)))
              .divide(BigInteger.valueOf(e));
      if (next.compareTo(x) >= 0) {
        return x;
      }
      x = next;
    }
  }

  /** Made when the first key is checked: a tenth of a second. */
  private static final class SmallPrimes {
    private static final BigInteger PRODUCT = product();

    private static BigInteger product() {
      BitSet composite = new BitSet(SMALLEST_FACTOR);
      BigInteger product = BigInteger.ONE;
      BigInteger part = BigInteger.ONE;
      for (int candidate = 3; candidate < SMALLEST_FACTOR; candidate += 2) {
        if (composite.get(candidate)) {
          continue;
        }
        for (long multiple = (long) candidate * candidate;
            multiple < SMALLEST_FACTOR;
            multiple += 2L * candidate) {
          composite.set((int) multiple);
        }
        part = part.multiply(BigInteger.valueOf(candidate));
        if (part.bitLength() > 8192) {
          product = product.multiply(part);
          part = BigInteger.ONE;
        }
      }
      return product.multiply(part);
    }
  }
}
