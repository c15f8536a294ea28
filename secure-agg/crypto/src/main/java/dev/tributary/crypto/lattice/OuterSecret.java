package dev.tributary.crypto.lattice;

import dev.tributary.crypto.prg.KeyStream;
import dev.tributary.crypto.prg.Noise;
import java.util.Arrays;

/**
 * The ternary outer secrets S in {-1, 0, 1}^{N x 128} of one batch of channels, and the product A
 * S.
 *
 * <p>A S is computed exactly over the integers, modulo two or three 22-bit primes, with transforms
 * of size 256 down the rows of S; |A S| is at most N q / 2, below half the primes' product. Secret:
 * prints nothing. Not thread-safe (workspaces).
 */
public final class OuterSecret {
  private static final int D = LatticeSet.BLOCK;
  private static final int C = LatticeSet.CHANNELS;

  private final LatticeSet set;
  private final int[] secret;
  private final PrimeBasis basis;
  private final RowNtt[] transforms;

  /** {@code transformed[prime][j][t][c]}. */
  private final double[][][][] transformed;

  private final double[][][] product;
  private final double[][] polynomials;
  private final long[][] coefficients;

  /** Draws the secrets of {@code seed}. */
  public OuterSecret(LatticeSet set, byte[] seed) {
    this.set = set;
    this.secret = new int[set.dimension() * C];
    Noise.ternary(new KeyStream(seed), secret);
    this.basis = new PrimeBasis(set.modulusBits() == Integer.SIZE ? 2 : 3);
    int primes = basis.fields.length;
    this.transforms = new RowNtt[primes];
    this.transformed = new double[primes][set.rank()][D][C];
    this.product = new double[primes][D][C];
    this.polynomials = new double[D][set.rank()];
    this.coefficients = new long[set.rank()][D];
    for (int p = 0; p < primes; p++) {
      PrimeField field = basis.fields[p];
      transforms[p] = new RowNtt(field, D, field.root(2 * D));
      for (int j = 0; j < set.rank(); j++) {
        transform(p, j);
      }
    }
  }

  private void transform(int p, int j) {
    double[][] rows = transformed[p][j];
    for (int u = 0; u < D; u++) {
      for (int c = 0; c < C; c++) {
        rows[u][c] = secret[(j * D + u) * C + c];
      }
    }
    transforms[p].forward(rows);
    for (double[] row : rows) {
      basis.fields[p].reduce(row, C);
    }
  }

  /** S[row][channel]. */
  int at(int row, int channel) {
    return secret[row * C + channel];
  }

  LatticeSet set() {
    return set;
  }

  /**
   * The rows of A S that belong to 256-row blocks [block0, block1), all 128 channels.
   *
   * @return (block1 - block0) * 256 x 128 words; a fresh error must be added before it is used
   */
  public WordMatrix times(PublicMatrix matrix, int block0, int block1) {
    WordMatrix out = new WordMatrix(set, (block1 - block0) * D, C);
    for (int block = block0; block < block1; block++) {
      matrix.polynomials(block, coefficients);
      for (int p = 0; p < transforms.length; p++) {
        multiply(p);
      }
      gather(out, (block - block0) * D);
    }
    return out;
  }

  private void multiply(int p) {
    PrimeField field = basis.fields[p];
    for (int t = 0; t < D; t++) {
      for (int j = 0; j < set.rank(); j++) {
        polynomials[t][j] = coefficients[j][t];
      }
      field.reduce(polynomials[t], set.rank());
    }
    transforms[p].forward(polynomials);
    for (int t = 0; t < D; t++) {
      double[] into = product[p][t];
      field.reduce(polynomials[t], set.rank());
      Arrays.fill(into, 0);
      for (int j = 0; j < set.rank(); j++) {
        addProduct(into, transformed[p][j][t], polynomials[t][j]);
      }
      field.reduce(into, C);
    }
    transforms[p].inverse(product[p]);
  }

  private static void addProduct(double[] into, double[] row, double factor) {
    for (int c = 0; c < into.length; c++) {
      into[c] += factor * row[c];
    }
  }

  private void gather(WordMatrix out, int firstRow) {
    double[][] residues = new double[transforms.length][];
    long[] row = new long[C];
    for (int t = 0; t < D; t++) {
      for (int p = 0; p < residues.length; p++) {
        residues[p] = product[p][t];
      }
      basis.toLongs(residues, row);
      out.addRow(firstRow + t, 0, row);
    }
  }
}
