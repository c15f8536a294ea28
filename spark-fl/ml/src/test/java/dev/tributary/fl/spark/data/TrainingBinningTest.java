package dev.tributary.fl.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainingBinningTest {
  private static final int TRAINING = 3000;
  private static final int OTHERS = 500;

  /** Quantiles of a sample misjudge bins; their exact counts decide, over training rows alone. */
  @Test
  void everyBinHoldsEnoughTrainingRowsWhenQuantilesAreSampled() {
    long seed = 23;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    int merged = 0;
    for (int trial = 0; trial < 60; trial++) {
      int least = 1 + random.nextInt(120);
      double[] values = new double[TRAINING + OTHERS];
      for (int row = 0; row < values.length; row++) {
        double x = random.nextGaussian();
        boolean missing = random.nextInt(100) < 5 * (trial % 4);
        values[row] = missing ? Double.NaN : trial % 2 == 0 ? x : Math.rint(3 * x);
      }
      ColumnCuts cuts = new TrainingBinning(32, least, 150, TRAINING).cuts(0, values);
      byte[] bins = cuts.bins(values);
      int[] count = new int[cuts.valueBins() + (cuts.missing() ? 1 : 0)];
      for (int row = 0; row < TRAINING; row++) {
        count[bins[row]]++;
      }
      for (int bin = 0; bin < count.length && count.length > 1; bin++) {
        assertThat(count[bin]).as("trial %d bin %d", trial, bin).isGreaterThanOrEqualTo(least);
      }
      merged += cuts.valueBins() < 20 ? 1 : 0;
    }
    assertThat(merged).as("columns with merged bins").isGreaterThan(10);
  }
}
