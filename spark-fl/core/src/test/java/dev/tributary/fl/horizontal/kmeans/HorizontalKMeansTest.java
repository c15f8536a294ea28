package dev.tributary.fl.horizontal.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.horizontal.kmeans.KMeansSettings.Scaling;
import dev.tributary.fl.horizontal.rows.DividedRows;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.horizontal.sum.WatchedSum;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HorizontalKMeansTest {
  private static final double[][] TRUE = {{0, 0}, {100, 5}, {0, 10}, {100, 15}};

  private static KMeansSettings settings(int clusters, long least) {
    return new KMeansSettings(clusters, 100, 1e-9, least, Scaling.STANDARDISED);
  }

  /** Around four points, and a column that does not vary; parties have other shares of them. */
  private static double[][] rows(int count) {
    Random random = new Random(3);
    double[][] rows = new double[count][];
    for (int r = 0; r < count; r++) {
      double[] centre = TRUE[(int) ((long) r * r / count) % TRUE.length];
      rows[r] =
          new double[] {
            centre[0] + 5 * random.nextGaussian(), centre[1] + 0.5 * random.nextGaussian(), 3
          };
    }
    return rows;
  }

  private static KMeansFit alone(double[][] rows, KMeansSettings settings) {
    return DividedRows.alone(rows, (own, sum) -> KMeansSteps.fit(own, sum, settings));
  }

  @Test
  void threePartiesGetTheClustersOfOneWithAllRowsBitForBit() {
    double[][] rows = rows(3000);
    String pooled = ModelJson.write(alone(rows, settings(6, 10)));
    for (KMeansFit joint :
        DividedRows.jointly(rows, (own, sum) -> KMeansSteps.fit(own, sum, settings(6, 10)))) {
      assertThat(ModelJson.write(joint)).isEqualTo(pooled);
    }
  }

  @Test
  void findsWhatIsThere() {
    KMeansFit fit = alone(rows(3000), settings(4, 10));
    assertThat(fit.converged()).isTrue();
    for (double[] centre : TRUE) {
      double[] found =
          fit.model().centres()[fit.model().cluster(new double[] {centre[0], centre[1], 3})];
      assertThat(found[0]).isCloseTo(centre[0], within(1.5));
      assertThat(found[1]).isCloseTo(centre[1], within(0.15));
      assertThat(found[2]).isEqualTo(3);
    }
    assertThat(fit.sizes().stream().mapToLong(n -> n).sum()).isEqualTo(3000);
  }

  /** Every centre is the mean of its rows, and the cost is that of the rows. */
  @Test
  void endsAtAFixedPoint() {
    double[][] rows = rows(3000);
    KMeansFit fit = alone(rows, new KMeansSettings(5, 200, 0, 10, Scaling.AS_GIVEN));
    double[][] sums = new double[5][3];
    int[] counts = new int[5];
    double cost = 0;
    for (double[] row : rows) {
      int c = fit.model().cluster(row);
      counts[c]++;
      for (int j = 0; j < 3; j++) {
        sums[c][j] += row[j];
        cost += Math.pow(row[j] - fit.model().centres()[c][j], 2);
      }
    }
    assertThat(fit.cost()).isCloseTo(cost, within(1e-6 * cost));
    for (int c = 0; c < 5; c++) {
      assertThat(fit.sizes().get(c)).isEqualTo(counts[c]);
      for (int j = 0; j < 3; j++) {
        assertThat(fit.model().centres()[c][j]).isCloseTo(sums[c][j] / counts[c], within(1e-6));
      }
    }
  }

  /** Of how many parts the sums are opened: the rest has no rows, or enough together. */
  private static int open(long[] counts) {
    long rest = 0;
    List<Long> enough = new ArrayList<>();
    for (long n : counts) {
      if (n < 10) {
        rest += n;
      } else {
        enough.add(n);
      }
    }
    Collections.sort(enough);
    while (rest > 0 && rest < 10) {
      rest += enough.remove(0);
    }
    return enough.size();
  }

  /**
   * Counts are opened first, and sums only of what has enough rows; what is left out has too, since
   * all rows sum to 0.
   */
  @Test
  void noSumOverFewRowsIsOpened() {
    double[][] rows = rows(400);
    for (int r = 0; r < 4; r++) { // four people far away from all others
      rows[r] = new double[] {5000 + r, 500, 3};
    }
    List<Long> counts = new ArrayList<>();
    List<Integer> opened = new ArrayList<>();
    List<Integer> due = new ArrayList<>();
    KMeansFit fit =
        DividedRows.alone(
            rows,
            (own, sum) ->
                KMeansSteps.fit(
                    own,
                    new WatchedSum() {
                      @Override
                      public Total total(String purpose, long[] words) {
                        Total total = sum.total(purpose, words);
                        switch (purpose) {
                          case "kmeans-part-rows" -> counts.add(total.words()[0]);
                          case "kmeans-part" -> {
                            long moved = counts.get(counts.size() - 1);
                            assertThat(moved).isGreaterThanOrEqualTo(10);
                          }
                          case "kmeans-rows" -> due.add(1 + 3 * open(total.words()));
                          case "kmeans-sums" -> opened.add(words.length);
                          default -> assertThat(purpose).startsWith("moments-");
                        }
                        return total;
                      }

                      @Override
                      public void close() {
                        sum.close();
                      }
                    },
                    settings(4, 10)));
    assertThat(counts).anyMatch(n -> n < 10);
    assertThat(opened).isEqualTo(due);
    assertThat(fit.sizes()).doesNotContain(4L);
  }

  @Test
  void asksForNoMoreGroupsThanThereAre() {
    double[][] rows = rows(60);
    assertThatThrownBy(() -> alone(rows, settings(10, 10)))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("fewer clusters");
  }

  @Test
  void oneClusterIsTheMean() {
    double[][] rows = {{1}, {2}, {6}};
    KMeansFit fit = alone(rows, settings(1, 2));
    assertThat(fit.model().centres()[0][0]).isCloseTo(3, within(1e-12));
    assertThat(fit.sizes()).containsExactly(3L);
  }
}
