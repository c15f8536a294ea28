package dev.tributary.crypto.lattice;

import dev.tributary.crypto.prg.KeyStream;
import dev.tributary.crypto.prg.Noise;
import dev.tributary.crypto.prg.SeedTree;

/**
 * The vector owner's ring LWE key of one batch: encrypts the outer secrets column by column and
 * computes the phase corrections a s.
 *
 * <p>One key serves exactly one {@link OuterSecret}: two different messages under one key and the
 * public a_j would leak their difference. Errors are a function of the key's seed and the column,
 * so that encrypting a block again gives the same bytes. Secret: prints nothing. Not thread-safe.
 */
public final class InnerKey {
  private static final int RING = LatticeSet.RING;

  private final InnerRing ring;
  private final byte[] errorSeed;
  private final double[][][] key;
  private final double[] scale;
  private final double[][] full = RingNtt.full();
  private final double[][] element = RingNtt.element();
  private final double[][] message = RingNtt.element();
  private final int[] error = new int[RING];

  /** The key of {@code seed}, 32 bytes, fresh for every batch. */
  public InnerKey(InnerRing ring, byte[] seed) {
    this.ring = ring;
    this.errorSeed = SeedTree.derive(seed, "inner errors");
    this.scale = ring.basis.residues(ring.basis.scale(ring.set.modulusBits()));
    int[] secret = new int[RING];
    Noise.ternary(new KeyStream(SeedTree.derive(seed, "inner key")), secret);
    this.key = new double[ring.rings.length][][];
    for (int p = 0; p < key.length; p++) {
      key[p] = RingNtt.full();
      ring.load(secret, p, element);
      ring.rings[p].toSplit(element);
      ring.rings[p].toFull(element, key[p]);
    }
  }

  /** Encrypts columns [column0, column1) of the hint's coefficients: the b halves, split form. */
  public EncryptedSecrets encrypt(OuterSecret secret, int column0, int column1) {
    EncryptedSecrets out = new EncryptedSecrets(ring.set, column0, column1);
    KeyStream stream = new KeyStream(errorSeed);
    for (int j = column0; j < column1; j++) {
      stream.seek(j);
      Noise.binomial(stream, error, 0, RING);
      for (int p = 0; p < key.length; p++) {
        ring.load(error, p, message);
        for (int c = 0; c < RingNtt.WIDTH; c++) {
          message[0][c] += secret.at(j, c) * scale[p];
        }
        encrypt(j, p);
        out.store(p, j, element);
      }
    }
    return out;
  }

  /** {@code element = message - a_index s}, split form, centred. */
  private void encrypt(int index, int p) {
    RingNtt transform = ring.rings[p];
    ring.uniform(index, p, full);
    transform.multiply(full, key[p], full);
    transform.fromFull(full, element);
    transform.split.forward(message);
    for (int i = 0; i < RingNtt.ROWS; i++) {
      subtract(element[i], message[i]);
    }
    transform.reduce(element);
  }

  private static void subtract(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] = b[i] - a[i];
    }
  }

  /** The b half {@code e - a s} of the public key whose a half comes from the joint seed. */
  public PublicKey publicKey() {
    PublicKey out = new PublicKey(ring.set);
    int index = ring.publicKeyIndex();
    KeyStream stream = new KeyStream(errorSeed);
    stream.seek(index);
    Noise.binomial(stream, error, 0, RING);
    for (int p = 0; p < key.length; p++) {
      ring.load(error, p, message);
      encrypt(index, p);
      out.store(p, element);
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
    double[][][] products = new double[key.length][RingNtt.ROWS][RingNtt.WIDTH];
    double[][] residues = new double[key.length][];
    long[] row = new long[RingNtt.WIDTH];
    for (int g = 0; g < halves.rows(); g++) {
      for (int p = 0; p < key.length; p++) {
        multiply(halves, g, p, products[p]);
      }
      int inGroup = Math.min(RingNtt.ROWS, rows - g * RingNtt.ROWS);
      for (int i = 0; i < inGroup; i++) {
        for (int p = 0; p < key.length; p++) {
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
        product[i][c] = halves.centred(g, i * RingNtt.WIDTH + c);
      }
    }
    transform.reduce(product);
    transform.toSplit(product);
    transform.toFull(product, full);
    transform.multiply(full, key[p], full);
    transform.fromFull(full, product);
    transform.split.inverse(product);
  }
}
