package dev.tributary.fl.horizontal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.data.FeatureCuts;
import dev.tributary.fl.data.SummedRows;
import dev.tributary.fl.feature.QuantileCuts;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JointCutsTest {
  private static final List<String> NAMES =
      List.of("normal", "whole", "zero", "constant", "absent", "times", "heavy", "empty");
  private static final int ROWS = 4000;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /** Features, and one column beside. */
  private double[][] rows() {
    double[][] rows = new double[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      rows[i] =
          new double[] {
            random.nextGaussian(),
            random.nextInt(9) - 4,
            random.nextInt(3) > 0 ? 0 : random.nextGaussian(),
            3,
            random.nextInt(3) == 0 ? Double.NaN : 100 * random.nextDouble(),
            1.7e9 + random.nextInt(10_000_000),
            Math.exp(5 * random.nextGaussian()) * (random.nextBoolean() ? 1 : -1),
            Double.NaN,
            random.nextDouble() * 5
          };
    }
    return rows;
  }

  private static SummedRows own(List<double[]> rows) {
    return kernel -> {
      long[] words = new long[kernel.length()];
      rows.forEach(row -> kernel.add(row, words));
      return words;
    };
  }

  private static JointCuts alone(List<double[]> rows, int bins, int least) {
    return JointCuts.of(PlainSum.alone(new PartyId("all")), own(rows), NAMES, 1, bins, least);
  }

  private static void same(JointCuts one, JointCuts other) {
    assertThat(one.cuts().cuts()).isDeepEqualTo(other.cuts().cuts());
    assertThat(one.cuts().missing()).isEqualTo(other.cuts().missing());
    assertThat(one.rows()).isEqualTo(other.rows());
    assertThat(one.ceilings()).isEqualTo(other.ceilings());
  }

  @Test
  void partiesComeToTheCutsOfThePooledRows() {
    List<double[]> rows = Arrays.asList(rows());
    JointCuts pooled = alone(rows, 32, 5);
    List<PartyId> names = List.of(new PartyId("a"), new PartyId("b"), new PartyId("c"));
    List<List<double[]>> parts = IntStream.range(0, 3).mapToObj(i -> newList()).toList();
    rows.forEach(row -> parts.get(Math.min(2, random.nextInt(9))).add(row));
    List<PlainSum> sums = PlainSum.among(names);
    List<CompletableFuture<JointCuts>> running =
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> JointCuts.of(sums.get(i), own(parts.get(i)), NAMES, 1, 32, 5),
                        task -> new Thread(task).start()))
            .toList();
    running.forEach(one -> same(one.join(), pooled));
    assertThat(pooled.ceilings()).containsExactly(3);
    assertThat(pooled.rows()).isEqualTo(ROWS);
  }

  private static List<double[]> newList() {
    return new ArrayList<>();
  }

  /** Every bin but those of values that many rows share is as large as it should be. */
  @ParameterizedTest
  @CsvSource({"32,5", "255,1", "10,50", "2,1"})
  void binsHoldWhatTheyWouldByTheQuantilesThemselves(int bins, int least) {
    double[][] rows = rows();
    FeatureCuts cuts = alone(Arrays.asList(rows), bins, least).cuts();
    for (int c = 0; c < NAMES.size(); c++) {
      int column = c;
      double[] values = Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
      QuantileCuts exact = new QuantileCuts(bins, least);
      double[] due = exact.cuts(values);
      assertThat(cuts.missing()[c]).isEqualTo(exact.missingBin(values));
      String what = "%s, seed %d".formatted(NAMES.get(c), seed);
      double[] present = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
      long[] own = Arrays.stream(cuts.cuts()[c]).mapToLong(cut -> below(present, cut)).toArray();
      // A quarter of a bin, and what two rows of one bucket of the finest width are.
      double off = present.length / (4.0 * bins) + 2 * least + 2;
      for (double cut : due) {
        long below = below(present, cut);
        double nearest =
            Arrays.stream(own).map(other -> Math.abs(other - below)).min().orElse(ROWS);
        assertThat(nearest).as(what).isLessThanOrEqualTo(off);
      }
      int[] counts = new int[cuts.valueBins(c)];
      for (double value : present) {
        counts[cuts.bin(c, value)]++;
      }
      assertThat(counts.length).as(what).isLessThanOrEqualTo(bins);
      if (counts.length > 1) {
        assertThat(Arrays.stream(counts).min().orElseThrow())
            .as(what)
            .isGreaterThanOrEqualTo(least);
      }
    }
  }

  /** Values up to a cut. */
  private static long below(double[] sorted, double cut) {
    int at = Arrays.binarySearch(sorted, Math.nextUp(cut));
    int from = at >= 0 ? at : -at - 1;
    while (from > 0 && sorted[from - 1] > cut) {
      from--;
    }
    return from;
  }

  @Test
  void wholeNumbersArePartedFromEachOther() {
    double[][] cuts = alone(Arrays.asList(rows()), 32, 5).cuts().cuts();
    assertThat(Arrays.stream(cuts[1]).map(Math::floor).toArray())
        .containsExactly(-4, -3, -2, -1, 0, 1, 2, 3);
    assertThat(cuts[2]).contains(0);
    assertThat(cuts[3]).isEmpty();
    assertThat(cuts[7]).isEmpty();
    assertThat(cuts[5]).hasSizeGreaterThan(28);
  }

  /** Ranks among them would overflow. */
  @Test
  void refusesATotalThatIsNoNumberOfRows() {
    for (long rows : new long[] {0, -1, (1L << 40) + 1, Long.MAX_VALUE}) {
      SecureSum sum =
          new WatchedSum() {
            @Override
            public Total total(String purpose, long[] words) {
              long[] total = words.clone();
              long more = rows - total[0];
              total[0] = rows;
              for (int c = 0; c < 9; c++) {
                total[1 + 129 * c] += more;
              }
              return new Total(total, List.of(new PartyId("all")));
            }

            @Override
            public void close() {}
          };
      assertThatThrownBy(() -> JointCuts.of(sum, own(Arrays.asList(rows())), NAMES, 1, 32, 5))
          .hasMessageStartingWith("the sums of this run do not fit each other");
    }
  }

  /** Four of them add up to nothing, so that the totals look right and the ranks do not. */
  @ParameterizedTest
  @CsvSource({"cuts-buckets,1", "cuts-octaves,0", "cuts-parts,0"})
  void refusesCountsThatAddUpBeyondAWord(String spoilt, int first) {
    SecureSum sum =
        new WatchedSum() {
          @Override
          public Total total(String purpose, long[] words) {
            long[] total = words.clone();
            for (int i = 0; purpose.equals(spoilt) && i < 4; i++) {
              total[first + i] += 1L << 62;
            }
            return new Total(total, List.of(new PartyId("all")));
          }

          @Override
          public void close() {}
        };
    assertThatThrownBy(() -> JointCuts.of(sum, own(Arrays.asList(rows())), NAMES, 1, 32, 5))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PEER))
        .hasMessageStartingWith("the sums of this run do not fit each other");
  }

  @ParameterizedTest
  @CsvSource({"32,524287", "255,264208"})
  void refusesMoreColumnsThanOneSumHasRoomFor(int bins, int most) {
    List<String> names = Collections.nCopies(1 << 19, "x");
    assertThatThrownBy(
            () ->
                JointCuts.of(PlainSum.alone(new PartyId("all")), own(List.of()), names, 0, bins, 5))
        .hasMessageStartingWith("the data has 524288 columns, and common cuts are made of " + most);
  }

  @Test
  void refusesAPartyWithoutRowsAndSumsThatDoNotFit() {
    assertThatThrownBy(() -> alone(List.of(), 32, 5))
        .isInstanceOf(FederationException.class)
        .hasMessageStartingWith("this party has no row to train on");
    for (String spoilt : List.of("cuts-buckets", "cuts-octaves", "cuts-parts")) {
      SecureSum sum =
          new WatchedSum() {
            @Override
            public Total total(String purpose, long[] words) {
              long[] total = words.clone();
              total[total.length - 1] += purpose.equals(spoilt) ? 1 : 0;
              return new Total(total, List.of(new PartyId("all")));
            }

            @Override
            public void close() {}
          };
      assertThatThrownBy(() -> JointCuts.of(sum, own(Arrays.asList(rows())), NAMES, 1, 32, 5))
          .as(spoilt)
          .isInstanceOfSatisfying(
              FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PEER))
          .hasMessageStartingWith("the sums of this run do not fit each other");
    }
  }
}
