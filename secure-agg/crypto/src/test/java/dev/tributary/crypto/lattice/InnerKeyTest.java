package dev.tributary.crypto.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.prg.KeyStream;
import dev.tributary.crypto.prg.Noise;
import dev.tributary.crypto.prg.SeedTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an encryption of S hides under: its errors, seen with the key, and its a halves. */
class InnerKeyTest {
  private static final LatticeSet SET = LatticeSet.Q32;
  private static final byte[] SEED = SeedTree.derive(new byte[32], "inner key test");
  private static final double VARIANCE = 10.5;
  private static final int FIRST = 40;
  private static final int COLUMNS = 4;

  private final InnerRing ring = new InnerRing(SET, SEED);
  private final OuterSecret secret = new OuterSecret(SET, SEED);
  private final InnerKey key = new InnerKey(ring, SEED);

  /** 3,968 errors, whose variance has a relative standard deviation of sqrt(2 / 3968). */
  @Test
  void everyColumnHasErrorsOfItsOwn() {
    List<double[]> errors = new ArrayList<>();
    EncryptedSecrets piece = key.encrypt(secret, FIRST, FIRST + COLUMNS);
    for (int j = 0; j < COLUMNS; j++) {
      errors.add(errors(piece, j));
    }
    double squares = 0;
    for (double[] column : errors) {
      squares += product(column, column);
    }
    int count = COLUMNS * errors.get(0).length;
    double slack = 6 * Math.sqrt(2.0 / count);
    assertThat(squares / count).isCloseTo(VARIANCE, within(VARIANCE * slack));
    // The correlation of independent samples has a standard deviation of 1 / sqrt(992).
    for (int j = 1; j < COLUMNS; j++) {
      double correlation = product(errors.get(0), errors.get(j)) / errors.get(0).length / VARIANCE;
      assertThat(Math.abs(correlation)).isLessThan(6 / Math.sqrt(errors.get(0).length));
    }
  }

  /** Two elements from one place of the stream would agree but for what the primes reject. */
  @Test
  void noTwoPublicElementsComeFromOnePlaceOfTheStream() {
    Set<List<Double>> seen = new HashSet<>();
    double[][] full = RingNtt.full();
    int elements = 0;
    for (int index = 0; index < 40; index++) {
      for (int p = 0; p < SET.primes(); p++) {
        ring.uniform(index, p, full);
        int half = ring.basis.fields[p].prime / 2;
        List<Double> start = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
          start.add(full[0][k] + half);
        }
        seen.add(start);
        elements++;
      }
    }
    assertThat(seen).hasSize(elements);
  }

  @Test
  void correctionsOfAGroupThatIsNotFullAreThoseOfItsRows() {
    WordMatrix halves = new WordMatrix(SET, 2, LatticeSet.RING);
    for (int c = 0; c < LatticeSet.RING; c++) {
      halves.add(0, c, 1_000_003L * c);
      halves.add(1, c, 77_777_777L * c + 5);
    }
    WordMatrix all = key.corrections(halves, 64);
    assertThat(key.corrections(halves, 33).toBytes())
        .isEqualTo(all.slice(0, 33, 0, all.columns()).toBytes());
  }

  /** Of column {@code FIRST + j}: all coefficients of window 0 that hold no secret. */
  private double[] errors(EncryptedSecrets piece, int j) {
    int[] drawn = new int[LatticeSet.RING];
    Noise.ternary(new KeyStream(SeedTree.derive(SEED, "inner key", 0)), drawn);
    RingNtt transform = ring.rings[0];
    double[][] element = RingNtt.element();
    ring.load(drawn, 0, element);
    transform.toSplit(element);
    double[][] ofKey = RingNtt.full();
    transform.toFull(element, ofKey);
    double[][] masked = RingNtt.full();
    ring.uniform(FIRST + j, 0, masked);
    transform.multiply(masked, ofKey, masked);
    transform.fromFull(masked, element);
    for (int k = 0; k < RingNtt.ROWS; k++) {
      for (int c = 0; c < RingNtt.WIDTH; c++) {
        element[k][c] += piece.residues[k][j * RingNtt.WIDTH + c];
      }
    }
    transform.reduce(element);
    transform.split.inverse(element);
    transform.reduce(element);
    double[] errors = new double[(RingNtt.ROWS - 1) * SET.window()];
    for (int i = 1; i < RingNtt.ROWS; i++) {
      System.arraycopy(element[i], 0, errors, (i - 1) * SET.window(), SET.window());
    }
    return errors;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
