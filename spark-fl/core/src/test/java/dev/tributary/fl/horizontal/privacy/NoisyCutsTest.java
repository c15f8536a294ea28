package dev.tributary.fl.horizontal.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.random.StreamSource;
import dev.tributary.fl.data.SummedRows;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NoisyCutsTest {
  private static final NoisyRanges.Columns COLUMNS = new NoisyRanges.Columns(6, 0, true);
  private static final List<String> NAMES =
      List.of("normal", "two", "date", "absent", "constant", "heavy");

  private static List<double[]> rows(int count) {
    Random random = new Random(4);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          new double[] {
            random.nextGaussian(),
            random.nextInt(10) < 3 ? 1 : 0,
            1_700_000_000.0 + random.nextInt(1000) * 86_400.0,
            random.nextInt(4) == 0 ? Double.NaN : -4 + random.nextInt(9),
            3,
            Math.exp(4 * random.nextGaussian()),
            1000 + 5 * random.nextGaussian()
          });
    }
    return rows;
  }

  private static SummedRows summed(List<double[]> rows) {
    return kernel -> {
      long[] words = new long[kernel.length()];
      rows.forEach(row -> kernel.add(row, words));
      return words;
    };
  }

  /** Two parties in one: the other has no rows, and its noise is not there. */
  private static NoisyCuts of(List<double[]> rows, double epsilon, int bins) {
    PrivacyPlan plan =
        new PrivacyPlan(
            new PrivacyBudget(epsilon, 1e-6),
            new NoiseShares(2, 1),
            NoisyRanges.releases(COLUMNS, 0.3));
    assertThat(plan.sums()).isEqualTo(NoisyRanges.SUMS);
    SecureSum both =
        new SecureSum() {
          @Override
          public Total total(String purpose, long[] words) {
            return new Total(words, List.of(new PartyId("a"), new PartyId("b")));
          }

          @Override
          public Optional<Total> totalAmong(List<PartyId> parties, String purpose, long[] words) {
            return Optional.of(total(purpose, words));
          }

          @Override
          public void close() {}
        };
    byte[] seed = new byte[StreamSource.SEED_BYTES];
    NoisySum noisy = new NoisySum(both, plan, new StreamSource(SecretBytes.copyOf(seed)));
    return NoisyCuts.of(summed(rows), noisy, plan, COLUMNS, NAMES, bins);
  }

  @Test
  void binsAreThoseOfQuantiles() {
    List<double[]> rows = rows(20_000);
    NoisyCuts found = of(rows, 2, 16);
    assertThat((double) found.rows()).isCloseTo(20_000, within(200.0));
    assertThat(found.labelMean()).isCloseTo(1000, within(0.5));
    assertThat(Math.sqrt(found.labelVariance())).isCloseTo(5, within(0.5));
    assertThat(found.cuts().missing()).containsExactly(false, false, false, true, false, false);
    for (int j : new int[] {0, 2, 5}) {
      int[] bins = new int[found.cuts().valueBins(j)];
      for (double[] row : rows) {
        bins[found.cuts().bin(j, row[j])]++;
      }
      assertThat(bins.length).as(NAMES.get(j)).isBetween(10, 16);
      for (int b : bins) {
        assertThat(b).as(NAMES.get(j)).isLessThan(3 * 20_000 / 16);
      }
    }
    assertThat(found.cuts().cuts()[1]).hasSize(1);
    assertThat(found.cuts().cuts()[1][0]).isBetween(0.0, Math.nextDown(1.0));
    assertThat(found.cuts().cuts()[4]).isEmpty();
    // whole numbers from -4 to 4, of which each is a bin
    assertThat(found.cuts().cuts()[3]).hasSize(8);
  }

  /** One row more changes each vector by no more than its plan says. */
  @Test
  void noRowIsLongerThanItsSensitivity() {
    List<double[]> people = rows(3_000);
    Random random = new Random(8);
    List<Release> releases = NoisyRanges.releases(COLUMNS, 0.3);
    for (int i = 0; i < 200; i++) {
      double[] one = new double[7];
      for (int j = 0; j < 6; j++) {
        one[j] = i % 5 == j ? Double.NaN : Math.exp(20 * random.nextGaussian());
        one[j] *= random.nextBoolean() ? 1 : -1;
      }
      one[6] = 1e14 * random.nextGaussian();
      List<double[]> more = new ArrayList<>(people);
      more.add(one);
      List<long[]> without = vectors(people, null);
      List<long[]> with = vectors(more, people);
      assertThat(with).hasSize(3);
      for (int v = 0; v < 3; v++) {
        double squares = 0;
        for (int w = 0; w < with.get(v).length; w++) {
          double off = (double) with.get(v)[w] - without.get(v)[w];
          squares += off * off;
        }
        double most = releases.get(v == 0 ? 0 : 1).sensitivity();
        assertThat(Math.sqrt(squares)).isLessThanOrEqualTo(most).isGreaterThan(most - 1);
        assertThat(with.get(v)).hasSize(releases.get(v == 0 ? 0 : 1).words());
      }
    }
  }

  /**
   * Vectors of a search whose totals have no noise, as those of other rows if these are given: then
   * both searches ask the same.
   */
  private static List<long[]> vectors(List<double[]> rows, List<double[]> told) {
    List<long[]> seen = new ArrayList<>();
    List<long[]> totals = told == null ? List.of() : vectors(told, null);
    PrivacyPlan plan =
        new PrivacyPlan(
            new PrivacyBudget(50, 1e-6), new NoiseShares(2, 1), NoisyRanges.releases(COLUMNS, 0.3));
    SecureSum sum =
        new SecureSum() {
          @Override
          public Total total(String purpose, long[] words) {
            long[] answer = told == null ? words : totals.get(seen.size());
            seen.add(words);
            return new Total(answer, List.of(new PartyId("a"), new PartyId("b")));
          }

          @Override
          public Optional<Total> totalAmong(List<PartyId> parties, String purpose, long[] words) {
            throw new IllegalStateException();
          }

          @Override
          public void close() {}
        };
    NoisyCuts.of(summed(rows), sum, plan, COLUMNS, NAMES, 16);
    return seen;
  }
}
