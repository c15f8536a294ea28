package dev.tributary.crypto.lattice;

import dev.tributary.crypto.prg.KeyStream;
import dev.tributary.crypto.prg.Noise;
import java.util.BitSet;

/**
 * The matrix owner's offline work for one block and one batch: {@code Enc(H S)} with a fresh
 * encryption of zero, switched to modulus q and cut into its halves.
 *
 * <p>The a half goes to the vector owner; without the fresh zero it would be linear in H and about
 * N / 128 batches would reveal H. The b half, the mask that H S is known by, stays. Not
 * thread-safe.
 */
public final class HintProduct {
  private final HintBlock hint;
  private final InnerRing ring;
  private final PointProduct product;
  private final BitSet added = new BitSet();

  /** Starts the product of a block. */
  public HintProduct(HintBlock hint, InnerRing ring) {
    if (hint.set != ring.set) {
      throw new IllegalArgumentException("the hint and the ring must share a parameter set");
    }
    this.hint = hint;
    this.ring = ring;
    this.product = new PointProduct(hint, WordKernels.best());
  }

  /** Adds the terms of some columns of S, in any order. */
  public void add(EncryptedSecrets piece) {
    if (piece.set() != ring.set || added.get(piece.first(), piece.last()).cardinality() > 0) {
      throw new IllegalArgumentException(
          "each column must be added once. Provided value: " + piece.first() + ".." + piece.last());
    }
    added.set(piece.first(), piece.last());
    product.add(piece);
  }

  /**
   * Finishes once all columns are in.
   *
   * @param zeroSeed fresh for every block and batch; 32 bytes
   */
  public Halves finish(PublicKey publicKey, byte[] zeroSeed) {
    if (added.cardinality() != ring.set.dimension()) {
      throw new IllegalStateException(
          "all "
              + ring.set.dimension()
              + " columns must be added. Provided value: "
              + added.cardinality());
    }
    FreshZero zero = new FreshZero(ring, publicKey, new KeyStream(zeroSeed));
    return finish(zero);
  }

  /** Package-private so that tests can leave the zero out and show what goes wrong. */
  Halves finish(FreshZero zero) {
    LatticeSet set = ring.set;
    WordMatrix a = new WordMatrix(set, hint.groups, LatticeSet.RING);
    WordMatrix b = new WordMatrix(set, hint.rows, LatticeSet.CHANNELS);
    double[][][] aElement = new double[set.primes()][RingNtt.ROWS][RingNtt.WIDTH];
    double[][][] bElement = new double[set.primes()][RingNtt.ROWS][RingNtt.WIDTH];
    for (int g = 0; g < hint.groups; g++) {
      zero.draw();
      for (int p = 0; p < set.primes(); p++) {
        ring.load(aHalf(p, g), p, aElement[p]);
        product.coefficients(ring.rings[p], p, g, bElement[p]);
        zero.addTo(p, aElement[p], bElement[p]);
      }
      switchGroup(g, aElement, a, bElement, b);
    }
    return new Halves(a, b);
  }

  private int[] aHalf(int p, int g) {
    int[] half = new int[LatticeSet.RING];
    System.arraycopy(hint.aHalves[p], g * LatticeSet.RING, half, 0, half.length);
    return half;
  }

  private void switchGroup(
      int g, double[][][] aElement, WordMatrix a, double[][][] bElement, WordMatrix b) {
    long[] words = new long[RingNtt.WIDTH];
    for (int i = 0; i < RingNtt.ROWS; i++) {
      switchRow(aElement, i, words);
      a.addRow(g, i * RingNtt.WIDTH, words);
      int row = g * RingNtt.ROWS + i;
      if (row < hint.rows) {
        switchRow(bElement, i, words);
        b.addRow(row, 0, words);
      }
    }
  }

  private void switchRow(double[][][] element, int i, long[] words) {
    double[][] residues = new double[element.length][];
    for (int p = 0; p < residues.length; p++) {
      residues[p] = element[p][i];
    }
    ring.basis.switched(residues, ring.set.modulusBits(), words);
  }

  /**
   * The two halves of the switched ciphertexts.
   *
   * @param a one ciphertext of 4,096 words a row, for the vector owner
   * @param b one row of 128 words a candidate, which the matrix owner keeps
   */
  public record Halves(WordMatrix a, WordMatrix b) {}

  /**
   * A public-key encryption of zero, {@code (a u + e1, b u + e2)} with the b of every channel's
   * window, drawn anew for every group.
   */
  static class FreshZero {
    private final InnerRing ring;
    private final KeyStream stream;
    private final double[][][] aKey;

    /** {@code bKey[window][prime]}. */
    private final double[][][][] bKey;

    private final int[] mask = new int[LatticeSet.RING];
    private final int[] aError = new int[LatticeSet.RING];
    private final int[] bError = new int[LatticeSet.RING];
    private final double[][] element = RingNtt.element();
    private final double[][] maskFull = RingNtt.full();
    private final double[][] full = RingNtt.full();

    FreshZero(InnerRing ring, PublicKey key, KeyStream stream) {
      this.ring = ring;
      this.stream = stream;
      int primes = ring.set.primes();
      this.aKey = new double[primes][RingNtt.WIDTH][RingNtt.ROWS];
      this.bKey = new double[ring.set.keys()][primes][RingNtt.WIDTH][RingNtt.ROWS];
      for (int p = 0; p < primes; p++) {
        ring.uniform(ring.publicKeyIndex(), p, aKey[p]);
        for (int window = 0; window < bKey.length; window++) {
          key.load(window, p, element);
          ring.rings[p].toFull(element, bKey[window][p]);
        }
      }
    }

    void draw() {
      Noise.ternary(stream, mask);
      Noise.binomial(stream, aError, 0, aError.length);
      Noise.binomial(stream, bError, 0, bError.length);
    }

    void addTo(int p, double[][] a, double[][] b) {
      ring.load(mask, p, element);
      ring.rings[p].toSplit(element);
      ring.rings[p].toFull(element, maskFull);
      addTerm(p, aKey[p], aError, a, 0, RingNtt.WIDTH);
      for (int window = 0; window < bKey.length; window++) {
        int first = window * ring.set.window();
        addTerm(p, bKey[window][p], bError, b, first, first + ring.set.window());
      }
      ring.rings[p].reduce(a);
      ring.rings[p].reduce(b);
    }

    /** Adds to columns [first, last). */
    private void addTerm(int p, double[][] key, int[] error, double[][] into, int first, int last) {
      RingNtt transform = ring.rings[p];
      transform.multiply(maskFull, key, full);
      transform.fromFull(full, element);
      transform.split.inverse(element);
      for (int i = 0; i < RingNtt.ROWS; i++) {
        for (int c = first; c < last; c++) {
          into[i][c] += element[i][c] + error[i * RingNtt.WIDTH + c];
        }
      }
    }
  }
}
