package dev.tributary.crypto.paillier;

import dev.tributary.crypto.random.SecretBytes;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * The factors of n: decryption by the Chinese remainder theorem; and {@code h^n mod n^2} for the
 * owner's own encryption with short exponents, which it shows to nobody.
 *
 * <p>With {@code g = 1 + n}: {@code (c^(p-1) mod p^2 - 1) / p = -q m mod p}, likewise for q
 * (Paillier 1999, section 7). Not constant time: keep it from those who can time it. Immutable,
 * safe for many threads, prints nothing of the secret.
 */
public final class PaillierPrivateKey {
  /** Version of the byte encoding. */
  public static final int FORMAT = 1;

  private static final int HEADER_BYTES = 2 * Integer.BYTES;

  private final PaillierPublicKey publicKey;
  private final BigInteger p;
  private final BigInteger q;
  private final BigInteger pSquared;
  private final BigInteger qSquared;
  private final BigInteger pFactor;
  private final BigInteger qFactor;
  private final BigInteger pInverse;
  private final BigInteger randomBase;

  PaillierPrivateKey(
      PaillierParameters parameters, BigInteger p, BigInteger q, BigInteger randomBase) {
    publicKey = new PaillierPublicKey(parameters, p.multiply(q));
    this.randomBase = randomBase;
    this.p = p;
    this.q = q;
    pSquared = p.multiply(p);
    qSquared = q.multiply(q);
    pFactor = q.negate().modInverse(p);
    qFactor = p.negate().modInverse(q);
    pInverse = p.modInverse(q);
  }

  public PaillierPublicKey publicKey() {
    return publicKey;
  }

  /**
   * Ciphertext {@code index} of {@code bytes}.
   *
   * @return the plaintext in {@code (-n/2, n/2)}
   * @throws MalformedPaillierException if the bytes are too few or not a ciphertext
   */
  public BigInteger decrypt(byte[] bytes, int index) {
    int width = publicKey.ciphertextBytes();
    if (bytes.length % width != 0 || index < 0 || index >= bytes.length / width) {
      throw new MalformedPaillierException(
          "ciphertexts must be " + width + " bytes each, and number " + index + " among them");
    }
    return decrypt(publicKey.read(bytes, index));
  }

  BigInteger decrypt(BigInteger c) {
    BigInteger modP = residue(c, p, pSquared, pFactor);
    BigInteger modQ = residue(c, q, qSquared, qFactor);
    BigInteger m = modP.add(modQ.subtract(modP).multiply(pInverse).mod(q).multiply(p));
    BigInteger n = publicKey.modulus();
    return m.shiftLeft(1).compareTo(n) > 0 ? m.subtract(n) : m;
  }

  private static BigInteger residue(
      BigInteger c, BigInteger prime, BigInteger square, BigInteger factor) {
    BigInteger power = c.mod(square).modPow(prime.subtract(BigInteger.ONE), square);
    return power.subtract(BigInteger.ONE).divide(prime).multiply(factor).mod(prime);
  }

  /**
   * For the owner's own executors and key store: format (4), bits of n (4), p, q (bits / 16 each),
   * h^n (bits / 4).
   */
  public SecretBytes encode() {
    PaillierParameters parameters = publicKey.parameters();
    int half = parameters.modulusBytes() / 2;
    byte[] out = new byte[HEADER_BYTES + 6 * half];
    FixedWidth.writeInt(FORMAT, out, 0);
    FixedWidth.writeInt(parameters.modulusBits(), out, Integer.BYTES);
    FixedWidth.write(p, out, HEADER_BYTES, half);
    FixedWidth.write(q, out, HEADER_BYTES + half, half);
    FixedWidth.write(randomBase, out, HEADER_BYTES + 2 * half, 4 * half);
    SecretBytes secret = SecretBytes.copyOf(out);
    Arrays.fill(out, (byte) 0);
    return secret;
  }

  /**
   * @throws MalformedPaillierException if the secret is not a key of this format
   */
  public static PaillierPrivateKey decode(SecretBytes secret) {
    byte[] bytes = secret.reveal();
    try {
      int bits = bytes.length < HEADER_BYTES ? 0 : FixedWidth.readInt(bytes, Integer.BYTES);
      boolean offered = bits == 2048 || bits == 3072 || bits == 4096;
      int half = bits / 16;
      if (!offered
          || FixedWidth.readInt(bytes, 0) != FORMAT
          || bytes.length != HEADER_BYTES + 6 * half) {
        throw new MalformedPaillierException("private key is not of format 1");
      }
      BigInteger p = FixedWidth.read(bytes, HEADER_BYTES, half);
      BigInteger q = FixedWidth.read(bytes, HEADER_BYTES + half, half);
      BigInteger base = FixedWidth.read(bytes, HEADER_BYTES + 2 * half, 4 * half);
      BigInteger n = p.multiply(q);
      if (!p.isProbablePrime(60)
          || !q.isProbablePrime(60)
          || p.equals(q)
          || n.bitLength() != bits) {
        throw new MalformedPaillierException("private key is not of two fitting primes");
      }
      if (base.compareTo(n.multiply(n)) >= 0 || !base.gcd(n).equals(BigInteger.ONE)) {
        throw new MalformedPaillierException("private key has a wrong random base");
      }
      return new PaillierPrivateKey(PaillierParameters.of(bits), p, q, base);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  BigInteger randomBase() {
    return randomBase;
  }

  BigInteger p() {
    return p;
  }

  BigInteger q() {
    return q;
  }

  @Override
  public String toString() {
    return "PaillierPrivateKey[" + publicKey.parameters().modulusBits() + " bits]";
  }
}
