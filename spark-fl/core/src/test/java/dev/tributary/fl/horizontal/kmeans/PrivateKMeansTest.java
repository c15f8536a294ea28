package dev.tributary.fl.horizontal.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.random.SystemSource;
import dev.tributary.fl.horizontal.kmeans.KMeansSettings.Scaling;
import dev.tributary.fl.horizontal.privacy.NoiseShares;
import dev.tributary.fl.horizontal.privacy.PrivacyBudget;
import dev.tributary.fl.horizontal.privacy.Release;
import dev.tributary.fl.horizontal.rows.DividedRows;
import dev.tributary.fl.horizontal.rows.LocalRows;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.horizontal.sum.WatchedSum;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PrivateKMeansTest {
  private static final double[][] TRUE = {{0, 0}, {100, 5}, {0, 10}, {100, 15}};
  private static final int ROWS = 12_000;

  private static KMeansSettings settings(int clusters) {
    return new KMeansSettings(clusters, 8, 1e-4, 10, Scaling.STANDARDISED);
  }

  private static KMeansPrivacy privacy(double epsilon) {
    return new KMeansPrivacy(new PrivacyBudget(epsilon, 1e-7), new NoiseShares(3, 2), 2);
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

  private static List<KMeansFit> jointly(double[][] rows, int clusters, KMeansPrivacy privacy) {
    return DividedRows.jointly(
        rows,
        (own, sum) -> PrivateKMeans.fit(own, sum, settings(clusters), privacy, new SystemSource()));
  }

  @Test
  void allPartiesFindAboutWhatIsThere() {
    List<KMeansFit> fits = jointly(rows(ROWS), 4, privacy(4));
    KMeansFit fit = fits.get(0);
    for (KMeansFit other : fits) {
      assertThat(ModelJson.write(other)).isEqualTo(ModelJson.write(fit));
    }
    for (double[] centre : TRUE) {
      double[] found =
          fit.model().centres()[fit.model().cluster(new double[] {centre[0], centre[1], 3})];
      assertThat(found[0]).isCloseTo(centre[0], within(4.0));
      assertThat(found[1]).isCloseTo(centre[1], within(0.6));
    }
    assertThat(fit.sizes()).doesNotContainNull();
    assertThat((double) fit.sizes().stream().mapToLong(n -> n).sum())
        .isCloseTo(ROWS, within(0.02 * ROWS));
    // Of two columns with deviation 1; six deviations of its noise are a fifth of that.
    assertThat(fit.cost()).as("squared distances to the centres").isLessThan(0.2 * 2 * ROWS);
  }

  /** One that does not vary has no spread to cut. */
  @Test
  void firstCentresCutTheColumnsThatVary() {
    KMeansSettings none = new KMeansSettings(4, 0, 1e-4, 10, Scaling.STANDARDISED);
    KMeansModel first =
        DividedRows.jointly(
                rows(ROWS),
                (own, sum) -> PrivateKMeans.fit(own, sum, none, privacy(4), new SystemSource()))
            .get(0)
            .model();
    for (double[] centre : TRUE) {
      double[] found = first.centres()[first.cluster(new double[] {centre[0], centre[1], 3})];
      assertThat(found[0]).isCloseTo(centre[0], within(20.0));
      assertThat(found[1]).isCloseTo(centre[1], within(2.0));
    }
  }

  /** Its sums alone would carry a centre away. */
  @Test
  void oneRowOfLargeNumbersIsShortened() {
    double[][] rows = rows(ROWS);
    rows[17] = new double[] {1e12, -1e12, 3};
    KMeansFit fit = jointly(rows, 4, privacy(4)).get(0);
    for (double[] centre : fit.model().centres()) {
      assertThat(Math.abs(centre[0])).isLessThan(1e4);
      assertThat(Math.abs(centre[1])).isLessThan(1e4);
    }
  }

  @Test
  void noRowPutsInMoreThanItsSensitivity() {
    Random random = new Random(13);
    Cuts cuts = new Cuts().with(new Cuts.Cut(0, 0, 0));
    int longest = 0;
    for (int i = 0; i < 1000; i++) {
      double[] row = new double[4];
      for (int j = 0; j < row.length; j++) {
        row[j] = Math.exp(10 * random.nextGaussian()) * (random.nextBoolean() ? 1 : -1);
      }
      if (i % 9 == 0) {
        row[i % 4] = i % 2 == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
      }
      List<long[]> put = new ArrayList<>();
      LocalRows rows = DividedRows.rows(new double[][] {row}, 1);
      NoisyClusterSums sums = new NoisyClusterSums(rows, recording(put), 3);
      sums.part(cuts, 1);
      sums.step(new double[][] {{0, 0, 0, 0}, {1, 1, 1, 1}});
      sums.end(new double[][] {{0, 0, 0, 0}, {1e9, 1, 1, 1}});
      assertThat(put).hasSize(3);
      for (long[] words : put) {
        double squares = Arrays.stream(words).mapToDouble(w -> (double) w * w).sum();
        double most = (double) NoisyClusterSums.LONGEST * NoisyClusterSums.LONGEST;
        assertThat(squares).isLessThanOrEqualTo(most);
        longest += squares > 0.9 * most ? 1 : 0;
      }
    }
    assertThat(longest).isGreaterThan(100);
  }

  private static SecureSum recording(List<long[]> put) {
    return new WatchedSum() {
      @Override
      public Total total(String purpose, long[] words) {
        put.add(words);
        return new Total(words, List.of(new PartyId("all")));
      }
    };
  }

  /** All that leaves beside the comparison of terms has noise, and there is nothing else. */
  @Test
  void opensWhatItsPlanSaysAndNothingElse() {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger party = new AtomicInteger();
    DividedRows.jointly(
        rows(ROWS),
        (own, sum) -> {
          SecureSum watched =
              party.getAndIncrement() > 0
                  ? sum
                  : new WatchedSum() {
                    @Override
                    public Total total(String purpose, long[] words) {
                      seen.add(purpose + " " + words.length);
                      return sum.total(purpose, words);
                    }
                  };
          return PrivateKMeans.fit(own, watched, settings(3), privacy(4), new SystemSource());
        });
    assertThat(seen).hasSize(KMeansPrivacy.sums(settings(3)));
    assertThat(seen.subList(0, 7))
        .containsExactly(
            "kmeans-terms 1",
            "ranges-octaves 211",
            "ranges-parts 384",
            "ranges-parts 384",
            "kmeans-part 7",
            "kmeans-part 7",
            "kmeans-part 7");
    assertThat(seen.subList(7, 15)).containsOnly("kmeans-step 12");
    assertThat(seen.get(15)).isEqualTo("kmeans-end 4");
    assertThat(privacy(4).plan(settings(3), 3).epsilon()).isLessThanOrEqualTo(4);
  }

  /** What parts and steps do not take, the other sums have. */
  @Test
  void oneClusterTakesNoCut() {
    assertThat(jointly(rows(ROWS), 1, privacy(4)).get(0).model().centres()).hasDimensions(1, 3);
    KMeansSettings none = new KMeansSettings(1, 0, 1e-4, 10, Scaling.STANDARDISED);
    for (KMeansSettings some : List.of(none, settings(1), settings(3))) {
      assertThat(privacy(4).plan(some, 3).releases().stream().mapToDouble(Release::share).sum())
          .as("%s", some)
          .isCloseTo(1, within(1e-12));
    }
  }

  /** Shortened rows are cut, not the ones that they were, or most cuts would find nothing. */
  @Test
  void firstCentresDifferWhereFewRowsLieFarFromAllOthers() {
    Random random = new Random(7);
    double[][] rows = new double[ROWS][];
    for (int r = 0; r < ROWS; r++) {
      rows[r] = new double[] {r % 50 == 0 ? 1e6 : 100 * random.nextDouble(), 3};
    }
    KMeansSettings none = new KMeansSettings(5, 0, 1e-4, 10, Scaling.STANDARDISED);
    double[][] first =
        DividedRows.jointly(
                rows,
                (own, sum) -> PrivateKMeans.fit(own, sum, none, privacy(4), new SystemSource()))
            .get(0)
            .model()
            .centres();
    assertThat(Arrays.stream(first).mapToDouble(centre -> centre[0]).distinct()).hasSize(5);
    assertThat(Arrays.stream(first).mapToDouble(centre -> centre[0]).max().orElseThrow())
        .isGreaterThan(1e5);
  }

  @Test
  void noPartyCanLowerTheNoiseOfOthers() {
    AtomicInteger party = new AtomicInteger();
    assertThatThrownBy(
            () ->
                DividedRows.jointly(
                    rows(600),
                    (own, sum) ->
                        PrivateKMeans.fit(
                            own,
                            sum,
                            settings(2),
                            privacy(party.getAndIncrement() == 0 ? 4.0001 : 4),
                            new SystemSource())))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("settings differ");
  }

  @Test
  void fewRowsAreHiddenByTheNoise() {
    assertThatThrownBy(() -> jointly(rows(60), 2, privacy(0.1)))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER))
        .hasMessageContaining("so few rows to train on that the noise of privacy hides how many");
  }

  @Test
  void columnsAsTheyAreAreRefused() {
    KMeansSettings given = new KMeansSettings(2, 8, 1e-4, 10, Scaling.AS_GIVEN);
    assertThatThrownBy(
            () ->
                DividedRows.alone(
                    rows(60),
                    (own, sum) ->
                        PrivateKMeans.fit(own, sum, given, privacy(1), new SystemSource())))
        .hasMessageContaining("standardize must be true with privacy");
  }
}
