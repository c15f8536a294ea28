package dev.tributary.crypto.lattice;

/**
 * The b halves of a batch's public keys, one for every window of channels; split form, residues of
 * key w, prime p, point k at row {@code 32 (primes w + p) + k}.
 */
public final class PublicKey {
  private final LatticeSet set;
  private final int[][] residues;

  PublicKey(LatticeSet set) {
    this.set = set;
    this.residues = new int[set.keys() * set.primes() * RingNtt.ROWS][RingNtt.WIDTH];
  }

  void store(int window, int p, double[][] element) {
    for (int k = 0; k < RingNtt.ROWS; k++) {
      int[] row = residues[row(window, p) + k];
      for (int c = 0; c < RingNtt.WIDTH; c++) {
        row[c] = (int) element[k][c];
      }
    }
  }

  void load(int window, int p, double[][] element) {
    for (int k = 0; k < RingNtt.ROWS; k++) {
      int[] row = residues[row(window, p) + k];
      for (int c = 0; c < RingNtt.WIDTH; c++) {
        element[k][c] = row[c];
      }
    }
  }

  private int row(int window, int p) {
    return (window * set.primes() + p) * RingNtt.ROWS;
  }

  /** Bytes of the public keys of a batch. */
  public static int encodedLength(LatticeSet set) {
    return set.keys() * EncryptedSecrets.encodedLength(set, 1);
  }

  /** 22 bits a residue. */
  public byte[] toBytes() {
    return ResiduePacking.pack(residues, set);
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if the length is another or a residue is not reduced
   */
  public static PublicKey fromBytes(LatticeSet set, byte[] bytes) {
    PublicKey out = new PublicKey(set);
    ResiduePacking.unpack(bytes, out.residues, set);
    return out;
  }
}
