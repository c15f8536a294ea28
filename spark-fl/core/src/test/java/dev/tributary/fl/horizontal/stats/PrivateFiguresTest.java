package dev.tributary.fl.horizontal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.crypto.random.SystemSource;
import dev.tributary.fl.data.SummedRows;
import dev.tributary.fl.horizontal.privacy.NoiseShares;
import dev.tributary.fl.horizontal.privacy.PrivacyBudget;
import dev.tributary.fl.horizontal.privacy.ProductWords;
import dev.tributary.fl.horizontal.stats.JointFigures.Found;
import dev.tributary.fl.horizontal.stats.StatsTerms.Correlations;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.horizontal.sum.WatchedSum;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrivateFiguresTest {
  private static final List<PartyId> ALL =
      List.of(new PartyId("north"), new PartyId("south"), new PartyId("west"));
  private static final List<String> NAMES =
      List.of("normal", "twin", "date", "gaps", "constant", "never");
  private static final StatsTerms TERMS =
      new StatsTerms(List.of(0.05, 0.25, 0.5, 0.9), 10, Correlations.ALL_PAIRS);
  private static final int ROWS = 20_000;

  private static StatsPrivacy privacy(double epsilon) {
    return new StatsPrivacy(new PrivacyBudget(epsilon, 1e-7), new NoiseShares(3, 2), 2);
  }

  private static double[][] table(int rows) {
    Random random = new Random(6);
    double[][] table = new double[rows][];
    for (int i = 0; i < rows; i++) {
      double z = random.nextGaussian();
      table[i] =
          new double[] {
            z,
            -z + 0.5 * random.nextGaussian(),
            1_700_000_000.0 + random.nextInt(1000) * 86_400.0,
            random.nextInt(4) == 0 ? Double.NaN : -4 + random.nextInt(9),
            7,
            Double.NaN
          };
    }
    return table;
  }

  private static SummedRows rows(double[][] table) {
    return kernel -> {
      long[] words = new long[kernel.length()];
      for (double[] row : table) {
        kernel.add(row, words);
      }
      return words;
    };
  }

  /** A sixth, a third and the rest. */
  private static List<Found> jointly(
      double[][] table, StatsTerms terms, List<StatsPrivacy> ofParty, UnaryOperator<SecureSum> of) {
    int[] bounds = {0, table.length / 6, table.length / 2, table.length};
    List<PlainSum> ends = PlainSum.among(ALL);
    List<CompletableFuture<Found>> runs =
        IntStream.range(0, ALL.size())
            .mapToObj(
                p ->
                    CompletableFuture.supplyAsync(
                        () ->
                            PrivateFigures.of(
                                p == 0 ? of.apply(ends.get(p)) : ends.get(p),
                                rows(Arrays.copyOfRange(table, bounds[p], bounds[p + 1])),
                                NAMES,
                                terms,
                                ofParty.get(p),
                                new SystemSource()),
                        task -> new Thread(task, ALL.get(p).name()).start()))
            .toList();
    try {
      return runs.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  private static List<Found> jointly(double[][] table, StatsTerms terms, double epsilon) {
    return jointly(
        table, terms, Collections.nCopies(3, privacy(epsilon)), UnaryOperator.identity());
  }

  @Test
  void figuresAreAboutThoseOfThePooledRows() {
    double[][] table = table(ROWS);
    List<Found> found = jointly(table, TERMS, 4);
    assertThat(found).containsOnly(found.get(0));
    TableFigures joint = found.get(0).figures();
    double counts = joint.noise().counts();
    assertThat((double) joint.rows()).isCloseTo(ROWS, within(6 * counts));
    assertThat(counts).isBetween(5.0, 100.0);
    for (int c = 0; c < 4; c++) {
      ColumnFigures column = joint.columns().get(c);
      double[] values = present(table, c);
      assertThat((double) column.missing()).isCloseTo(ROWS - values.length, within(6 * counts));
      assertThat(column.present()).isEqualTo(joint.rows() - column.missing());
      double mean = Arrays.stream(values).average().orElseThrow();
      double deviation =
          Math.sqrt(
              Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
      assertThat(column.mean()).as(column.name()).isCloseTo(mean, within(0.1 * deviation));
      assertThat(column.deviation()).isCloseTo(deviation, within(0.1 * deviation));
      assertThat(column.lowest()).isBetween(values[0] - deviation, mean - deviation);
      assertThat(column.highest())
          .isBetween(mean + deviation, values[values.length - 1] + deviation);
      for (int q = 0; q < TERMS.levels().size(); q++) {
        double at = column.quantiles().get(q);
        double below = Arrays.stream(values).filter(v -> v <= at).count() / (double) values.length;
        double under = Arrays.stream(values).filter(v -> v < at).count() / (double) values.length;
        double level = TERMS.levels().get(q);
        assertThat(Math.max(under - level, level - below))
            .as("%s at %s: %s", column.name(), level, at)
            .isLessThan(c == 3 ? 0.12 : 0.03);
      }
      double binned = column.histogram().stream().mapToLong(ColumnFigures.Bin::count).sum();
      assertThat(binned).isCloseTo(values.length, within(0.05 * values.length));
      assertThat(column.histogram()).hasSizeBetween(5, 20);
    }
  }

  @Test
  void whatTheNoiseHidesIsNull() {
    TableFigures joint = jointly(table(ROWS), TERMS, 4).get(0).figures();
    ColumnFigures constant = joint.columns().get(4);
    assertThat(constant.mean()).isBetween(4.0, 16.0);
    assertThat(constant.deviation()).as("of a range from 4 to 16").isNull();
    ColumnFigures never = joint.columns().get(5);
    assertThat(never.present()).isNull();
    assertThat(never.mean()).isNull();
    assertThat(never.quantiles()).isEmpty();
    assertThat(never.histogram()).isEmpty();
    assertThat((double) never.missing()).isCloseTo(ROWS, within(6 * joint.noise().counts()));
    List<List<Double>> r = joint.correlations();
    double noise = joint.noise().correlations();
    assertThat(noise).isBetween(1e-4, 0.02);
    assertThat(r.get(0).get(1)).isEqualTo(r.get(1).get(0));
    assertThat(r.get(0).get(1)).isCloseTo(-1 / Math.sqrt(1.25), within(0.03 + 8 * noise));
    assertThat(r.get(0).get(3)).isCloseTo(0, within(0.03 + 8 * noise));
    assertThat(r.get(0).get(0)).isEqualTo(1);
    assertThat(r.get(0).get(4)).isNull();
    assertThat(r.get(5).get(5)).isNull();
  }

  /** Its square alone would be the variance, and its products the correlations. */
  @Test
  void oneRowOfLargeNumbersIsShortened() {
    double[][] table = table(ROWS);
    table[17] = new double[] {1e12, 1e12, 1e12, 1e12, 7, Double.NaN};
    TableFigures joint = jointly(table, TERMS, 4).get(0).figures();
    assertThat(joint.columns().get(0).deviation()).isCloseTo(1, within(0.1));
    assertThat(joint.correlations().get(0).get(1)).isCloseTo(-1 / Math.sqrt(1.25), within(0.05));
  }

  @Test
  void noRowIsLongerThanItsSensitivity() {
    Random random = new Random(12);
    double[] means = {0, 1, -2, 1e9, 7, 0};
    double[] deviations = {1, 1, 3, 1e6, 0, 0.01};
    ScaledProducts products = new ScaledProducts(privacy(1).products(6), means, deviations);
    double most = (double) ProductWords.LONGEST * ProductWords.LONGEST;
    int longest = 0;
    for (int i = 0; i < 3000; i++) {
      double[] row = new double[6];
      for (int j = 0; j < row.length; j++) {
        row[j] = Math.exp(30 * random.nextGaussian()) * (random.nextBoolean() ? 1 : -1);
      }
      row[i % 6] = i % 3 == 0 ? Double.NaN : i % 3 == 1 ? Double.MAX_VALUE : row[i % 6];
      long[] words = new long[products.length()];
      products.add(row, words);
      double squares = Arrays.stream(words).mapToDouble(w -> (double) w * w).sum();
      assertThat(squares).isLessThanOrEqualTo(most);
      longest += squares > 0.999 * most ? 1 : 0;
    }
    assertThat(longest).isGreaterThan(100);
  }

  /** All that leaves beside the comparison of terms has noise, and there is nothing else. */
  @Test
  void opensWhatItsPlanSaysAndNothingElse() {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    Found found =
        jointly(table(ROWS), TERMS, Collections.nCopies(3, privacy(4)), sum -> watched(sum, seen))
            .get(0);
    assertThat(seen)
        .containsExactly(
            "stats-terms 1",
            "ranges-octaves 421",
            "ranges-parts 768",
            "ranges-parts 768",
            "stats-products 21");
    assertThat(found.figures().cost().sums()).isEqualTo(5);
    for (Correlations asked : Correlations.values()) {
      assertThat(privacy(4).plan(6, asked).epsilon()).isBetween(2.5, 4.0);
    }
    seen.clear();
    StatsTerms alone = new StatsTerms(TERMS.levels(), 10, Correlations.NONE);
    Found without =
        jointly(table(ROWS), alone, Collections.nCopies(3, privacy(4)), sum -> watched(sum, seen))
            .get(0);
    assertThat(seen).hasSize(4).noneMatch(sum -> sum.startsWith("stats-products"));
    assertThat(without.figures().correlations()).isEmpty();
    assertThat(without.figures().noise().correlations()).isNull();
    assertThat(without.figures().noise().counts()).isLessThan(found.figures().noise().counts());
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

  /** What is asked, and how much noise each adds. */
  @Test
  void noPartyCanLowerTheNoiseOfOthers() {
    assertThatThrownBy(
            () ->
                jointly(
                    table(600),
                    TERMS,
                    List.of(privacy(4.0001), privacy(4), privacy(4)),
                    UnaryOperator.identity()))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("settings differ");
  }

  private static void assertRefused(int rows, double epsilon, StatsTerms terms, String message) {
    assertThatThrownBy(() -> jointly(table(rows), terms, epsilon))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER))
        .hasMessageContaining(message);
  }

  @Test
  void fewRowsAreHiddenByTheNoise() {
    assertRefused(60, 0.1, TERMS, "so few rows that the noise of privacy hides how many: raise");
    StatsPrivacy longer = new StatsPrivacy(new PrivacyBudget(1, 1e-7), new NoiseShares(3, 2), 4);
    List<StatsPrivacy> all = Collections.nCopies(3, longer);
    double[][] table = table(2_000);
    assertThatThrownBy(() -> jointly(table, TERMS, all, UnaryOperator.identity()))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER))
        .hasMessageContaining(
            "so few rows for correlations of 6 columns that the noise of privacy hides them");
    StatsTerms alone = new StatsTerms(TERMS.levels(), 10, Correlations.NONE);
    assertThat(jointly(table, alone, all, UnaryOperator.identity()).get(0).figures().rows())
        .isBetween(1600L, 2400L);
  }

  private static double[] present(double[][] table, int column) {
    return Arrays.stream(table)
        .mapToDouble(row -> row[column])
        .filter(v -> !Double.isNaN(v))
        .sorted()
        .toArray();
  }
}
