package dev.tributary.fl.jobs.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnRankingTest {
  /** As the paper writes it, which is exact but near 1. */
  @Test
  void theErrorIsThatOfHanleyAndMcNeil() {
    double auc = 0.893;
    double q1 = auc / (2 - auc);
    double q2 = 2 * auc * auc / (1 + auc);
    double variance = auc * (1 - auc) + 50 * (q1 - auc * auc) + 57 * (q2 - auc * auc);
    assertThat(ColumnRanking.error(auc, 51, 58))
        .isCloseTo(Math.sqrt(variance / 51 / 58), within(1e-12));
    assertThat(ColumnRanking.error(1, 10, 1_000_000)).isZero();
    assertThat(ColumnRanking.error(1 - 1e-12, 1_000_000, 1_000_000)).isBetween(0.0, 1e-8);
  }

  /** Of seed 5: AUCs of a column at random, whose deviation without a meaning is known. */
  @Test
  void theErrorIsTheDeviationOfAnAucByLuck() {
    Random random = new Random(5);
    double squares = 0;
    int draws = 2_000;
    for (int d = 0; d < draws; d++) {
      double[][] rows =
          IntStream.range(0, 40)
              .mapToObj(r -> new double[] {r < 15 ? 1 : 0, random.nextDouble()})
              .toArray(double[][]::new);
      double above = ColumnRanking.auc(rows, 1) - 0.5;
      squares += above * above;
    }
    // A sample's deviation is within 3 / sqrt(2 draws) = 5 % of it.
    assertThat(Math.sqrt(squares / draws))
        .isCloseTo(ColumnRanking.error(0.5, 15, 25), within(0.05 * 0.1));
  }
}
