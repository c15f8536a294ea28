package dev.tributary.crypto.lattice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.crypto.prg.SeedTree;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Attacks by the party that holds the keys, each on the scheme and on a variant with one guard
 * removed, where it must succeed.
 */
class DistinguisherTest {
  private static final LatticeSet SET = LatticeSet.Q32;
  private static final int ROWS = 6000;
  private static final int WORDS = WholeMap.BINS * LatticeSet.CHANNELS;

  /** Five standard deviations of the correlation of independent samples, 1 / sqrt(4096). */
  private static final double CHANCE = 5.0 / 64;

  private static WholeMap map;
  private static WholeMap.Batch batch;
  private static final byte[] SEED = SeedTree.derive(new byte[32], "distinguisher");

  @BeforeAll
  static void makeMap() {
    map = new WholeMap(SET, WholeMap.randomColumn(new Random(11), ROWS));
    batch = map.new Batch(SEED);
  }

  /** V knows E, so a guess of M predicts M E; the flood must hide it. */
  @Test
  void theFloodHidesTheOuterErrors() {
    long[][] words = new long[ROWS][LatticeSet.CHANNELS];
    int[][] errors = batch.errors(SEED);
    double flood = NoiseBudget.of(SET, ROWS).smallestFlood();
    double guarded = correlation(batch.call(words, errors, flood, SEED), prediction(errors));
    double broken = correlation(batch.call(words, errors, 0, SEED), prediction(errors));
    assertThat(Math.abs(guarded)).isLessThan(CHANCE);
    assertThat(broken).isGreaterThan(0.5);
  }

  /** What is left when V subtracts M E: H times its RLWE errors and the rounding, seen twice. */
  @Test
  void theFloodHidesTheInnerErrors() {
    long[][] words = new long[ROWS][LatticeSet.CHANNELS];
    int[][] errors = batch.errors(SEED);
    long[][] inner = batch.call(words, errors, 0, SEED);
    long[][] outer = prediction(errors);
    for (int i = 0; i < inner.length; i++) {
      for (int c = 0; c < inner[i].length; c++) {
        inner[i][c] -= outer[i][c];
      }
    }
    double flood = NoiseBudget.of(SET, ROWS).smallestFlood();
    double guarded = correlation(batch.call(words, errors, flood, SEED), inner);
    double broken = correlation(batch.call(words, errors, 0, SEED), inner);
    assertThat(Math.abs(guarded)).isLessThan(CHANCE);
    assertThat(broken).isGreaterThan(0.3);
  }

  /** Without the fresh zero the a halves are a fixed linear image of H. */
  @Test
  void theFreshZeroHidesTheHint() {
    WordMatrix bare = map.new Batch(SeedTree.derive(SEED, "a"), null).halves.a();
    WordMatrix bareAgain = map.new Batch(SeedTree.derive(SEED, "b"), null).halves.a();
    WordMatrix guarded = batch.halves.a();
    assertThat(equalWords(bare, bareAgain)).isEqualTo(LatticeSet.RING);
    assertThat(equalWords(bare, guarded)).isLessThan(3);
  }

  /** Two messages under one batch seed leak their difference to the matrix owner. */
  @Test
  void aReusedSeedLeaksADifference() {
    byte[] fresh = SeedTree.derive(SEED, "fresh");
    WordMatrix first = new OuterSecret(SET, SEED).times(map.matrix, 0, 1);
    WordMatrix reused = new OuterSecret(SET, SEED).times(map.matrix, 0, 1);
    WordMatrix independent = new OuterSecret(SET, fresh).times(map.matrix, 0, 1);
    reused.add(17, 3, 1_000_000);
    assertThat(small(first, reused)).isEqualTo(256 * LatticeSet.CHANNELS - 1);
    // A uniform word is below 2^16 in size with probability 2^-15: one of 32,768 on average.
    assertThat(small(first, independent)).isLessThan(15);
  }

  /**
   * What no guard here prevents: a vector owner that deviates gives eight people amplitudes that
   * the flood cannot bridge, and reads the row of each of them in every candidate from one channel.
   */
  @Test
  void aVectorOwnerThatDeviatesReadsEightPeopleFromOneChannel() {
    double flood = NoiseBudget.of(SET, ROWS).smallestFlood();
    int people = 8;
    double spacing = 12 * flood;
    assertThat(spacing * (1 << people)).isLessThan(0x1p31);
    long[][] words = new long[ROWS][LatticeSet.CHANNELS];
    for (int person = 0; person < people; person++) {
      words[700 * person][0] = Math.round(spacing * (1 << person));
    }
    long[][] got = batch.call(words, batch.errors(SEED), flood, SEED);
    for (int bin = 0; bin < WholeMap.BINS; bin++) {
      long members = Math.round(got[bin][0] / spacing);
      for (int person = 0; person < people; person++) {
        boolean read = ((members >> person) & 1) == 1;
        assertThat(read).as("person %d", person).isEqualTo(map.column[700 * person] == bin);
      }
    }
  }

  private static long[][] prediction(int[][] errors) {
    long[][] out = new long[WholeMap.BINS][LatticeSet.CHANNELS];
    for (int r = 0; r < ROWS; r++) {
      for (int c = 0; c < LatticeSet.CHANNELS; c++) {
        out[map.column[r]][c] += errors[r][c];
      }
    }
    return out;
  }

  private static double correlation(long[][] a, long[][] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      for (int c = 0; c < a[i].length; c++) {
        ab += (double) a[i][c] * b[i][c];
        aa += (double) a[i][c] * a[i][c];
        bb += (double) b[i][c] * b[i][c];
      }
    }
    assertThat(a.length * a[0].length).isEqualTo(WORDS);
    return ab / Math.sqrt(aa * bb);
  }

  private static int equalWords(WordMatrix a, WordMatrix b) {
    int equal = 0;
    for (int c = 0; c < a.columns(); c++) {
      equal += a.centred(0, c) == b.centred(0, c) ? 1 : 0;
    }
    return equal;
  }

  private static int small(WordMatrix a, WordMatrix b) {
    int small = 0;
    for (int r = 0; r < a.rows(); r++) {
      for (int c = 0; c < a.columns(); c++) {
        small += Math.abs(SET.centred(a.centred(r, c) - b.centred(r, c))) < 1 << 16 ? 1 : 0;
      }
    }
    return small;
  }
}
