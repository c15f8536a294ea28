package dev.tributary.fl.horizontal.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.horizontal.rows.RowBlock;
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
