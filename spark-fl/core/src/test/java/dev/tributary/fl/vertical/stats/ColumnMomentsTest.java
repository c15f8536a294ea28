package dev.tributary.fl.vertical.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnMomentsTest {
  /** NIST's StRD series NumAcc3: mean 1000000.2, deviation 0.1 exactly, where naive sums cancel. */
  @Test
  void keepsTheDigitsOfLargeMeans() {
    ColumnMoments moments = new ColumnMoments(1);
    moments.add(0, 1000000.2);
    for (int i = 0; i < 500; i++) {
      moments.add(0, 1000000.1);
      moments.add(0, 1000000.3);
    }
    assertThat(moments.present(0)).isEqualTo(1001);
    assertThat(moments.mean(0)).isCloseTo(1000000.2, within(1e-9));
    assertThat(moments.deviation(0)).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void doesNotDependOnThePartition() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    ColumnMoments whole = new ColumnMoments(3);
    ColumnMoments[] parts = {
      new ColumnMoments(3), new ColumnMoments(3), new ColumnMoments(3), new ColumnMoments(3)
    };
    for (int row = 0; row < 999; row++) {
      for (int c = 0; c < 2; c++) {
        double value = random.nextInt(4) == 0 ? Double.NaN : 50 + random.nextGaussian();
        whole.add(c, value);
        parts[row % 3].add(c, value);
      }
    }
    ColumnMoments merged = new ColumnMoments(3);
    for (ColumnMoments part : parts) {
      merged.merge(ColumnMoments.of(part.toArray()));
    }
    for (int c = 0; c < 2; c++) {
      assertThat(merged.present(c)).as("seed %d", seed).isEqualTo(whole.present(c));
      assertThat(merged.mean(c)).as("seed %d", seed).isCloseTo(whole.mean(c), within(1e-12));
      assertThat(merged.deviation(c))
          .as("seed %d", seed)
          .isCloseTo(whole.deviation(c), within(1e-12));
      assertThat(merged.least(c)).isEqualTo(whole.least(c));
      assertThat(merged.most(c)).isEqualTo(whole.most(c));
    }
    assertThat(merged.present(2)).isZero();
    assertThat(merged.mean(2)).isNaN();
    assertThat(merged.least(2)).isNaN();
    assertThat(merged.deviation(2)).isNaN();
  }

  @Test
  void refusesOtherColumns() {
    assertThatThrownBy(() -> new ColumnMoments(2).merge(new ColumnMoments(3)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
