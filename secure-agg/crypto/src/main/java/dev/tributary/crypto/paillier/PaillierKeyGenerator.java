package dev.tributary.crypto.paillier;

import dev.tributary.crypto.random.SecureSource;
import java.math.BigInteger;

/**
 * Fresh keys: p and q of equal length, both 3 mod 4, {@code gcd(p - 1, q - 1) = 2}, n of the exact
 * length; {@code h = -x^2 mod n} for a random x, which generates the elements of Jacobi symbol 1
 * except for a negligible part of the x (Damgard, Jurik, Nielsen 2010, section 4.2).
 */
public final class PaillierKeyGenerator {
  /** Error of the primality test: at most 2^-CERTAINTY. */
  private static final int CERTAINTY = 128;

  private static final BigInteger TWO = BigInteger.TWO;

  private PaillierKeyGenerator() {}

  /** About a second at 2048 bits. */
  public static PaillierPrivateKey generate(PaillierParameters parameters, SecureSource source) {
    int half = parameters.modulusBits() / 2;
    BigInteger p = prime(half, source);
    BigInteger q = prime(half, source);
    while (!suits(p, q, half)) {
      q = prime(half, source);
    }
    BigInteger n = p.multiply(q);
    BigInteger x = source.below(n);
    while (x.signum() == 0 || !x.gcd(n).equals(BigInteger.ONE)) {
      x = source.below(n);
    }
    BigInteger h = x.multiply(x).negate().mod(n);
    return new PaillierPrivateKey(parameters, p, q, h.modPow(n, n.multiply(n)));
  }

  /** The primes differ early (no Fermat factoring) and share no factor of p - 1 but 2. */
  private static boolean suits(BigInteger p, BigInteger q, int half) {
    return p.subtract(q).abs().bitLength() > half - 100
        && p.subtract(BigInteger.ONE).gcd(q.subtract(BigInteger.ONE)).equals(TWO)
        && !p.subtract(BigInteger.ONE).mod(q).equals(BigInteger.ZERO)
        && !q.subtract(BigInteger.ONE).mod(p).equals(BigInteger.ZERO);
  }

  /** The two top bits are set, so that a product of two has the full length. */
  private static BigInteger prime(int bits, SecureSource source) {
    while (true) {
      BigInteger candidate =
          source.bits(bits).setBit(bits - 1).setBit(bits - 2).setBit(1).setBit(0);
      if (candidate.isProbablePrime(CERTAINTY)) {
        return candidate;
      }
    }
  }
}
