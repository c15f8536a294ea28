package dev.tributary.crypto.lattice;

import dev.tributary.crypto.prg.KeyStream;
import dev.tributary.crypto.prg.SeedTree;

/**
 * The inner ring with its public uniform elements, all drawn from the joint seed: a_j for each
 * column j of the hint, and the a half of the public key (index N).
 *
 * <p>The same a_j serve every batch, each under its own fresh key (multi-secret ring LWE: a hybrid
 * over the batches loses a factor of their number). That lets the matrix owner form the a halves of
 * its products once per training instead of once per batch. They come from the joint seed since a
 * vector owner that chose them could make the fresh zero hide nothing. Not thread-safe.
 */
public final class InnerRing {
  final LatticeSet set;
  final PrimeBasis basis;
  final RingNtt[] rings;
  private final KeyStream stream;

  /** The ring of {@code jointSeed}, the seed that A comes from. */
  public InnerRing(LatticeSet set, byte[] jointSeed) {
    this.set = set;
    this.basis = new PrimeBasis(set.primes());
    this.rings = new RingNtt[set.primes()];
    for (int p = 0; p < rings.length; p++) {
      rings[p] = new RingNtt(basis.fields[p]);
    }
    this.stream = new KeyStream(SeedTree.derive(jointSeed, "lattice-1 inner ring"));
  }

  /** Index of the public key's a half. */
  int publicKeyIndex() {
    return set.dimension();
  }

  /** Uniform element {@code index} modulo prime p, in full form, by rejection from 22 bits. */
  void uniform(int index, int p, double[][] full) {
    stream.seek((long) index * rings.length + p);
    int prime = basis.fields[p].prime;
    int half = prime / 2;
    for (double[] row : full) {
      for (int k = 0; k < row.length; k++) {
        int word;
        do {
          word = stream.nextInt() >>> (Integer.SIZE - PrimeField.BITS);
        } while (word >= prime);
        row[k] = word - half;
      }
    }
  }

  /** Loads small or centred integers as coefficients modulo prime p. */
  void load(int[] coefficients, int p, double[][] element) {
    for (int i = 0; i < RingNtt.ROWS; i++) {
      for (int c = 0; c < RingNtt.WIDTH; c++) {
        element[i][c] = coefficients[i * RingNtt.WIDTH + c];
      }
    }
    rings[p].reduce(element);
  }
}
