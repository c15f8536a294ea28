package dev.tributary.crypto.lattice;

/**
 * The b halves of the encryptions of some columns of S, in split form: residue of column j, prime
 * p, point k, channel position c at {@code [p * 32 + k][(j - first) * 128 + c]}, centred.
 *
 * <p>The a halves come from the joint seed and are never sent.
 */
public final class EncryptedSecrets {
  private static final int WIDTH = LatticeSet.CHANNELS;
  private static final int POINTS = LatticeSet.GROUP;

  private final LatticeSet set;
  private final int first;
  private final int last;
  final int[][] residues;

  EncryptedSecrets(LatticeSet set, int first, int last) {
    if (first < 0 || last <= first || last > set.dimension()) {
      throw new IllegalArgumentException(
          "columns must be a range within "
              + set.dimension()
              + ". Provided value: "
              + first
              + ".."
              + last);
    }
    this.set = set;
    this.first = first;
    this.last = last;
    this.residues = new int[set.primes() * POINTS][(last - first) * WIDTH];
  }

  void store(int p, int j, double[][] element) {
    for (int k = 0; k < POINTS; k++) {
      int[] row = residues[p * POINTS + k];
      for (int c = 0; c < WIDTH; c++) {
        row[(j - first) * WIDTH + c] = (int) element[k][c];
      }
    }
  }

  /** First column. */
  public int first() {
    return first;
  }

  /** One past the last column. */
  public int last() {
    return last;
  }

  LatticeSet set() {
    return set;
  }

  /** Puts pieces that cover columns 0 .. N in order together. */
  public static EncryptedSecrets join(LatticeSet set, EncryptedSecrets... pieces) {
    EncryptedSecrets all = new EncryptedSecrets(set, 0, set.dimension());
    int next = 0;
    for (EncryptedSecrets piece : pieces) {
      if (piece.set != set || piece.first != next) {
        throw new IllegalArgumentException(
            "pieces must follow each other. Provided value: column "
                + piece.first
                + ", not "
                + next);
      }
      for (int i = 0; i < all.residues.length; i++) {
        int[] from = piece.residues[i];
        System.arraycopy(from, 0, all.residues[i], next * WIDTH, from.length);
      }
      next = piece.last;
    }
    if (next != set.dimension()) {
      throw new IllegalArgumentException(
          "pieces must cover all " + set.dimension() + " columns. Provided value: " + next);
    }
    return all;
  }

  /** Bytes of a block of {@code columns} columns. */
  public static int encodedLength(LatticeSet set, int columns) {
    return Math.toIntExact(
        (long) set.primes() * POINTS * columns * WIDTH * PrimeField.BITS / Byte.SIZE);
  }

  /** 22 bits a residue, prime by prime, point by point. */
  public byte[] toBytes() {
    return ResiduePacking.pack(residues, set);
  }

  /**
   * Reads what {@link #toBytes} wrote for columns [first, last).
   *
   * @throws IllegalArgumentException if the length is another or a residue is not reduced
   */
  public static EncryptedSecrets fromBytes(LatticeSet set, int first, int last, byte[] bytes) {
    EncryptedSecrets out = new EncryptedSecrets(set, first, last);
    ResiduePacking.unpack(bytes, out.residues, set);
    return out;
  }
}
