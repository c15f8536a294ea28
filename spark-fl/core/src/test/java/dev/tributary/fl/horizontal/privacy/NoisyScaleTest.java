package dev.tributary.fl.horizontal.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.random.SecretBytes;
import dev.tributary.crypto.random.StreamSource;
import dev.tributary.fl.data.SummedRows;
import dev.tributary.fl.horizontal.rows.DividedRows;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.horizontal.sum.WatchedSum;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the noise of a scale must hide of one row; the scale itself is tested by fits with it. */
class NoisyScaleTest {
  /** One row is one count in every part of the vector. */
  @Test
  void noRowCountsMoreThanItsSensitivity() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      double[] row = new double[4];
      for (int j = 0; j < row.length; j++) {
        row[j] = Math.exp(40 * random.nextGaussian()) * (random.nextBoolean() ? 1 : -1);
      }
      RowBlock block = new RowBlock(4, row, new double[] {1}, new double[] {1}, new double[] {0});
      for (NoisyScale.Columns of :
          List.of(
              new NoisyScale.Columns(4, 0, false),
              new NoisyScale.Columns(4, 2, false),
              new NoisyScale.Columns(4, 0, true))) {
        OctaveKernel octaves = new OctaveKernel(of);
        assertThat(squares(octaves.sum(List.of(block).iterator())))
            .isCloseTo(octaves.sensitivity() * octaves.sensitivity(), within(1e-9));
      }
      SpreadKernel spread = new SpreadKernel(new double[] {-1, 0, 3, 3}, new double[] {1, 9, 3, 4});
      assertThat(squares(spread.sum(List.of(block).iterator()))).isEqualTo(4);
    }
  }

  private static double squares(long[] words) {
    return Arrays.stream(words).mapToDouble(w -> (double) w * w).sum();
  }

  /** Noise alone must not look like rows: a false bin far away would be most of a deviation. */
  @Test
  void whatDoesNotVaryIsSeldomSeenToVary() {
    int columns = 30;
    NoisyScale.Columns of = new NoisyScale.Columns(columns, 0, false);
    List<Release> releases = new ArrayList<>(NoisyScale.releases(of, 0.15));
    releases.addAll(NoisyRanges.releases(of, 0.15));
    PrivacyPlan plan = new PrivacyPlan(new PrivacyBudget(4, 1e-6), new NoiseShares(2, 1), releases);
    double[][] table = new double[4000][columns];
    Arrays.stream(table).forEach(row -> Arrays.fill(row, 3.0));
    SummedRows summed =
        kernel -> {
          long[] words = new long[kernel.length()];
          Arrays.stream(table).forEach(row -> kernel.add(row, words));
          return words;
        };
    StreamSource source = new StreamSource(SecretBytes.copyOf(new byte[StreamSource.SEED_BYTES]));
    long scaled = 0;
    long ranged = 0;
    for (int fit = 0; fit < 60; fit++) {
      NoisySum noisy = new NoisySum(new NoisySum(new BothParties(), plan, source), plan, source);
      NoisyScale scale = NoisyScale.of(DividedRows.rows(table, 1000), noisy, plan, of);
      scaled += Arrays.stream(scale.variances()).filter(v -> v > 0).count();
      ranged +=
          NoisyRanges.of(summed, noisy, plan, of, NoisyRanges.Use.DESCRIBING).columns().stream()
              .filter(ranges -> ranges.variance() > 0)
              .count();
    }
    // of 1,800 columns; at 3.5 deviations some 30 and more
    assertThat(scaled).isLessThan(8);
    assertThat(ranged).isLessThan(8);
  }

  /** One has no rows, and noise like the other's. */
  private static final class BothParties extends WatchedSum {
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
