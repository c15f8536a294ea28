package dev.tributary.crypto.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.prg.KeyStream;
import dev.tributary.crypto.prg.SeedTree;
import org.junit.jupiter.api.Test;

/**
 * The encryption of zero {@code (a u + e1, b u + e2)} that masks a hint product, part by part, with
 * public keys that no honest party has: b = 0 shows e2 alone, b = a shows e2 - e1.
 *
 * <p>The variance of 4,096 errors has a relative standard deviation of sqrt(2 / 4096) = 2.2 %;
 * tolerances are six of these. Seeds are fixed.
 */
class FreshZeroTest {
  private static final LatticeSet SET = LatticeSet.Q32;
  private static final byte[] SEED = SeedTree.derive(new byte[32], "fresh zero");
  private static final double VARIANCE = 10.5;
  private static final double SLACK = 6 * Math.sqrt(2.0 / LatticeSet.RING);

  private final InnerRing ring = new InnerRing(SET, SEED);

  @Test
  void bothHalvesHaveAnErrorOfTheirOwn() {
    Zero ofNothing = new Zero(new PublicKey(SET));
    assertThat(ofNothing.variance(false)).isCloseTo(VARIANCE, within(VARIANCE * SLACK));
    Zero ofA = new Zero(aAsKey());
    assertThat(ofA.variance(true)).isCloseTo(2 * VARIANCE, within(2 * VARIANCE * SLACK));
  }

  /** Of uniform residues 43 in 2^22 are as small as an error: none is due among 4,096. */
  @Test
  void theAHalfIsMasked() {
    Zero zero = new Zero(new PublicKey(SET));
    int small = 0;
    for (double[] row : zero.a[0]) {
      for (double x : row) {
        small += Math.abs(x) <= 21 ? 1 : 0;
      }
    }
    assertThat(small).isLessThan(3);
  }

  @Test
  void everyDrawIsAnother() {
    Zero first = new Zero(new PublicKey(SET));
    double[][] before = first.b[0];
    first.drawAgain();
    double product = 0;
    for (int i = 0; i < RingNtt.ROWS; i++) {
      for (int c = 0; c < RingNtt.WIDTH; c++) {
        product += before[i][c] * first.b[0][i][c];
      }
    }
    // The correlation of independent samples has a standard deviation of 1 / 64.
    assertThat(Math.abs(product) / LatticeSet.RING / VARIANCE).isLessThan(6.0 / 64);
  }

  /** One integer, whatever the prime it is known by: the parts are residues of the same numbers. */
  @Test
  void allPrimesSeeTheSameErrors() {
    Zero zero = new Zero(new PublicKey(SET));
    for (int p = 1; p < SET.primes(); p++) {
      assertThat(zero.b[p]).isDeepEqualTo(zero.b[0]);
    }
  }

  @Test
  void aColumnIsAddedOnceAndAllOfThemAre() {
    OuterSecret secret = new OuterSecret(SET, SEED);
    InnerKey key = new InnerKey(ring, SEED);
    WordMatrix nothing = new WordMatrix(SET, LatticeSet.GROUP, SET.dimension());
    HintProduct product = new HintProduct(HintBlock.of(nothing, ring), ring);
    product.add(key.encrypt(secret, 4, 8));
    for (int[] again : new int[][] {{4, 8}, {7, 9}, {0, 5}, {5, 6}}) {
      assertThatThrownBy(() -> product.add(new EncryptedSecrets(SET, again[0], again[1])))
          .hasMessageContaining("added once");
    }
    product.add(new EncryptedSecrets(SET, 0, 4));
    product.add(new EncryptedSecrets(SET, 8, SET.dimension() - 1));
    assertThatThrownBy(() -> product.finish(key.publicKey(), SEED))
        .hasMessageContaining("all " + SET.dimension() + " columns")
        .hasMessageContaining(String.valueOf(SET.dimension() - 1));
    product.add(new EncryptedSecrets(SET, SET.dimension() - 1, SET.dimension()));
    assertThat(product.finish(key.publicKey(), SEED).b().rows()).isEqualTo(LatticeSet.GROUP);
  }

