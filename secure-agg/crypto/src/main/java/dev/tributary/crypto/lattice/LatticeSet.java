package dev.tributary.crypto.lattice;

/**
 * The parameter sets of suite {@code lattice-1}.
 *
 * <p>Outer: module LWE over Z_q[X]/(X^256 + 1) of rank N / 256, uniform ternary secret, centred
 * binomial error of standard deviation 3.24, q a power of two. Inner: ring LWE over Z_Q[X]/(X^4096
 * + 1), Q the product of 22-bit primes, same secret and error. {@link SecurityEstimate} gives the
 * cost of the best known attack on each; a test tabulates it.
 *
 * <p>A batch has an inner key for every window of neighbouring channels: what is encrypted under
 * one window's key cannot be opened with another's. So the matrix owner, who sees which of its
 * candidates win, can aim no more winners at one window's secrets than its channels decide. The
 * larger dimensions and the narrow windows are there for what these winners can tell ({@link
 * LatticePlanner}).
 */
public enum LatticeSet {
  /** q = 2^32, N = 1280, log2 Q = 66. */
  Q32(32, 5, 3, 32),
  /** The same with N = 1536. */
  Q32_N1536(32, 6, 3, 32),
  /** The same with N = 1792. */
  Q32_N1792(32, 7, 3, 32),
  /** The same with N = 2048. */
  Q32_N2048(32, 8, 3, 32),
  /** The same with N = 2048 and narrow windows. */
  Q32_NARROW(32, 8, 3, 8),
  /** q = 2^40, N = 1792, log2 Q = 88. */
  Q40(40, 7, 4, 32),
  /** The same with N = 2048. */
  Q40_N2048(40, 8, 4, 32),
  /** The same with N = 2048 and narrow windows. */
  Q40_NARROW(40, 8, 4, 8);

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
  private final int window;

  LatticeSet(int modulusBits, int rank, int primes, int window) {
    this.modulusBits = modulusBits;
    this.rank = rank;
    this.primes = primes;
    this.window = window;
  }

  /** The set with log2 q = {@code bits}, N = {@code dimension} and windows of {@code window}. */
  public static LatticeSet of(int bits, int dimension, int window) {
    for (LatticeSet set : values()) {
      if (set.modulusBits == bits && set.dimension() == dimension && set.window == window) {
        return set;
      }
    }
    throw new IllegalArgumentException(
        "log2 q, N and window must be those of a set. Provided value: "
            + (bits + ", " + dimension + ", " + window));
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

  /** Channels under one inner key: an even number that divides {@link #CHANNELS}. */
  public int window() {
    return window;
  }

  /** Inner keys of a batch. */
  public int keys() {
    return CHANNELS / window;
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
