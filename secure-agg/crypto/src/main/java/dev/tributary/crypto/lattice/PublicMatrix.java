package dev.tributary.crypto.lattice;

import dev.tributary.crypto.prg.KeyStream;
import dev.tributary.crypto.prg.SeedTree;

/**
 * The public matrix A in Z_q^{n x N} of the outer scheme, expanded from a joint seed.
 *
 * <p>Rows 256 b .. 256 b + 255 form the row of negacyclic blocks of {@code rank} uniform
 * polynomials a_{b,j} of Z_q[X]/(X^256 + 1): {@code A[256 b + t][256 j + u]} is the coefficient of
 * X^t in {@code a_{b,j} X^u}. With {@code e = (a_255, ..., a_0, -a_255, ..., -a_0)} that row is the
 * slice {@code e[255 - t .. 510 - t]}. Decision module LWE of this shape is the hardness assumption
 * (Langlois, Stehlé, "Worst-case to average-case reductions for module lattices", DCC 2015; Kyber
 * and Saber rest on it with rank 2 to 4).
 *
 * <p>Not thread-safe; cheap to make.
 */
public final class PublicMatrix {
  /** Words of the extended array of one polynomial. */
  static final int EXTENDED = 2 * LatticeSet.BLOCK;

  private final LatticeSet set;
  private final KeyStream stream;

  /** The matrix of {@code jointSeed}, 32 bytes that both parties contributed to. */
  public PublicMatrix(LatticeSet set, byte[] jointSeed) {
    this.set = set;
    this.stream = new KeyStream(SeedTree.derive(jointSeed, "lattice-1 outer matrix"));
  }

  /** Coefficients of a_{block,j}: {@code out[j][t]} in [-q/2, q/2). */
  void polynomials(int block, long[][] out) {
    stream.seek(block);
    for (int j = 0; j < set.rank(); j++) {
      for (int t = 0; t < LatticeSet.BLOCK; t++) {
        out[j][t] = narrow() ? stream.nextInt() : set.centred(stream.nextLong());
      }
    }
  }

  /** Extended arrays of block {@code block} at {@code out[j][offset .. offset + 512)}. */
  void extended(int block, int[][] out, int offset) {
    stream.seek(block);
    for (int j = 0; j < set.rank(); j++) {
      for (int t = 0; t < LatticeSet.BLOCK; t++) {
        int a = stream.nextInt();
        out[j][offset + 255 - t] = a;
        out[j][offset + 511 - t] = -a;
      }
    }
  }

  /** The same for wide words. */
  void extended(int block, long[][] out, int offset) {
    stream.seek(block);
    for (int j = 0; j < set.rank(); j++) {
      for (int t = 0; t < LatticeSet.BLOCK; t++) {
        long a = set.centred(stream.nextLong());
        out[j][offset + 255 - t] = a;
        out[j][offset + 511 - t] = -a;
      }
    }
  }

  LatticeSet set() {
    return set;
  }

  private boolean narrow() {
    return set.modulusBits() == Integer.SIZE;
  }
}
