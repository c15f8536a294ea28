package dev.tributary.crypto.lattice;

import dev.tributary.crypto.prg.KeyStream;
import dev.tributary.crypto.prg.Noise;
import dev.tributary.crypto.prg.SeedTree;

/**
 * The vector owner's ring LWE keys of one batch, one for every window of channels: encrypts the
 * outer secrets column by column and computes the phase corrections a s.
 *
 * <p>Of an element under the key of a window only the coefficients {@code X^(128 i + c)} with c in
 * the window are ever sent: the matrix owner's products, whose factors are polynomials in X^128,
 * need no other. So the elements of all keys share the room of one, and nothing that is encrypted
 * for a channel can be moved to one of another window.
 *
 * <p>The keys serve exactly one {@link OuterSecret}: two different messages under one key and the
 * public a_j would leak their difference. Errors are a function of the key's seed and the column,
 * so that encrypting a block again gives the same bytes. Secret: prints nothing. Not thread-safe.
 */
public final class InnerKey {
  private static final int RING = LatticeSet.RING;

  private final InnerRing ring;
  private final byte[] errorSeed;

  /** {@code key[window][prime]}, full form. */
  private final double[][][][] key;

  private final double[] scale;
  private final double[][] full = RingNtt.full();
  private final double[][] masked = RingNtt.full();
  private final double[][] mask = RingNtt.element();
  private final double[][] element = RingNtt.element();
  private final double[][] message = RingNtt.element();
  private final int[] error = new int[RING];

  /** The keys of {@code seed}, 32 bytes, fresh for every batch. */
  public InnerKey(InnerRing ring, byte[] seed) {
    this.ring = ring;
    this.errorSeed = SeedTree.derive(seed, "inner errors");
    this.scale = ring.basis.residues(ring.basis.scale(ring.set.modulusBits()));
    this.key = new double[ring.set.keys()][ring.rings.length][][];
    for (int window = 0; window < key.length; window++) {
      draw(SeedTree.derive(seed, "inner key", window), key[window]);
    }
  }

  private void draw(byte[] seed, double[][][] ofWindow) {
    int[] secret = new int[RING];
    Noise.ternary(new KeyStream(seed), secret);
    for (int p = 0; p < ofWindow.length; p++) {
      ofWindow[p] = RingNtt.full();
      ring.load(secret, p, element);
      ring.rings[p].toSplit(element);
      ring.rings[p].toFull(element, ofWindow[p]);
    }
  }

  /** Encrypts columns [column0, column1) of the hint's coefficients: the b halves, split form. */
  public EncryptedSecrets encrypt(OuterSecret secret, int column0, int column1) {
    EncryptedSecrets out = new EncryptedSecrets(ring.set, column0, column1);
    KeyStream stream = new KeyStream(errorSeed);
    for (int j = column0; j < column1; j++) {
      stream.seek(j);
      Noise.binomial(stream, error, 0, RING);
      for (int p = 0; p < ring.rings.length; p++) {
        ring.load(error, p, message);
        for (int c = 0; c < RingNtt.WIDTH; c++) {
          message[0][c] += secret.at(j, c) * scale[p];
        }
        ring.rings[p].split.forward(message);
        ring.uniform(j, p, full);
        for (int window = 0; window < key.length; window++) {
          int first = window * ring.set.window();
          hide(p, key[window][p], first, first + ring.set.window());
        }
        ring.rings[p].reduce(element);
        out.store(p, j, element);
      }
    }
    return out;
  }

  /** Columns [first, last) of {@code element = message - a s}, split form; a is in {@code full}. */
  private void hide(int p, double[][] ofWindow, int first, int last) {
    RingNtt transform = ring.rings[p];
    transform.multiply(full, ofWindow, masked);
    transform.fromFull(masked, mask);
    for (int i = 0; i < RingNtt.ROWS; i++) {
      for (int c = first; c < last; c++) {
        element[i][c] = message[i][c] - mask[i][c];
      }
    }
  }

  /** The b halves {@code e - a s} of the public keys, whose a half comes from the joint seed. */
  public PublicKey publicKey() {
    PublicKey out = new PublicKey(ring.set);
    KeyStream stream = new KeyStream(errorSeed);
    for (int window = 0; window < key.length; window++) {
      stream.seek((long) ring.publicKeyIndex() + window);
      Noise.binomial(stream, error, 0, RING);
      for (int p = 0; p < ring.rings.length; p++) {
        ring.load(error, p, message);
        ring.rings[p].split.forward(message);
        ring.uniform(ring.publicKeyIndex(), p, full);
        hide(p, key[window][p], 0, RingNtt.WIDTH);
        ring.rings[p].reduce(element);
        out.store(window, p, element);
      }
    }
    return out;
  }

  /**
   * The phase corrections {@code a s} modulo q of one block.
   *
   * @param halves the matrix owner's a halves: one ciphertext of 4,096 words a row
   * @return {@code rows} x 128 words
   */
  public WordMatrix corrections(WordMatrix halves, int rows) {
    halves.requireShape(ring.set, LatticeSet.groups(rows), RING);
    WordMatrix out = new WordMatrix(ring.set, rows, LatticeSet.CHANNELS);
    double[][][] products = new double[ring.rings.length][RingNtt.ROWS][RingNtt.WIDTH];
    double[][] residues = new double[ring.rings.length][];
    long[] row = new long[RingNtt.WIDTH];
    for (int g = 0; g < halves.rows(); g++) {
      for (int p = 0; p < products.length; p++) {
        multiply(halves, g, p, products[p]);
      }
      int inGroup = Math.min(RingNtt.ROWS, rows - g * RingNtt.ROWS);
      for (int i = 0; i < inGroup; i++) {
        for (int p = 0; p < products.length; p++) {
          residues[p] = products[p][i];
        }
        ring.basis.toLongs(residues, row);
        out.addRow(g * RingNtt.ROWS + i, 0, row);
      }
    }
    return out;
  }

  private void multiply(WordMatrix halves, int g, int p, double[][] product) {
    RingNtt transform = ring.rings[p];
    for (int i = 0; i < RingNtt.ROWS; i++) {
      for (int c = 0; c < RingNtt.WIDTH; c++) {
        element[i][c] = halves.centred(g, i * RingNtt.WIDTH + c);
      }
    }
    transform.reduce(element);
    transform.toSplit(element);
    transform.toFull(element, full);
    for (int window = 0; window < key.length; window++) {
      transform.multiply(full, key[window][p], masked);
      transform.fromFull(masked, mask);
      int first = window * ring.set.window();
      for (int i = 0; i < RingNtt.ROWS; i++) {
        System.arraycopy(mask[i], first, product[i], first, ring.set.window());
      }
    }
    transform.split.inverse(product);
  }
}
