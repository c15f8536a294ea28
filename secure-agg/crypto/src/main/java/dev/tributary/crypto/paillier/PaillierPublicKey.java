package dev.tributary.crypto.paillier;

import java.math.BigInteger;

/**
 * n alone: whoever computes with a foreign key draws its own randomness ({@link RandomBases}).
 *
 * <p>Bytes: format (4, big-endian, 2), bits of n (4), n (bits / 8). Decoding is strict; it cannot
 * prove that n is a product of two primes. It bounds how many factors n has, which is what the
 * hiding of {@link RandomBases} rests on; for the rest the owner of a key that is not what it
 * should be harms itself. Immutable.
 */
public final class PaillierPublicKey {
  /** Version of the byte encoding. */
  public static final int FORMAT = 2;

  private static final int HEADER_BYTES = 2 * Integer.BYTES;

  private final PaillierParameters parameters;
  private final BigInteger n;
  private final SquareRing ring;

  PaillierPublicKey(PaillierParameters parameters, BigInteger n) {
    this.parameters = parameters;
    this.n = n;
    ring = new SquareRing(n);
  }

  /**
   * @throws MalformedPaillierException if the bytes are not a key of this format: wrong length,
   *     unknown format, size below 2048 or not offered, or n even, too short, a prime, a power, or
   *     with a prime factor below {@link ModulusCheck#SMALLEST_FACTOR}
   */
  public static PaillierPublicKey decode(byte[] bytes) {
    require(bytes.length >= HEADER_BYTES, "public key is cut off");
    int format = FixedWidth.readInt(bytes, 0);
    require(format == FORMAT, "public key format must be 2. Provided value: " + format);
    int bits = FixedWidth.readInt(bytes, Integer.BYTES);
    require(
        bits == 2048 || bits == 3072 || bits == 4096,
        "modulus bits must be 2048, 3072 or 4096. Provided value: " + bits);
    PaillierParameters parameters = PaillierParameters.of(bits);
    int width = parameters.modulusBytes();
    require(bytes.length == HEADER_BYTES + width, "public key has the wrong length");
    BigInteger n = FixedWidth.read(bytes, HEADER_BYTES, width);
    require(n.bitLength() == bits, "modulus must have " + bits + " bits");
    ModulusCheck.require(n);
    return new PaillierPublicKey(parameters, n);
  }

  /** The encoding that {@link #decode} reads. */
  public byte[] encode() {
    int width = parameters.modulusBytes();
    byte[] out = new byte[HEADER_BYTES + width];
    FixedWidth.writeInt(FORMAT, out, 0);
    FixedWidth.writeInt(parameters.modulusBits(), out, Integer.BYTES);
    FixedWidth.write(n, out, HEADER_BYTES, width);
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
   *     zero, not below n^2 or not prime to n: randomness would not hide such a factor
   */
  public long[] importCiphertexts(byte[] bytes) {
    int width = ciphertextBytes();
    require(bytes.length % width == 0, "ciphertexts must be " + width + " bytes each");
    int count = bytes.length / width;
    long[] out = new long[Math.multiplyExact(count, ring.size())];
    SquareRing.Scratch scratch = ring.scratch();
    long[] product = new long[ring.size()];
    ring.one(product, 0);
    for (int k = 0; k < count; k++) {
      ring.enter(read(bytes, k), out, k * ring.size(), scratch);
      ring.multiply(product, 0, out, k * ring.size(), product, 0, scratch);
    }
    // One test for all of them: a product is prime to n if each factor is.
    require(
        ring.leave(product, 0, scratch).gcd(n).equals(BigInteger.ONE),
        "ciphertexts must be prime to the modulus");
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

  SquareRing ring() {
    return ring;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new MalformedPaillierException(message);
    }
  }
}
