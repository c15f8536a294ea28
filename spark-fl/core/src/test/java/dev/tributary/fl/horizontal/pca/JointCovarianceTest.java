package dev.tributary.fl.horizontal.pca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.horizontal.rows.DividedRows;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.horizontal.sum.WatchedSum;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JointCovarianceTest {
  /** A column around a million, two that go together, one that is constant. */
  private static double[][] rows(int count) {
    Random random = new Random(5);
    double[][] rows = new double[count][];
    for (int r = 0; r < count; r++) {
      double common = random.nextGaussian();
      rows[r] =
          new double[] {
            1e6 + random.nextGaussian() + (double) r / count,
            common + 0.1 * random.nextGaussian(),
            -3 * common + random.nextGaussian(),
            7
          };
    }
    return rows;
  }

  private static JointCovariance alone(double[][] rows) {
    return DividedRows.alone(rows, (own, sum) -> JointCovariance.of(own, sum, 10));
  }

  @Test
  void threePartiesGetTheCovarianceOfOneWithAllRowsBitForBit() {
    double[][] rows = rows(2000);
    String pooled = ModelJson.write(alone(rows));
    for (JointCovariance joint :
        DividedRows.jointly(rows, (own, sum) -> JointCovariance.of(own, sum, 10))) {
      assertThat(ModelJson.write(joint)).isEqualTo(pooled);
    }
  }

  @Test
  void theseAreTheCovariancesOfTheRows() {
    double[][] rows = rows(2000);
    double[][] found = alone(rows).covariances();
    double[] means = new double[4];
    for (double[] row : rows) {
      for (int j = 0; j < 4; j++) {
        means[j] += row[j] / rows.length;
      }
    }
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        double sum = 0;
        for (double[] row : rows) {
          sum += (row[i] - means[i]) * (row[j] - means[j]);
        }
        assertThat(found[i][j]).as("%d, %d", i, j).isCloseTo(sum / 1999, within(1e-6));
      }
    }
    assertThat(found[3]).as("of the constant column").containsOnly(0);
  }

  @Test
  void oneColumnHasNoPairs() {
    double[][] rows = {{1}, {2}, {4}};
    JointCovariance one = DividedRows.alone(rows, (own, sum) -> JointCovariance.of(own, sum, 2));
    assertThat(one.covariances()[0][0]).isCloseTo(7.0 / 3, within(1e-12));
  }

  @Test
  void nothingIsShownOfFewRows() {
    double[][] rows = rows(9);
    assertThatThrownBy(() -> alone(rows))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("fewer than 10 rows in all");
    List<Integer> summed = new ArrayList<>();
    assertThatThrownBy(
            () ->
                DividedRows.alone(
                    rows,
                    (own, sum) ->
                        JointCovariance.of(
                            own,
                            new WatchedSum() {
                              @Override
                              public Total total(String purpose, long[] words) {
                                summed.add(words.length);
                                return sum.total(purpose, words);
                              }
                            },
                            10)))
        .isInstanceOf(FederationException.class);
    assertThat(summed)
        .as("words of the sums, of which there is one: how many rows")
        .containsExactly(1);
  }
}
