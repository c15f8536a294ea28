package dev.tributary.crypto.lattice;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The hint H = M A of one feature block in the form that the offline product consumes.
 *
 * <p>Rows of H are taken in groups of 32; group g and column j make the polynomial {@code P_{g,j} =
 * sum_i H[32 g + i][j] Y^i}, Y = X^128, whose transform has 32 values. Value k modulo prime p sits
 * at {@code points[32 p + k][g N + j]}. The a halves {@code sum_j P_{g,j} a_j} are here too, as
 * coefficients: they depend on the joint seed only. Size: 4 bytes x primes x (rows x N + groups x
 * 4096). A linear fingerprint of M: it must never leave the matrix owner.
 */
public final class HintBlock {
  private static final int TILE = 64;
  private static final int D = LatticeSet.GROUP;

  final LatticeSet set;
  final int rows;
  final int groups;
  final int[][] points;

  /** {@code aHalves[p][4096 g + i]}. */
  final int[][] aHalves;

  private HintBlock(LatticeSet set, int rows) {
    this.set = set;
    this.rows = rows;
    this.groups = LatticeSet.groups(rows);
    this.points = new int[set.primes() * D][groups * set.dimension()];
    this.aHalves = new int[set.primes()][groups * LatticeSet.RING];
  }

  /**
   * Transforms the hint of a block.
   *
   * @param hint one row a candidate, N words each
   */
  public static HintBlock of(WordMatrix hint, InnerRing ring) {
    hint.requireShape(ring.set, hint.rows(), ring.set.dimension());
    HintBlock block = new HintBlock(ring.set, hint.rows());
    block.transform(hint, ring);
    block.multiplyPublic(ring);
    return block;
  }

  private void transform(WordMatrix hint, InnerRing ring) {
    int n = set.dimension();
    double[][] element = new double[D][n];
    for (int g = 0; g < groups; g++) {
      for (int p = 0; p < set.primes(); p++) {
        for (int i = 0; i < D; i++) {
          int row = g * D + i;
          for (int j = 0; j < n; j++) {
            element[i][j] = row < rows ? hint.centred(row, j) : 0;
          }
          ring.basis.fields[p].reduce(element[i], n);
        }
        ring.rings[p].split.forward(element);
        for (int k = 0; k < D; k++) {
          ring.basis.fields[p].reduce(element[k], n);
          for (int j = 0; j < n; j++) {
            points[p * D + k][g * n + j] = (int) element[k][j];
          }
        }
      }
    }
  }

  private void multiplyPublic(InnerRing ring) {
    PointProduct product = new PointProduct(this, WordKernels.best());
    double[][] full = RingNtt.full();
    double[][] element = RingNtt.element();
    for (int j0 = 0; j0 < set.dimension(); j0 += TILE) {
      EncryptedSecrets tile = new EncryptedSecrets(set, j0, j0 + TILE);
      for (int j = j0; j < j0 + TILE; j++) {
        for (int p = 0; p < set.primes(); p++) {
          ring.uniform(j, p, full);
          ring.rings[p].fromFull(full, element);
          tile.store(p, j, element);
        }
      }
      product.add(tile);
    }
    for (int g = 0; g < groups; g++) {
      for (int p = 0; p < set.primes(); p++) {
        product.coefficients(ring.rings[p], p, g, element);
        for (int i = 0; i < LatticeSet.RING; i++) {
          aHalves[p][g * LatticeSet.RING + i] = (int) element[i / RingNtt.WIDTH][i % RingNtt.WIDTH];
        }
      }
    }
  }

  /** Number of candidates. */
  public int rows() {
    return rows;
  }

  /** The parameter set. */
  public LatticeSet set() {
    return set;
  }

  /** Writes the block to the matrix owner's own storage. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(set.modulusBits());
    out.writeInt(set.dimension());
    out.writeInt(set.window());
    out.writeInt(rows);
    for (int[][] part : new int[][][] {points, aHalves}) {
      for (int[] row : part) {
        byte[] bytes = new byte[row.length * Integer.BYTES];
        ByteBuffer.wrap(bytes).asIntBuffer().put(row);
        out.write(bytes);
      }
    }
  }

  /** Reads what {@link #write} wrote, from the matrix owner's own storage only. */
  public static HintBlock read(DataInput in) throws IOException {
    LatticeSet set = LatticeSet.of(in.readInt(), in.readInt(), in.readInt());
    int rows = in.readInt();
    if (rows < 1 || rows > 1 << 20) {
      throw new IOException("not a hint block: " + rows + " rows");
    }
    HintBlock block = new HintBlock(set, rows);
    for (int[][] part : new int[][][] {block.points, block.aHalves}) {
      for (int[] row : part) {
        byte[] bytes = new byte[row.length * Integer.BYTES];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).asIntBuffer().get(row);
      }
    }
    return block;
  }
}
