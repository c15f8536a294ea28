package dev.tributary.crypto.lattice;

import dev.tributary.crypto.prg.KeyStream;
import dev.tributary.crypto.prg.Noise;
import dev.tributary.crypto.prg.SeedTree;
import java.util.Random;

/** One map on one column of bins, with everything that either party knows kept for the tests. */
final class WholeMap {
  static final int BINS = 32; // one full group of hint rows
  static final byte[] JOINT = SeedTree.derive(new byte[32], "joint");

  final LatticeSet set;
  final int rows;
  final byte[] column;
  final InnerRing ring;
  final PublicMatrix matrix;
  final HintBlock hint;
  final WordMatrix hintWords;

  /** The rows of the matrix are the bins themselves; left sums are tested with the protocol. */
  WholeMap(LatticeSet set, byte[] column) {
    this.set = set;
    this.rows = column.length;
    this.column = column;
    this.ring = new InnerRing(set, JOINT);
    this.matrix = new PublicMatrix(set, JOINT);
    HintSums sums = new HintSums(set, new int[] {BINS}, new PlainKernels());
    sums.add(matrix, new byte[][] {column}, 0, 0, rows);
    this.hintWords = sums.feature(0);
    this.hint = HintBlock.of(hintWords, ring);
  }

  static byte[] randomColumn(Random random, int rows) {
    byte[] column = new byte[rows];
    for (int r = 0; r < rows; r++) {
      column[r] = (byte) random.nextInt(BINS);
    }
    return column;
  }

  /** A batch: what the vector owner draws offline, and the halves. */
  final class Batch {
    final OuterSecret secret;
    final InnerKey key;
    final HintProduct.Halves halves;
    final WordMatrix corrections;
    final WordMatrix products;

    Batch(byte[] seed) {
      this(seed, SeedTree.derive(seed, "zero"));
    }

    /** A null zero seed leaves the zero out. */
    Batch(byte[] seed, byte[] zeroSeed) {
      secret = new OuterSecret(set, SeedTree.derive(seed, "outer"));
      key = new InnerKey(ring, SeedTree.derive(seed, "inner"));
      HintProduct product = new HintProduct(hint, ring);
      int half = set.dimension() / 2;
      product.add(key.encrypt(secret, half, set.dimension()));
      product.add(key.encrypt(secret, 0, half));
      if (zeroSeed == null) {
        halves = product.finish(new NoZero(ring, key.publicKey()));
      } else {
        halves = product.finish(key.publicKey(), zeroSeed);
      }
      corrections = key.corrections(halves.a(), hint.rows());
      products = secret.times(matrix, 0, LatticeSet.blocks(rows));
    }

    /** Errors E of all rows and channels. */
    int[][] errors(byte[] seed) {
      int[][] errors = new int[rows][LatticeSet.CHANNELS];
      KeyStream stream = new KeyStream(SeedTree.derive(seed, "errors"));
      for (int[] row : errors) {
        Noise.binomial(stream, row, 0, row.length);
      }
      return errors;
    }

    /** The decoded words, flood included if {@code flood} is above 0: bins x channels. */
    long[][] call(long[][] words, int[][] errors, double flood, byte[] floodSeed) {
      WordMatrix b = products.slice(0, rows, 0, LatticeSet.CHANNELS);
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < LatticeSet.CHANNELS; c++) {
          b.add(r, c, words[r][c] + errors[r][c]);
        }
      }
      BinSums sums = new BinSums(set, new int[] {BINS}, LatticeSet.CHANNELS, new PlainKernels());
      sums.add(new byte[][] {column}, 0, b);
      WordMatrix reply = sums.feature(0);
      reply.addScaled(halves.b(), -1);
      long[] noise = new long[BINS * LatticeSet.CHANNELS];
      if (flood > 0) {
        Noise.wide(new KeyStream(floodSeed), flood, noise);
      }
      reply.addScaled(corrections, -1);
      long[][] out = new long[BINS][LatticeSet.CHANNELS];
      for (int i = 0; i < BINS; i++) {
        for (int c = 0; c < LatticeSet.CHANNELS; c++) {
          reply.add(i, c, noise[i * LatticeSet.CHANNELS + c]);
          out[i][c] = reply.centred(i, c);
        }
      }
      return out;
    }
  }

  long[][] plain(long[][] words) {
    long[][] out = new long[BINS][LatticeSet.CHANNELS];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < LatticeSet.CHANNELS; c++) {
        out[column[r]][c] += words[r][c];
      }
    }
    return out;
  }

  /** The broken variant: no zero is added. */
  private static final class NoZero extends HintProduct.FreshZero {
    NoZero(InnerRing ring, PublicKey key) {
      super(ring, key, new KeyStream(new byte[32]));
    }

    @Override
    void addTo(int p, double[][] a, double[][] b) {}
  }
}
