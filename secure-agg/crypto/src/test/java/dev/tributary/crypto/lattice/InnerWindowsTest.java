package dev.tributary.crypto.lattice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.crypto.prg.SeedTree;
import org.junit.jupiter.api.Test;

/**
 * A matrix owner that asks instead of answering: it shifts the encryption of a column of secrets by
 * some channels, and what the vector owner decodes in channel c is the secret of channel c - shift.
 * So all winners that are decided under a key could be aimed at one channel. Between windows, whose
 * keys differ, there is nothing to decode.
 */
class InnerWindowsTest {
  private static final LatticeSet SET = LatticeSet.Q32;
  private static final int COLUMN = 17;
  private static final int MULTIPLE = 1 << 20;
  private static final byte[] SEED = SeedTree.derive(new byte[32], "windows");

  private final InnerRing ring = new InnerRing(SET, SEED);
  private final OuterSecret secret = new OuterSecret(SET, SEED);
  private final InnerKey key = new InnerKey(ring, SEED);

  @Test
  void aShiftedSecretIsReadWithinItsWindowOnly() {
    for (int shift : new int[] {1, 5, SET.window() - 1, SET.window(), 2 * SET.window() + 3}) {
      long[] decoded = decoded(shift);
      for (int c = shift; c < LatticeSet.CHANNELS; c++) {
        boolean read =
            Math.abs(decoded[c] - (long) MULTIPLE * secret.at(COLUMN, c - shift)) < MULTIPLE / 4;
        if (c / SET.window() == (c - shift) / SET.window()) {
          assertThat(read).as("channel %d shifted by %d", c, shift).isTrue();
        }
      }
      if (shift >= SET.window()) {
        // By chance a word is within reach of the secret's multiple once in 2^13.
        assertThat(hits(decoded, shift)).as("shifted by %d", shift).isLessThan(3);
      }
    }
  }

  private int hits(long[] decoded, int shift) {
    int hits = 0;
    for (int c = shift; c < LatticeSet.CHANNELS; c++) {
      long expected = (long) MULTIPLE * secret.at(COLUMN, c - shift);
      hits += Math.abs(decoded[c] - expected) < MULTIPLE / 4 ? 1 : 0;
    }
    return hits;
  }

  /** What the vector owner makes, by channel, of {@code MULTIPLE X^shift Enc(S[COLUMN])}. */
  private long[] decoded(int shift) {
    double[][][] a = new double[SET.primes()][][];
    double[][][] b = new double[SET.primes()][][];
    EncryptedSecrets piece = key.encrypt(secret, COLUMN, COLUMN + 1);
    for (int p = 0; p < SET.primes(); p++) {
      double[][] full = RingNtt.full();
      ring.uniform(COLUMN, p, full);
      a[p] = RingNtt.element();
      ring.rings[p].fromFull(full, a[p]);
      b[p] = RingNtt.element();
      for (int k = 0; k < RingNtt.ROWS; k++) {
        for (int c = 0; c < RingNtt.WIDTH; c++) {
          b[p][k][c] = piece.residues[p * RingNtt.ROWS + k][c];
        }
      }
      shift(p, a[p], shift);
      shift(p, b[p], shift);
    }
    WordMatrix half = new WordMatrix(SET, 1, LatticeSet.RING);
    long[] words = new long[RingNtt.WIDTH];
    for (int i = 0; i < RingNtt.ROWS; i++) {
      switched(a, i, words);
      half.addRow(0, i * RingNtt.WIDTH, words);
    }
    long[] decoded = new long[RingNtt.WIDTH];
    switched(b, 0, decoded);
    WordMatrix corrections = key.corrections(half, 1);
    for (int c = 0; c < decoded.length; c++) {
      decoded[c] = SET.centred(decoded[c] + corrections.centred(0, c));
    }
    return decoded;
  }

  /** Times {@code MULTIPLE X^shift}: split form to coefficients. */
  private void shift(int p, double[][] element, int shift) {
    double[][] factor = RingNtt.element();
    factor[0][shift] = MULTIPLE;
    RingNtt transform = ring.rings[p];
    transform.toSplit(factor);
    double[][] of = RingNtt.full();
    double[][] by = RingNtt.full();
    transform.toFull(element, of);
    transform.toFull(factor, by);
    transform.multiply(of, by, of);
    transform.fromFull(of, element);
    transform.split.inverse(element);
    transform.reduce(element);
  }

  private void switched(double[][][] element, int i, long[] words) {
    double[][] residues = new double[element.length][];
    for (int p = 0; p < residues.length; p++) {
      residues[p] = element[p][i].clone();
    }
    ring.basis.switched(residues, SET.modulusBits(), words);
  }
}
