package dev.tributary.crypto.lattice;

/**
 * The parameter sets of suite {@code lattice-1}.
 *
 * <p>Outer: module LWE over Z_q[X]/(X^256 + 1) of rank N / 256, uniform ternary secret, centred
 * binomial error of standard deviation 3.24, q a power of two. Inner: ring LWE over Z_Q[X]/(X^4096
 * + 1), Q the product of 22-bit primes, same secret and error. {@link SecurityEstimate} gives the
 * cost of the best known attack on each; a test tabulates it.
 */
public enum LatticeSet {
  /** q = 2^32, N = 1280, log2 Q = 66. */
  Q32(32, 5, 3),
  /** q = 2^40, N = 1792, log2 Q = 88. */
  Q40(40, 7, 4);

  /** Versioned name of the suite, written into manifests. */
  public static final String SUITE = "lattice-1";

  /** Ring dimension of the outer module structure: rows of A come in blocks of this many. */
  public static final int BLOCK = 256;

  /** Ring dimension of the inner scheme. */
  public static final int RING = 4096;

  /** Channels of a batch, C. */
  public static final int CHANNELS = 128;

  /** Rows of the hint that share a ciphertext, d = 4096 / C. */
  public static final int GROUP = RING / CHANNELS;

  private final int modulusBits;
  private final int rank;
  private final int primes;

  LatticeSet(int modulusBits, int rank, int primes) {
    this.modulusBits = modulusBits;
    this.rank = rank;
    this.primes = primes;
  }

  /** The set with log2 q = {@code bits}. */
  public static LatticeSet ofModulusBits(int bits) {
    for (LatticeSet set : values()) {
      if (set.modulusBits == bits) {
        return set;
      }
    }
    throw new IllegalArgumentException("log2 q must be 32 or 40. Provided value: " + bits);
  }

  /** log2 q. */
  public int modulusBits() {
    return modulusBits;
  }

  /** N / 256, the module rank. */
  public int rank() {
    return rank;
  }

  /** N, the outer dimension. */
  public int dimension() {
    return rank * BLOCK;
  }

  /** Number of primes of the inner modulus. */
  public int primes() {
    return primes;
  }

  /** Bytes of an outer word on the wire. */
  public int wordBytes() {
    return modulusBits / Byte.SIZE;
  }

  /** Representative in [-q/2, q/2). */
  public long centred(long word) {
    int shift = Long.SIZE - modulusBits;
    return word << shift >> shift;
  }

  /** Representative in [0, q). */
  public long reduced(long word) {
    int shift = Long.SIZE - modulusBits;
    return word << shift >>> shift;
  }

  /** Number of 256-row blocks that hold {@code rows} samples. */
  public static int blocks(int rows) {
    return (rows + BLOCK - 1) / BLOCK;
  }

  /** Number of ciphertexts that hold {@code rows} hint rows. */
  public static int groups(int rows) {
    return (rows + GROUP - 1) / GROUP;
  }
}
