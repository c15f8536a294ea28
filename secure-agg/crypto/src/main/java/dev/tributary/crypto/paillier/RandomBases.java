package dev.tributary.crypto.paillier;

import dev.tributary.crypto.random.SecureSource;
import java.math.BigInteger;

/**
 * Random n-th powers of one party's own choice, with which it hides from the owner of a key how a
 * ciphertext of that key was computed ({@link PaillierRandomizer}).
 *
 * <p>Guarantee: a product {@code prod_j g_j^{a_j}} with fresh a_j of 16 bits is close to uniform in
 * the group G of the n-th powers modulo n^2, so that a ciphertext times it tells the class modulo G
 * alone, which is its plaintext. This holds against the owner of the key, who has the factors of n
 * and may take logarithms modulo them; no base of its own choice enters.
 *
 * <p>Bound. The t bases are uniform in G, since {@code r -> r^n} is a homomorphism. By the leftover
 * hash lemma the distance from uniform is, on average over the bases, at most {@code sqrt(|G|
 * 2^(-16 t) + sum_d Pr[d divides all differences] |G[d]|) / 2}, where {@code |G[d]| <= d^k} for a
 * modulus with k different prime factors and the sum is below {@code 2^(k - t + 1)}. With {@code 16
 * t = bits of n + 160} (t = 138 at 2048 bits) that is below 2^-67 for a product of two primes. A
 * modulus of many factors, which {@link ModulusCheck} limits to 113 at 2048 bits, gains its owner
 * at most a chance of 2^-24 that the bases miss a part of G.
 *
 * <p>Immutable; nothing of it needs to be secret, but it must be the party's own.
 */
public final class RandomBases {
  /** Bytes of the exponent of one base. */
  static final int EXPONENT_BYTES = 2;

  private static final int MARGIN_BITS = 160;

  private final PaillierPublicKey key;
  private final BigInteger[] powers;

  private RandomBases(PaillierPublicKey key, BigInteger[] powers) {
    this.key = key;
    this.powers = powers;
  }

  /** Draws them: 138 exponentiations or about two seconds at 2048 bits. */
  public static RandomBases draw(PaillierPublicKey key, SecureSource source) {
    BigInteger n = key.modulus();
    BigInteger square = n.multiply(n);
    BigInteger[] powers = new BigInteger[count(key)];
    for (int i = 0; i < powers.length; i++) {
      BigInteger r = source.below(n);
      while (!r.gcd(n).equals(BigInteger.ONE)) {
        r = source.below(n);
      }
      powers[i] = r.modPow(n, square);
    }
    return new RandomBases(key, powers);
  }

  private static int count(PaillierPublicKey key) {
    return (key.parameters().modulusBits() + MARGIN_BITS) / (EXPONENT_BYTES * Byte.SIZE);
  }

  /** For the party's own tasks: one base after the other, a ciphertext's width each. */
  public byte[] encode() {
    int width = key.ciphertextBytes();
    byte[] out = new byte[powers.length * width];
    for (int i = 0; i < powers.length; i++) {
      FixedWidth.write(powers[i], out, i * width, width);
    }
    return out;
  }

  /**
   * @param bytes of {@link #encode} of the same party, never of another
   * @throws MalformedPaillierException if they are not as many as the key asks for
   */
  public static RandomBases decode(PaillierPublicKey key, byte[] bytes) {
    int width = key.ciphertextBytes();
    BigInteger[] powers = new BigInteger[count(key)];
    if (bytes.length != powers.length * width) {
      throw new MalformedPaillierException(
          "random bases must be " + powers.length + " of " + width + " bytes");
    }
    for (int i = 0; i < powers.length; i++) {
      powers[i] = key.read(bytes, i);
    }
    return new RandomBases(key, powers);
  }

  PaillierPublicKey key() {
    return key;
  }

  BigInteger[] powers() {
    return powers.clone();
  }
}
