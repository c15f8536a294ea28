package dev.tributary.crypto.lattice;

/** The b half of a batch's public key, split form: residues of prime p, point k at row 32 p + k. */
public final class PublicKey {
  private final LatticeSet set;
  private final int[][] residues;

  PublicKey(LatticeSet set) {
    this.set = set;
    this.residues = new int[set.primes() * RingNtt.ROWS][RingNtt.WIDTH];
  }

  void store(int p, double[][] element) {
    for (int k = 0; k < RingNtt.ROWS; k++) {
      for (int c = 0; c < RingNtt.WIDTH; c++) {
        residues[p * RingNtt.ROWS + k][c] = (int) element[k][c];
      }
    }
  }

  void load(int p, double[][] element) {
    for (int k = 0; k < RingNtt.ROWS; k++) {
      for (int c = 0; c < RingNtt.WIDTH; c++) {
        element[k][c] = residues[p * RingNtt.ROWS + k][c];
      }
    }
  }

  /** 22 bits a residue. */
  public byte[] toBytes() {
    return ResiduePacking.pack(residues, set);
  }

  /** Reads what {@link #toBytes} wrote; strict. */
  public static PublicKey fromBytes(LatticeSet set, byte[] bytes) {
    PublicKey out = new PublicKey(set);
    ResiduePacking.unpack(bytes, out.residues, set);
    return out;
  }
}
