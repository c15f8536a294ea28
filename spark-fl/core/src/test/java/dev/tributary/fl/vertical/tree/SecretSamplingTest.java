package dev.tributary.fl.vertical.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.fl.training.SamplingSecret;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretSamplingTest {
  private static final int ROWS = 20_000;
  private static final TreeParameters HALF = TreeParameters.DEFAULTS.withSampling(0.5, 0.5, 7);
  private final SamplingSecret secret = of(1);

  @Test
  void theSameSecretDrawsTheSame() {
    Sampling one = new SecretSampling(HALF, of(1));
    Sampling other = new SecretSampling(HALF, of(1));
    assertThat(one.rows(3, 100)).isEqualTo(other.rows(3, 100)).isEqualTo(one.rows(3, 100));
    assertThat(one.columns(3, 100)).isEqualTo(other.columns(3, 100));
  }

  /** Independent halves agree on half of the rows: standard deviation 0.0035; 8 of them. */
  @Test
  void drawsOfRoundsSecretsJobsAndSeedsHaveNothingInCommon() {
    boolean[] first = new SecretSampling(HALF, secret).rows(0, ROWS);
    TreeParameters seeded = HALF.withSampling(0.5, 0.5, 8);
    boolean[][] others = {
      new SecretSampling(HALF, secret).rows(1, ROWS),
      new SecretSampling(HALF, of(2)).rows(0, ROWS),
      new SecretSampling(HALF, secret.forJob("a")).rows(0, ROWS),
      new SecretSampling(seeded, secret).rows(0, ROWS),
      new SecretSampling(HALF, SamplingSecret.fresh()).rows(0, ROWS),
      new SecretSampling(HALF, secret).columns(0, ROWS)
    };
    for (boolean[] other : others) {
      assertThat(agreement(first, other)).isBetween(0.47, 0.53);
    }
    boolean[] ofJob = new SecretSampling(HALF, secret.forJob("b")).rows(0, ROWS);
    assertThat(agreement(others[2], ofJob)).isBetween(0.47, 0.53);
    assertThat(new SecretSampling(HALF, of(1).forJob("b")).rows(0, ROWS)).isEqualTo(ofJob);
  }

  @Test
  void rowsAreDrawnWithTheirShare() {
    for (double share : new double[] {0.1, 0.5, 0.9}) {
      TreeParameters parameters = TreeParameters.DEFAULTS.withSampling(share, 1, 7);
      double mean = 0;
      for (int round = 0; round < 10; round++) {
        mean += count(new SecretSampling(parameters, secret).rows(round, ROWS)) / (10.0 * ROWS);
      }
      // Of 200,000 draws: standard deviation at most 0.0011; 8 of them.
      assertThat(mean).isBetween(share - 0.009, share + 0.009);
    }
  }

  @Test
  void withoutSamplingEverythingIsDrawn() {
    Sampling all = new SecretSampling(TreeParameters.DEFAULTS, secret);
    assertThat(count(all.rows(0, 50))).isEqualTo(50);
    assertThat(count(all.columns(0, 50))).isEqualTo(50);
    TreeParameters rows = TreeParameters.DEFAULTS.withSampling(0.5, 1, 7);
    assertThat(count(new SecretSampling(rows, secret).columns(0, 50))).isEqualTo(50);
    TreeParameters columns = TreeParameters.DEFAULTS.withSampling(1, 0.5, 7);
    assertThat(count(new SecretSampling(columns, secret).rows(0, 50))).isEqualTo(50);
  }

  @Test
  void columnsAreAsManyAsTheShareSaysAndAtLeastOne() {
    assertThat(count(columns(0.3, 10))).isEqualTo(3);
    assertThat(count(columns(0.35, 10))).isEqualTo(4);
    assertThat(count(columns(0.34, 10))).isEqualTo(3);
    assertThat(count(columns(0.001, 10))).isEqualTo(1);
    assertThat(count(columns(0.5, 1))).isEqualTo(1);
  }

  @Test
  void everyColumnIsDrawnAsOftenAndInEveryCompany() {
    int[] count = new int[6];
    Set<String> sets = new HashSet<>();
    for (int round = 0; round < 3000; round++) {
      boolean[] drawn = new SecretSampling(HALF, secret).columns(round, 6);
      sets.add(Arrays.toString(drawn));
      for (int f = 0; f < 6; f++) {
        count[f] += drawn[f] ? 1 : 0;
      }
    }
    assertThat(sets).hasSize(20);
    // Binomial(3000, 1/2): mean 1500, standard deviation 27; 8 of them.
    for (int c : count) {
      assertThat(c).isBetween(1280, 1720);
    }
  }

  @Test
  void aSecretIsLongEnoughAndPrintsNothing() {
    assertThatThrownBy(() -> SamplingSecret.of(SecretBytes.copyOf(new byte[31])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("31");
    assertThat(of(1)).hasToString("SamplingSecret");
  }

  private static boolean[] columns(double share, int features) {
    TreeParameters parameters = TreeParameters.DEFAULTS.withSampling(1, share, 7);
    return new SecretSampling(parameters, of(1)).columns(0, features);
  }

  private static SamplingSecret of(int value) {
    byte[] secret = new byte[SamplingSecret.BYTES];
    Arrays.fill(secret, (byte) value);
    return SamplingSecret.of(SecretBytes.copyOf(secret));
  }

  private static int count(boolean[] drawn) {
    int count = 0;
    for (boolean d : drawn) {
      count += d ? 1 : 0;
    }
    return count;
  }

  private static double agreement(boolean[] a, boolean[] b) {
    int same = 0;
    for (int i = 0; i < a.length; i++) {
      same += a[i] == b[i] ? 1 : 0;
    }
    return (double) same / a.length;
  }
}
