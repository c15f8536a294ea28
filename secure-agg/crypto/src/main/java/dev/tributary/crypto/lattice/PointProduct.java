package dev.tributary.crypto.lattice;

/**
 * For every prime and point, the product of the block's [groups x N] matrix with the [N x 128]
 * residues of elements in split form.
 *
 * <p>Exact: terms are below 2^42 and N is at most {@link PrimeField#MAX_TERMS}, so no sum reaches
 * 2^53 and nothing is reduced on the way. Tiles of 64 columns (64 KB as doubles) serve all groups
 * while they are in the second-level cache. Memory: primes x 32 x groups kilobytes.
 */
final class PointProduct {
  private static final int TILE = 64;
  private static final int WIDTH = LatticeSet.CHANNELS;

  private final HintBlock hint;
  private final WordKernels kernels;
  private final double[][][] sums;
  private final double[][] tile = new double[TILE][WIDTH];

  PointProduct(HintBlock hint, WordKernels kernels) {
    this.hint = hint;
    this.kernels = kernels;
    this.sums = new double[hint.points.length][hint.groups][WIDTH];
  }

  /** Adds the terms of some columns; each column must be added exactly once. */
  void add(EncryptedSecrets piece) {
    int columns = piece.last() - piece.first();
    for (int point = 0; point < sums.length; point++) {
      for (int start = 0; start < columns; start += TILE) {
        int count = Math.min(TILE, columns - start);
        load(piece.residues[point], start, count);
        int from = piece.first() + start;
        kernels.addProducts(
            sums[point], tile, hint.points[point], from, hint.set.dimension(), count);
      }
    }
  }

  private void load(int[] residues, int start, int count) {
    for (int j = 0; j < count; j++) {
      double[] row = tile[j];
      int from = (start + j) * WIDTH;
      for (int c = 0; c < WIDTH; c++) {
        row[c] = residues[from + c];
      }
    }
  }

  /** Coefficients modulo prime p of the sum of group g. */
  void coefficients(RingNtt ring, int p, int g, double[][] element) {
    for (int k = 0; k < LatticeSet.GROUP; k++) {
      System.arraycopy(sums[p * LatticeSet.GROUP + k][g], 0, element[k], 0, WIDTH);
    }
    ring.reduce(element);
    ring.split.inverse(element);
  }
}
