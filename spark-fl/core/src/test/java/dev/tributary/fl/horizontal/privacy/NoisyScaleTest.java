package dev.tributary.fl.horizontal.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.random.StreamSource;
import dev.tributary.fl.horizontal.rows.DividedRows;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.horizontal.sum.WatchedSum;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the noise of a scale must hide of one row; the scale itself is tested by fits with it. */
class NoisyScaleTest {
  /** One row is one count in every part of the vector. */
  @ParameterizedTest
  @CsvSource({"0, false", "2, false", "0, true"})
  void noRowCountsMoreThanItsSensitivity(int classes, boolean numbers) {
    NoisyRanges.Columns of = new NoisyRanges.Columns(4, classes, numbers);
    List<Release> releases = NoisyScale.releases(of, 0.3);
    PrivacyPlan plan = new PrivacyPlan(new PrivacyBudget(4, 1e-6), new NoiseShares(2, 1), releases);
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      double[] row = new double[4];
      for (int j = 0; j < row.length; j++) {
        row[j] = Math.exp(40 * random.nextGaussian()) * (random.nextBoolean() ? 1 : -1);
      }
      List<long[]> seen = new ArrayList<>();
      BothParties sum =
          new BothParties() {
            @Override
            public Total total(String purpose, long[] words) {
              seen.add(words);
              return super.total(purpose, words);
            }
          };
      assertThatThrownBy(
              () -> NoisyScale.of(DividedRows.rows(new double[][] {row}, 1), sum, plan, of))
          .hasMessageContaining("so few rows");
      assertThat(squares(seen.get(0)))
          .isCloseTo(Math.pow(releases.get(0).sensitivity(), 2), within(1e-9));
      assertThat(seen.get(0)).hasSize(releases.get(0).words());
    }
  }

  private static double squares(long[] words) {
    return Arrays.stream(words).mapToDouble(w -> (double) w * w).sum();
  }

  /** Noise alone must not look like rows: a false bin far away would be most of a deviation. */
  @Test
  void whatDoesNotVaryIsSeldomSeenToVary() {
    int columns = 30;
    NoisyRanges.Columns of = new NoisyRanges.Columns(columns, 0, false);
    List<Release> releases = NoisyScale.releases(of, 0.15);
    PrivacyPlan plan = new PrivacyPlan(new PrivacyBudget(4, 1e-6), new NoiseShares(2, 1), releases);
    double[][] table = new double[4000][columns];
    Arrays.stream(table).forEach(row -> Arrays.fill(row, 3.0));
    StreamSource source = new StreamSource(SecretBytes.copyOf(new byte[StreamSource.SEED_BYTES]));
    long seen = 0;
    for (int fit = 0; fit < 60; fit++) {
      NoisySum noisy = new NoisySum(new BothParties(), plan, source);
      NoisyScale scale = NoisyScale.of(DividedRows.rows(table, 1000), noisy, plan, of);
      seen += Arrays.stream(scale.variances()).filter(v -> v > 0).count();
    }
    // of 1,800 columns; at 3.5 deviations some 30 and more
    assertThat(seen).isLessThan(8);
  }

  /**
   * Days of illness of 5,190 people, most of them none: few rows far from the others are most of a
   * deviation, and without them a model trusts the column far too much.
   */
  @Test
  void fewRowsFarAwayStayInTheScale() {
    int[] days = {4454, 177, 108, 74, 45, 40, 17, 38, 17, 7, 12, 2, 6, 5, 188};
    int columns = 13;
    double[][] table = new double[Arrays.stream(days).sum()][columns];
    int next = 0;
    for (int d = 0; d < days.length; d++) {
      for (int i = 0; i < days[d]; i++) {
        Arrays.fill(table[next++], d);
      }
    }
    NoisyRanges.Columns of = new NoisyRanges.Columns(columns, 0, false);
    PrivacyPlan plan =
        new PrivacyPlan(
            new PrivacyBudget(4, 1e-5), new NoiseShares(2, 1), NoisyScale.releases(of, 0.05));
    StreamSource source = new StreamSource(SecretBytes.copyOf(new byte[StreamSource.SEED_BYTES]));
    for (int fit = 0; fit < 40; fit++) {
      NoisySum noisy = new NoisySum(new BothParties(), plan, source);
      NoisyScale scale = NoisyScale.of(DividedRows.rows(table, 1000), noisy, plan, of);
      for (double variance : scale.variances()) {
        assertThat(Math.sqrt(variance)).isBetween(2.0, 4.0);
      }
    }
  }

  /** What is rarely 1 and else 0, and -0.0 beside negative values: both once counted elsewhere. */
  @Test
  void rareOnesAndNegativeZerosAreWhereTheyAre() {
    double[][] table = new double[40_000][];
    for (int i = 0; i < table.length; i++) {
      table[i] = new double[] {i % 50 == 0 ? 1 : 0, i % 2 == 0 ? -0.0 : -5};
    }
    NoisyRanges.Columns of = new NoisyRanges.Columns(2, 0, false);
    PrivacyPlan plan =
        new PrivacyPlan(
            new PrivacyBudget(8, 1e-6), new NoiseShares(2, 1), NoisyScale.releases(of, 0.15));
    StreamSource source = new StreamSource(SecretBytes.copyOf(new byte[StreamSource.SEED_BYTES]));
    NoisySum noisy = new NoisySum(new BothParties(), plan, source);
    NoisyScale scale = NoisyScale.of(DividedRows.rows(table, 1000), noisy, plan, of);
    assertThat(scale.means()[0]).isCloseTo(0.02, within(0.003));
    assertThat(Math.sqrt(scale.variances()[0])).isCloseTo(0.14, within(0.03));
    assertThat(scale.means()[1]).isCloseTo(-2.5, within(0.1));
    assertThat(Math.sqrt(scale.variances()[1])).isCloseTo(2.5, within(0.1));
  }

  /** One has no rows, and noise like the other's. */
  private static class BothParties extends WatchedSum {
    @Override
    public Total total(String purpose, long[] words) {
      return new Total(words, List.of(new PartyId("a"), new PartyId("b")));
    }
  }

  @Test
  void octavesHoldTheirValues() {
    Random random = new Random(9);
    for (int i = 0; i < 10_000; i++) {
      double value = Math.exp(30 * (random.nextDouble() - 0.4)) * (random.nextBoolean() ? 1 : -1);
      int bin = Octaves.of(value);
      if (Math.abs(value) >= 0x1p-20) {
        assertThat(value).isBetween(Octaves.lower(bin), Octaves.upper(bin));
      } else {
        assertThat(Octaves.upper(bin)).isZero();
      }
    }
    assertThat(Octaves.of(0)).isEqualTo(Octaves.BINS / 2);
    assertThat(Octaves.of(1e300)).isEqualTo(Octaves.BINS - 1);
    assertThat(Octaves.of(-1e300)).isZero();
  }
}
