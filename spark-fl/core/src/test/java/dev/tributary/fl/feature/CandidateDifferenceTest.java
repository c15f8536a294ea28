package dev.tributary.fl.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.data.BinnedBlock;
import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.SplitCandidate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What {@code min-side-count} promises the people of a column: the left sides of any two of its
 * candidates, the empty side and the whole differ by nobody or by at least so many training rows,
 * missing values included, so that no difference of a column's sums over all rows stands for fewer.
 */
class CandidateDifferenceTest {
  private static final int ROWS = 400;

  @Test
  void candidatesOfAColumnDifferByEnoughSamples() {
    long seed = 17;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    int compared = 0;
    for (int trial = 0; trial < 60; trial++) {
      int least = 2 + random.nextInt(30);
      double[] column = column(random, trial);
      FeatureCuts cuts = new QuantileCuts(32, least).of(List.of("x"), new double[][] {column});
      BinnedBlock block = BlockLayout.natural(1, 1).bin(cuts, new double[][] {column}).get(0);
      boolean[][] sides = sides(block);
      for (boolean[] one : sides) {
        for (boolean[] other : sides) {
          int difference = difference(one, other);
          if (difference > 0) {
            assertThat(difference).as("trial %d", trial).isGreaterThanOrEqualTo(least);
            compared++;
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(1000);
  }

  /** Few values, many values, or a long tail; from no to most values missing. */
  private static double[] column(Random random, int trial) {
    double missing = new double[] {0, 0.01, 0.1, 0.5, 0.97}[trial % 5];
    double[] column = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      double x = random.nextGaussian();
      double value = trial % 3 == 0 ? Math.rint(2 * x) : trial % 3 == 1 ? x : Math.exp(4 * x);
      column[row] = random.nextDouble() < missing ? Double.NaN : value;
    }
    return column;
  }

  /** Who goes left at every candidate, then nobody and everybody. */
  private static boolean[][] sides(BinnedBlock block) {
    int candidates = block.candidates(0);
    boolean[][] sides = new boolean[candidates + 2][ROWS];
    for (int row = 0; row < ROWS; row++) {
      int bin = block.bins(0)[row] & 0xff;
      for (int c = 0; c < candidates; c++) {
        sides[c][row] = SplitCandidate.of(block, c).goesLeft(block, bin);
      }
      sides[candidates + 1][row] = true;
    }
    return sides;
  }

  private static int difference(boolean[] one, boolean[] other) {
    int difference = 0;
    for (int row = 0; row < ROWS; row++) {
      difference += one[row] != other[row] ? 1 : 0;
    }
    return difference;
  }
}
