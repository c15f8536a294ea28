package dev.tributary.fl.horizontal.pca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.random.SystemSource;
import dev.tributary.fl.horizontal.privacy.NoiseShares;
import dev.tributary.fl.horizontal.privacy.PrivacyBudget;
import dev.tributary.fl.horizontal.privacy.ProductWords;
import dev.tributary.fl.horizontal.rows.DividedRows;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.horizontal.sum.WatchedSum;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PrivateCovarianceTest {
  private static final int ROWS = 20_000;

  private static PcaPrivacy privacy(double epsilon) {
    return new PcaPrivacy(new PrivacyBudget(epsilon, 1e-7), new NoiseShares(3, 2), 2);
  }

  /** A column around a million, two that go together, one that is constant. */
  private static double[][] rows(int count) {
    Random random = new Random(5);
    double[][] rows = new double[count][];
    for (int r = 0; r < count; r++) {
      double common = random.nextGaussian();
      rows[r] =
          new double[] {
            1e6 + 100 * random.nextGaussian(),
            common + 0.5 * random.nextGaussian(),
            -3 * common + random.nextGaussian(),
            7
          };
    }
    return rows;
  }

  private static List<JointCovariance> jointly(double[][] rows, PcaPrivacy privacy) {
    return DividedRows.jointly(
        rows, (own, sum) -> PrivateCovariance.of(own, sum, privacy, new SystemSource()));
  }

  @Test
  void allPartiesFindAboutTheCovariancesOfTheRows() {
    double[][] rows = rows(ROWS);
    List<JointCovariance> found = jointly(rows, privacy(4));
    for (JointCovariance other : found) {
      assertThat(ModelJson.write(other)).isEqualTo(ModelJson.write(found.get(0)));
    }
    JointCovariance exact = DividedRows.alone(rows, (own, sum) -> JointCovariance.of(own, sum, 10));
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        assertThat(found.get(0).correlations()[i][j])
            .as("%d, %d", i, j)
            .isCloseTo(exact.correlations()[i][j], within(0.05));
      }
      double deviation = exact.moments().deviations()[i];
      assertThat(found.get(0).moments().deviations()[i])
          .isCloseTo(deviation, within(0.1 * deviation));
    }
    assertThat(found.get(0).moments().deviations()[3]).as("of the constant column").isZero();
    assertThat(found.get(0).correlations()[1]).isNotEqualTo(exact.correlations()[1]);
  }

  /** Its products alone would be the sum, and it would be the first component. */
  @Test
  void oneRowOfLargeNumbersIsShortened() {
    double[][] rows = rows(ROWS);
    double[][] with = rows.clone();
    with[17] = new double[] {1e12, 1e12, 1e12, 7};
    JointCovariance found = jointly(with, privacy(4)).get(0);
    JointCovariance exact = DividedRows.alone(rows, (own, sum) -> JointCovariance.of(own, sum, 10));
    assertThat(found.correlations()[1][2]).isCloseTo(exact.correlations()[1][2], within(0.05));
    assertThat(found.correlations()[0][1]).isCloseTo(0, within(0.05));
  }

  @Test
  void noRowIsLongerThanItsSensitivity() {
    Random random = new Random(11);
    int longest = 0;
    for (int i = 0; i < 2000; i++) {
      double[] row = new double[5];
      for (int j = 0; j < row.length; j++) {
        row[j] = Math.exp(20 * random.nextGaussian()) * (random.nextBoolean() ? 1 : -1);
      }
      if (i % 7 == 0) {
        row[i % 5] = i % 2 == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
      }
      RowBlock block = new RowBlock(5, row, new double[1], new double[1], new double[1]);
      long[] words = new ClippedProducts(privacy(1).products(5)).sum(List.of(block).iterator());
      double squares = Arrays.stream(words).mapToDouble(w -> (double) w * w).sum();
      double most = (double) ProductWords.LONGEST * ProductWords.LONGEST;
      assertThat(squares).isLessThanOrEqualTo(most);
      longest += squares > 0.999 * most ? 1 : 0;
    }
    assertThat(longest).isGreaterThan(100);
  }

  /** All that leaves beside the comparison of terms has noise, and there is nothing else. */
  @Test
  void opensWhatItsPlanSaysAndNothingElse() {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger party = new AtomicInteger();
    DividedRows.jointly(
        rows(ROWS),
        (own, sum) ->
            PrivateCovariance.of(
                own,
                party.getAndIncrement() == 0 ? watched(sum, seen) : sum,
                privacy(4),
                new SystemSource()));
    assertThat(seen)
        .containsExactly(
            "pca-terms 1",
            "ranges-octaves 281",
            "ranges-parts 512",
            "ranges-parts 512",
            "pca-products 10");
    assertThat(seen).hasSize(PcaPrivacy.SUMS);
    assertThat(privacy(4).plan(4).epsilon()).isLessThanOrEqualTo(4);
  }

  private static SecureSum watched(SecureSum sum, List<String> seen) {
    return new WatchedSum() {
      @Override
      public Total total(String purpose, long[] words) {
        seen.add(purpose + " " + words.length);
        return sum.total(purpose, words);
      }
    };
  }

  @Test
  void noPartyCanLowerTheNoiseOfOthers() {
    AtomicInteger party = new AtomicInteger();
    assertThatThrownBy(
            () ->
                DividedRows.jointly(
                    rows(600),
                    (own, sum) ->
                        PrivateCovariance.of(
                            own,
                            sum,
                            privacy(party.getAndIncrement() == 0 ? 4.0001 : 4),
                            new SystemSource())))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("settings differ");
  }

  /** Noise would make a few of these columns vary by chance, and those would be the components. */
  @Test
  void fewRowsOfManyColumnsAreRefusedBeforeTheirProductsAreSummed() {
    Random random = new Random(9);
    double[][] rows = new double[3_400][40];
    for (double[] row : rows) {
      Arrays.setAll(row, j -> random.nextGaussian());
    }
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    assertThatThrownBy(
            () ->
                DividedRows.jointly(
                    rows,
                    (own, sum) ->
                        PrivateCovariance.of(
                            own, watched(sum, seen), privacy(1), new SystemSource())))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER))
        .hasMessageContaining(
            "so few rows for 40 columns that the noise of privacy hides how these vary");
    assertThat(seen).noneMatch(sum -> sum.startsWith("pca-products"));
  }

  @Test
  void fewRowsAreHiddenByTheNoise() {
    assertThatThrownBy(() -> jointly(rows(60), privacy(0.1)))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER))
        .hasMessageContaining("so few rows to train on that the noise of privacy hides how many");
  }
}
