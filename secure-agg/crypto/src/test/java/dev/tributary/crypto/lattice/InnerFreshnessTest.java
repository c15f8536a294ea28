package dev.tributary.crypto.lattice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.crypto.prg.KeyStream;
import dev.tributary.crypto.prg.Noise;
import dev.tributary.crypto.prg.SeedTree;
import org.junit.jupiter.api.Test;

/**
 * The matrix owner's division: an element {@code a s} without an error, divided by the public a, is
 * the ternary key. So no message may go without an error, and no two may share one.
 */
class InnerFreshnessTest {
  private static final LatticeSet SET = LatticeSet.Q32;
  private static final int COLUMNS = 4;
  private static final int KEY = SET.dimension();
  private static final byte[] SEED = SeedTree.derive(new byte[32], "inner freshness");

  private final InnerRing ring = new InnerRing(SET, SEED);
  private final RingNtt transform = ring.rings[0];
  private final PrimeField field = ring.basis.fields[0];
  private final OuterSecret secret = new OuterSecret(SET, SEED);
  private final InnerKey key = new InnerKey(ring, SEED);

  /** The broken variant, by hand. */
  @Test
  void withoutAnErrorTheQuotientIsTheKey() {
    int[] ternary = new int[LatticeSet.RING];
    Noise.ternary(new KeyStream(SEED), ternary);
    double[][] product = RingNtt.element();
    ring.load(ternary, 0, product);
    transform.toSplit(product);
    double[][] full = RingNtt.full();
    transform.toFull(product, full);
    transform.multiply(full, uniform(KEY), full);
    transform.fromFull(full, product);
    assertThat(ternary(product, uniform(KEY))).isEqualTo(LatticeSet.RING);
  }

  @Test
  void everyMessageHasItsOwnError() {
    for (int i = 0; i <= COLUMNS; i++) {
      int index = i == COLUMNS ? KEY : i;
      assertThat(ternary(errorAndKey(index), uniform(index))).isLessThan(3);
      for (int other = 0; other < i; other++) {
        double[][] difference = difference(errorAndKey(index), errorAndKey(other));
        assertThat(ternary(difference, difference(uniform(index), uniform(other))))
            .describedAs("elements %d and %d", index, other)
            .isLessThan(3);
      }
    }
  }

  /** With a hint of zeros the a halves are the fresh zeros alone. */
  @Test
  void everyGroupHasItsOwnZero() {
    WordMatrix nothing = new WordMatrix(SET, 2 * LatticeSet.GROUP, SET.dimension());
    HintProduct product = new HintProduct(HintBlock.of(nothing, ring), ring);
    product.add(new EncryptedSecrets(SET, 0, SET.dimension()));
    WordMatrix a = product.finish(key.publicKey(), SEED).a();
    int equal = 0;
    for (int i = 0; i < LatticeSet.RING; i++) {
      equal += a.centred(0, i) == a.centred(1, i) ? 1 : 0;
    }
    assertThat(equal).isLessThan(3);
  }

  /** {@code e - a s} of a column, without its message, or of the public key; split form. */
  private double[][] errorAndKey(int index) {
    double[][] element = RingNtt.element();
    if (index == KEY) {
      new InnerKey(ring, SEED).publicKey().load(0, 0, element);
      return element;
    }
    int[][] residues = key.encrypt(secret, index, index + 1).residues;
    double scale = ring.basis.residues(ring.basis.scale(SET.modulusBits()))[0];
    for (int k = 0; k < RingNtt.ROWS; k++) {
      for (int c = 0; c < RingNtt.WIDTH; c++) {
        // The message has 128 coefficients, so each row of the split form holds it whole.
        element[k][c] = residues[k][c] - scale * secret.at(index, c);
      }
    }
    return element;
  }

  private double[][] uniform(int index) {
    double[][] full = RingNtt.full();
    ring.uniform(index, 0, full);
    return full;
  }

  private static double[][] difference(double[][] a, double[][] b) {
    double[][] out = new double[a.length][a[0].length];
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < out[i].length; j++) {
        out[i][j] = a[i][j] - b[i][j];
      }
    }
    return out;
  }

  /**
   * How many coefficients of the quotient are -1, 0 or 1; of a uniform one 4,096 times 3 / 2^22.
   *
   * @param element split form
   * @param divisor full form; a point at which it is zero, 1 in 2^22, would spoil the quotient
   */
  private long ternary(double[][] element, double[][] divisor) {
    transform.reduce(element);
    double[][] full = RingNtt.full();
    transform.toFull(element, full);
    for (int i = 0; i < full.length; i++) {
      for (int j = 0; j < full[i].length; j++) {
        long value = (long) full[i][j];
        full[i][j] = field.centred(value * field.invert((long) divisor[i][j]));
      }
    }
    double[][] quotient = RingNtt.element();
    transform.fromFull(full, quotient);
    transform.split.inverse(quotient);
    transform.reduce(quotient);
    long count = 0;
    for (double[] row : quotient) {
      for (double x : row) {
        count += Math.abs(x) <= 1 ? 1 : 0;
      }
    }
    return count;
  }
}
