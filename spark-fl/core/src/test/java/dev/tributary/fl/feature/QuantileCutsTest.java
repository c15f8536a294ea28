package dev.tributary.fl.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.FeatureCuts;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantileCutsTest {
  @Test
  void cutsAreLowerQuantiles() {
    double[] values = IntStream.rangeClosed(1, 9).asDoubleStream().toArray();
    // numpy.quantile(range(1, 10), [0.25, 0.5, 0.75], method="lower")
    assertThat(new QuantileCuts(4, 1).cuts(values)).containsExactly(3, 5, 7);
  }

  @Test
  void constantAndEmptyFeaturesHaveNoCut() {
    double[] empty = {Double.NaN, Double.NaN};
    assertThat(new QuantileCuts(32, 1).cuts(new double[] {2, 2, 2})).isEmpty();
    assertThat(new QuantileCuts(32, 1).cuts(empty)).isEmpty();
    assertThat(new QuantileCuts(32, 1).missingBin(empty)).isFalse();
  }

  @Test
  void zerosOfBothSignsAreOneValue() {
    double[] cuts = new QuantileCuts(4, 1).cuts(new double[] {-0.0, 0.0, -0.0, 1});
    assertThat(cuts).containsExactly(0.0);
    FeatureCuts features =
        new FeatureCuts(List.of("x"), new double[][] {cuts}, new boolean[] {false});
    assertThat(features.bin(0, -0.0)).isEqualTo(features.bin(0, 0.0));
  }

  @Test
  void everyBinHoldsEnoughOnAnyData() {
    long seed = 5;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int trial = 0; trial < 200; trial++) {
      int least = 1 + random.nextInt(20);
      int values = 1 + random.nextInt(300);
      double[] column = new double[values];
      for (int i = 0; i < values; i++) {
        boolean missing = random.nextInt(10) == 0;
        column[i] = missing ? Double.NaN : Math.rint(random.nextGaussian() * 1 + trial % 7);
      }
      QuantileCuts quantiles = new QuantileCuts(2 + random.nextInt(60), least);
      FeatureCuts cuts = quantiles.of(List.of("x"), new double[][] {column});
      int[] count = new int[BinnedBlock.MAX_BINS];
      Arrays.stream(column).forEach(v -> count[cuts.bin(0, v)]++);
      int bins = cuts.valueBins(0) + (cuts.missing()[0] ? 1 : 0);
      for (int b = 0; b < bins && bins > 1; b++) {
        assertThat(count[b]).as("trial %d bin %d", trial, b).isGreaterThanOrEqualTo(least);
      }
    }
  }

  @Test
  void badParametersAreRefused() {
    assertThatThrownBy(() -> new QuantileCuts(1, 1)).hasMessageContaining("bins must be");
    assertThatThrownBy(() -> new QuantileCuts(256, 1)).hasMessageContaining("bins must be");
    assertThatThrownBy(() -> new QuantileCuts(32, 0)).hasMessageContaining("min-side-count");
  }
}