  /** The hint is nothing here, so that the halves are the encrypted zeros alone. */
  @Test
  void everySeedHasAZeroOfItsOwn() {
    WordMatrix nothing = new WordMatrix(SET, LatticeSet.GROUP, SET.dimension());
    HintProduct product = new HintProduct(HintBlock.of(nothing, ring), ring);
    product.add(new EncryptedSecrets(SET, 0, SET.dimension()));
    PublicKey key = new InnerKey(ring, SEED).publicKey();
    HintProduct.Halves halves = product.finish(key, SEED);
    HintProduct.Halves other = product.finish(key, new byte[32]);

    // Uniform words agree once in 2^32.
    assertThat(equal(halves.a(), other.a())).isLessThan(3);
    assertThat(equal(halves.b(), other.b())).isLessThan(3);
    for (WordMatrix half : new WordMatrix[] {halves.a(), halves.b()}) {
      WordMatrix empty = new WordMatrix(SET, half.rows(), half.columns());
      assertThat(equal(half, empty)).isLessThan(3);
    }
    assertThat(product.finish(key, SEED).a().toBytes()).isEqualTo(halves.a().toBytes());
  }

  /** In the first row. */
  private static int equal(WordMatrix one, WordMatrix another) {
    int equal = 0;
    for (int c = 0; c < one.columns(); c++) {
      equal += one.centred(0, c) == another.centred(0, c) ? 1 : 0;
    }
    return equal;
  }

  @Test
  void theSetsMustAgree() {
    InnerRing other = new InnerRing(LatticeSet.Q40, SEED);
    WordMatrix nothing = new WordMatrix(SET, LatticeSet.GROUP, SET.dimension());
    HintBlock hint = HintBlock.of(nothing, ring);
    assertThatThrownBy(() -> new HintProduct(hint, other)).hasMessageContaining("parameter set");
    HintProduct product = new HintProduct(hint, ring);
    assertThatThrownBy(() -> product.add(new EncryptedSecrets(LatticeSet.Q40, 0, 4)))
        .hasMessageContaining("added once");
  }

  /** The public element itself in place of every window's b half. */
  private PublicKey aAsKey() {
    PublicKey key = new PublicKey(SET);
    for (int p = 0; p < SET.primes(); p++) {
      double[][] full = RingNtt.full();
      double[][] element = RingNtt.element();
      ring.uniform(ring.publicKeyIndex(), p, full);
      ring.rings[p].fromFull(full, element);
      ring.rings[p].reduce(element);
      for (int window = 0; window < SET.keys(); window++) {
        key.store(window, p, element);
      }
    }
    return key;
  }

  private final class Zero {
    private final HintProduct.FreshZero zero;
    private double[][][] a;
    private double[][][] b;

    private Zero(PublicKey key) {
      zero = new HintProduct.FreshZero(ring, key, new KeyStream(SEED));
      drawAgain();
    }

    private void drawAgain() {
      zero.draw();
      a = new double[SET.primes()][RingNtt.ROWS][RingNtt.WIDTH];
      b = new double[SET.primes()][RingNtt.ROWS][RingNtt.WIDTH];
      for (int p = 0; p < SET.primes(); p++) {
        zero.addTo(p, a[p], b[p]);
      }
    }

    private double variance(boolean lessA) {
      double[][] difference = new double[RingNtt.ROWS][RingNtt.WIDTH];
      for (int i = 0; i < RingNtt.ROWS; i++) {
        for (int c = 0; c < RingNtt.WIDTH; c++) {
          difference[i][c] = b[0][i][c] - (lessA ? a[0][i][c] : 0);
        }
      }
      ring.rings[0].reduce(difference);
      double squares = 0;
      for (double[] row : difference) {
        for (double x : row) {
          squares += x * x;
        }
      }
      return squares / LatticeSet.RING;
    }
  }
}
