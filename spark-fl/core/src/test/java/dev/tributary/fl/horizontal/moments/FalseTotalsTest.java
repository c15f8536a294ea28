package dev.tributary.fl.horizontal.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.horizontal.glm.GlmMoments;
import dev.tributary.fl.horizontal.glm.GlmObjective;
import dev.tributary.fl.horizontal.kmeans.KMeansSettings;
import dev.tributary.fl.horizontal.kmeans.KMeansSteps;
import dev.tributary.fl.horizontal.pca.JointCovariance;
import dev.tributary.fl.horizontal.rows.DividedRows;
import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.horizontal.sum.WatchedSum;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A party that puts in what no rows hold ends the run of the others as a party's fault. */
class FalseTotalsTest {
  private static final KMeansSettings CLUSTERS =
      new KMeansSettings(2, 10, 1e-3, 10, KMeansSettings.Scaling.STANDARDISED);

  private static double[][] rows() {
    Random random = new Random(8);
    double[][] rows = new double[60][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = new double[] {100 * random.nextGaussian(), random.nextGaussian()};
    }
    return rows;
  }

  /** Replaces totals as if another party had put in the difference. */
  private static void assertRefused(
      BiFunction<PartyRows, SecureSum, ?> fit, String purpose, long[] words) {
    assertThatThrownBy(
            () ->
                DividedRows.alone(
                    rows(),
                    (own, sum) ->
                        fit.apply(
                            own,
                            new WatchedSum() {
                              @Override
                              public Total total(String of, long[] honest) {
                                Total total = sum.total(of, honest);
                                return of.equals(purpose)
                                    ? new Total(
                                        Arrays.copyOf(words, honest.length), total.parties())
                                    : total;
                              }
                            })))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PEER))
        .hasMessageStartingWith("the sums of this run do not fit each other");
  }

  /** Of -1, of 0, which is less than this party has, and of words that are all negative. */
  @ParameterizedTest
  @ValueSource(longs = {-1, 0, Long.MIN_VALUE})
  void squaresThatNoRowsHave(long word) {
    long[] words = new long[64];
    Arrays.fill(words, word);
    assertRefused((own, sum) -> JointMoments.of(own, sum, 10), "moments-squares", words);
    assertRefused((own, sum) -> KMeansSteps.fit(own, sum, CLUSTERS), "moments-squares", words);
    assertRefused((own, sum) -> JointCovariance.of(own, sum, 10), "moments-squares", words);
    assertRefused(FalseTotalsTest::linear, "glm-squares", words);
    assertRefused(FalseTotalsTest::linear, "glm-means", words);
  }

  /**
   * Each by itself, eight words from its place on: rows, weights, exposure, label 0, which all
   * have.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4, 5})
  void sumsOfALinearModelThatAreLessThanOwnOnes(int sum) {
    GlmObjective binary = GlmObjective.of("binary", 1, 1.5);
    assertThatThrownBy(
            () ->
                DividedRows.alone(
                    rows(),
                    (own, sums) ->
                        GlmMoments.of(
                            own,
                            binary,
                            new WatchedSum() {
                              @Override
                              public Total total(String of, long[] honest) {
                                Total total = sums.total(of, honest);
                                Arrays.fill(total.words(), 8 * sum, 8 * sum + 8, 0);
                                return total;
                              }
                            },
                            "glm")))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PEER))
        .hasMessageStartingWith("the sums of this run do not fit each other");
  }

  @Test
  void whatIsNoNumberOfRows() {
    OwnPart.requireRows(1L << 40, 7);
    assertThatThrownBy(() -> OwnPart.requireRows((1L << 40) + 1, 7))
        .hasMessageStartingWith("the sums of this run do not fit each other");
    assertThatThrownBy(() -> OwnPart.require(Double.NaN, 0))
        .hasMessageStartingWith("the sums of this run do not fit each other");
  }

  private static GlmMoments linear(PartyRows own, SecureSum sum) {
    return GlmMoments.of(own, GlmObjective.of("squared-error", 1, 1.5), sum, "glm");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 59, 61, 1L << 41, Long.MAX_VALUE})
  void rowsThatAreNotThoseOfTheSums(long rows) {
    assertRefused((own, sum) -> JointMoments.of(own, sum, 10), "moments-rows", new long[] {rows});
  }

  /** Which this party cannot tell from a table of its own that changed. */
  @Test
  void centresThatNoRowsHave() {
    long[] far = new long[64];
    Arrays.fill(far, Long.MAX_VALUE / 2);
    assertRefused((own, sum) -> KMeansSteps.fit(own, sum, CLUSTERS), "kmeans-sums", far);
  }
}
