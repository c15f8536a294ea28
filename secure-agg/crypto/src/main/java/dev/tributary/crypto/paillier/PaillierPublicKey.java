package dev.tributary.crypto.paillier;

import java.math.BigInteger;

/**
 * n, and {@code h^n mod n^2} for fresh randomness with short exponents.
 *
 * <p>Bytes: format (4, big-endian, 1), bits of n (4), n (bits / 8), h^n (bits / 4). Decoding is
 * strict; it cannot prove that n is a product of two primes, so it protects from mistakes and
 * accidents, while the owner of a key that is not what it should be mainly harms itself. Immutable.
 */
public final class PaillierPublicKey {
  /** Version of the byte encoding. */
  public static final int FORMAT = 1;

  private static final int HEADER_BYTES = 2 * Integer.BYTES;
  private static final BigInteger SMALL_PRIMES = smallPrimes();

  private final PaillierParameters parameters;
  private final BigInteger n;
  private final BigInteger randomBase;
  private final SquareRing ring;

  PaillierPublicKey(PaillierParameters parameters, BigInteger n, BigInteger randomBase) {
    this.parameters = parameters;
    this.n = n;
    this.randomBase = randomBase;
    ring = new SquareRing(n);
  }

  /**
   * @throws MalformedPaillierException if the bytes are not a key of this format: wrong length,
   *     unknown format, size below 2048 or not offered, n even, too short, a prime, a square or
   *     with a factor below 2000, or a random base outside {@code (1, n^2)} or not prime to n
   */
  public static PaillierPublicKey decode(byte[] bytes) {
    require(bytes.length >= HEADER_BYTES, "public key is cut off");
    int format = FixedWidth.readInt(bytes, 0);
    require(format == FORMAT, "public key format must be 1. Provided value: " + format);
    int bits = FixedWidth.readInt(bytes, Integer.BYTES);
    require(
        bits == 2048 || bits == 3072 || bits == 4096,
        "modulus bits must be 2048, 3072 or 4096. Provided value: " + bits);
    PaillierParameters parameters = PaillierParameters.of(bits);
    int width = parameters.modulusBytes();
    require(bytes.length == HEADER_BYTES + 3 * width, "public key has the wrong length");
    BigInteger n = FixedWidth.read(bytes, HEADER_BYTES, width);
    BigInteger base = FixedWidth.read(bytes, HEADER_BYTES + width, 2 * width);
    require(n.bitLength() == bits, "modulus must have " + bits + " bits");
    require(n.testBit(0), "modulus must be odd");
    require(n.gcd(SMALL_PRIMES).equals(BigInteger.ONE), "modulus has a small factor");
    require(n.sqrtAndRemainder()[1].signum() != 0, "modulus must not be a square");
    require(!n.isProbablePrime(20), "modulus must not be a prime");
    require(
        base.compareTo(BigInteger.ONE) > 0 && base.compareTo(n.multiply(n)) < 0,
        "random base must be above 1 and below the square of the modulus");
    require(base.gcd(n).equals(BigInteger.ONE), "random base must be prime to the modulus");
    return new PaillierPublicKey(parameters, n, base);
  }

  /** The encoding that {@link #decode} reads. */
  public byte[] encode() {
    int width = parameters.modulusBytes();
    byte[] out = new byte[HEADER_BYTES + 3 * width];
    FixedWidth.writeInt(FORMAT, out, 0);
    FixedWidth.writeInt(parameters.modulusBits(), out, Integer.BYTES);
    FixedWidth.write(n, out, HEADER_BYTES, width);
    FixedWidth.write(randomBase, out, HEADER_BYTES + width, 2 * width);
    return out;
  }

  public PaillierParameters parameters() {
    return parameters;
  }

  /** Plaintexts are integers in {@code (-n/2, n/2)}. */
  public BigInteger modulus() {
    return n;
  }

  /** Bytes of a ciphertext: a big-endian number below n^2. */
  public int ciphertextBytes() {
    return 2 * parameters.modulusBytes();
  }

  /** Longs of a ciphertext in Montgomery form. */
  public int ciphertextLongs() {
    return ring.size();
  }

  /**
   * Ciphertexts from another party, into Montgomery form: ciphertext k at {@code [k *
   * ciphertextLongs, (k + 1) * ciphertextLongs)}.
   *
   * @param bytes ciphertexts one after the other, {@link #ciphertextBytes} each
   * @throws MalformedPaillierException if the length is not a multiple of the width, or a number is
   *     zero or not below n^2
   */
  public long[] importCiphertexts(byte[] bytes) {
    int width = ciphertextBytes();
    require(bytes.length % width == 0, "ciphertexts must be " + width + " bytes each");
    int count = bytes.length / width;
    long[] out = new long[Math.multiplyExact(count, ring.size())];
    SquareRing.Scratch scratch = ring.scratch();
    for (int k = 0; k < count; k++) {
      ring.enter(read(bytes, k), out, k * ring.size(), scratch);
    }
    return out;
  }

  /** Ciphertext k of {@code bytes}, checked for its range: {@code 0 < c < n^2}. */
  BigInteger read(byte[] bytes, int k) {
    int width = ciphertextBytes();
    BigInteger c = FixedWidth.read(bytes, k * width, width);
    require(c.signum() > 0, "ciphertext must not be zero");
    require(c.compareTo(ring.modulus()) < 0, "ciphertext must be below the square of the modulus");
    return c;
  }

  /** The plaintext's residue in {@code [0, n)}; refuses what is outside {@code (-n/2, n/2)}. */
  BigInteger residue(BigInteger plaintext) {
    if (plaintext.abs().shiftLeft(1).compareTo(n) >= 0) {
      throw new IllegalArgumentException("plaintext must be below n / 2 in magnitude");
    }
    return plaintext.signum() < 0 ? plaintext.add(n) : plaintext;
  }

  BigInteger randomBase() {
    return randomBase;
  }

  SquareRing ring() {
    return ring;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new MalformedPaillierException(message);
    }
  }

  private static BigInteger smallPrimes() {
    BigInteger product = BigInteger.ONE;
    for (int candidate = 3; candidate < 2000; candidate += 2) {
      BigInteger value = BigInteger.valueOf(candidate);
      if (value.isProbablePrime(30)) {
        product = product.multiply(value);
      }
    }
    return product;
  }
}
