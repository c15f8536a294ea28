package dev.tributary.fl.horizontal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.data.SummedRows;
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
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Three parties over the plain sum against the rows of all of them in one table. */
class JointFiguresTest {
  private static final List<PartyId> ALL =
      List.of(new PartyId("north"), new PartyId("south"), new PartyId("west"));
  private static final List<String> NAMES =
      List.of("normal", "skewed", "offset", "gaps", "constant", "zeros", "never");
  private static final StatsTerms TERMS =
      new StatsTerms(List.of(0.0, 0.01, 0.25, 0.5, 0.9, 1.0), 10, Correlations.ALL_PAIRS);

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /** Columns that each are hard in another way. */
  private double[][] table(int rows) {
    double[][] table = new double[rows][];
    for (int i = 0; i < rows; i++) {
      double z = random.nextGaussian();
      double other = random.nextGaussian();
      table[i] =
          new double[] {
            z,
            Math.exp(3 * (z + other)),
            1.6e9 + 50 * other,
            random.nextInt(5) == 0 ? Double.NaN : z - other,
            0.1,
            random.nextInt(3) == 0 ? 0 : -other,
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

  private static TableFigures joint(
      StatsTerms terms, UnaryOperator<SecureSum> by, SummedRows... own) {
    List<PlainSum> ends = PlainSum.among(ALL);
    List<CompletableFuture<TableFigures>> runs =
        IntStream.range(0, ALL.size())
            .mapToObj(
                p ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try (SecureSum end = ends.get(p)) {
                            return JointFigures.of(by.apply(end), ALL, own[p], NAMES, terms);
                          }
                        }))
            .toList();
    List<TableFigures> all = runs.stream().map(CompletableFuture::join).toList();
    assertThat(all).containsOnly(all.get(0));
    return all.get(0);
  }

  private static TableFigures joint(double[][]... tables) {
    return joint(
        TERMS,
        UnaryOperator.identity(),
        Arrays.stream(tables).map(JointFiguresTest::rows).toArray(SummedRows[]::new));
  }

  private static double[][] pooled(double[][]... tables) {
    return Arrays.stream(tables).flatMap(Arrays::stream).toArray(double[][]::new);
  }

  private static double[] present(double[][] table, int column) {
    return Arrays.stream(table)
        .mapToDouble(row -> row[column])
        .filter(v -> !Double.isNaN(v))
        .sorted()
        .toArray();
  }

  @Test
  void figuresAreThoseOfThePooledRows() {
    double[][][] tables = {table(700), table(41), table(1500)};
    double[][] all = pooled(tables);

    TableFigures figures = joint(tables);

    assertThat(figures.rows()).isEqualTo(all.length);
    assertThat(figures.columns()).extracting(ColumnFigures::name).isEqualTo(NAMES);
    for (int c = 0; c < NAMES.size(); c++) {
      double[] values = present(all, c);
      ColumnFigures column = figures.columns().get(c);
      String what = NAMES.get(c) + ", seed " + seed;
      assertThat(column.present()).as(what).isEqualTo(values.length);
      assertThat(column.missing()).as(what).isEqualTo(all.length - values.length);
      if (values.length > 0) {
        check(what, column, values);
      }
    }
    assertThat(figures.columns().get(6).mean()).isNull();
    assertThat(figures.columns().get(6).quantiles()).isEmpty();
    assertThat(figures.cost().sums()).isEqualTo(4);
    assertThat(figures.cost().words())
        .isLessThan(TableFigures.SumCost.atMost(NAMES.size(), TERMS).words());
  }

  private static void check(String what, ColumnFigures column, double[] sorted) {
    double mean = DoubleStream.of(sorted).average().orElseThrow();
    double deviation =
        Math.sqrt(
            DoubleStream.of(sorted).map(v -> (v - mean) * (v - mean)).sum() / (sorted.length - 1));
    double size = Math.abs(mean) + deviation;
    assertThat(column.mean()).as(what).isCloseTo(mean, within(1e-9 * size));
    if (what.startsWith("constant")) {
      assertThat(column.deviation()).isZero();
    } else {
      assertThat(column.deviation()).as(what).isCloseTo(deviation, within(1e-9 * deviation));
    }
    List<Double> levels = TERMS.levels();
    for (int q = 0; q < levels.size(); q++) {
      int rank = (int) Math.max(1, Math.ceil(levels.get(q) * sorted.length));
      Double quantile = column.quantiles().get(q);
      if (rank < 10 || sorted.length - rank + 1 < 10) {
        assertThat(quantile).as(what).isNull();
      } else {
        double due = sorted[rank - 1];
        assertThat(quantile).as(what).isCloseTo(due, within(Math.abs(due) / 256));
      }
    }
    long counted = 0;
    double below = Double.NEGATIVE_INFINITY;
    for (ColumnFigures.Bin bin : column.histogram()) {
      double from = bin.lower() == null ? sorted[0] : bin.lower();
      double to = bin.upper() == null ? sorted[sorted.length - 1] : bin.upper();
      assertThat(from).as(what).isGreaterThan(below);
      assertThat(bin.count())
          .as(what)
          .isGreaterThanOrEqualTo(10)
          .isEqualTo(DoubleStream.of(sorted).filter(v -> v >= from && v <= to).count());
      counted += bin.count();
      below = to;
    }
    assertThat(counted).as(what).isEqualTo(sorted.length);
    if (column.lowest() != null) {
      assertThat(column.lowest()).as(what).isLessThanOrEqualTo(sorted[0]);
    }
    if (column.highest() != null) {
      assertThat(column.highest()).as(what).isGreaterThanOrEqualTo(sorted[sorted.length - 1]);
    }
  }

  @Test
  void correlationsAreThoseOfTheRowsThatHaveBoth() {
    double[][][] tables = {table(300), table(300), table(300)};
    double[][] all = pooled(tables);

    List<List<Double>> r = joint(tables).correlations();

    for (int i = 0; i < NAMES.size(); i++) {
      for (int j = 0; j < NAMES.size(); j++) {
        String what = NAMES.get(i) + " and " + NAMES.get(j) + ", seed " + seed;
        Double found = r.get(i).get(j);
        if (constant(i) || constant(j)) {
          assertThat(found).as(what).isNull();
        } else {
          assertThat(found).as(what).isCloseTo(pearson(all, i, j), within(1e-8));
        }
      }
    }
  }

  /** Columns that do not vary or have no values. */
  private static boolean constant(int column) {
    return column == 4 || column == 6;
  }

  private static double pearson(double[][] table, int i, int j) {
    double[][] both =
        Arrays.stream(table)
            .filter(row -> !Double.isNaN(row[i]) && !Double.isNaN(row[j]))
            .toArray(double[][]::new);
    double mi = Arrays.stream(both).mapToDouble(row -> row[i]).average().orElseThrow();
    double mj = Arrays.stream(both).mapToDouble(row -> row[j]).average().orElseThrow();
    double ij = Arrays.stream(both).mapToDouble(row -> (row[i] - mi) * (row[j] - mj)).sum();
    double ii = Arrays.stream(both).mapToDouble(row -> (row[i] - mi) * (row[i] - mi)).sum();
    double jj = Arrays.stream(both).mapToDouble(row -> (row[j] - mj) * (row[j] - mj)).sum();
    return ij / Math.sqrt(ii * jj);
  }

  @Test
  void figuresDoNotDependOnHowRowsAreDivided() {
    double[][] all = table(900);
    TableFigures even =
        joint(
            Arrays.copyOfRange(all, 0, 300),
            Arrays.copyOfRange(all, 300, 600),
            Arrays.copyOfRange(all, 600, 900));
    double[][] turned = new double[900][];
    Arrays.setAll(turned, i -> all[899 - i]);

    TableFigures uneven =
        joint(
            Arrays.copyOfRange(turned, 0, 890),
            Arrays.copyOfRange(turned, 890, 891),
            Arrays.copyOfRange(turned, 891, 900));

    assertThat(uneven).isEqualTo(even);
  }

  /** One row with a value in the first columns. */
  private double[][] whole() {
    return table(1);
  }

  @Test
  void whatRestsOnTooFewValuesIsNotShown() {
    double[][] some = table(40);
    for (int i = 0; i < 9; i++) {
      some[i][0] = Double.NaN;
    }
    TableFigures figures = joint(some, whole(), whole());
    ColumnFigures nine = figures.columns().get(0);
    assertThat(nine.missing()).as("9 are missing").isNull();
    assertThat(nine.present()).as("which the rows less the present would tell").isNull();
    assertThat(nine.mean()).isNotNull();

    double[][] few = table(40);
    Arrays.stream(few).skip(7).forEach(row -> row[1] = Double.NaN);
    double[][] none = table(1);
    none[0][1] = Double.NaN;
    ColumnFigures seven = joint(few, none, none).columns().get(1);
    assertThat(seven)
        .isEqualTo(
            new ColumnFigures("skewed", null, null, null, null, null, null, List.of(), List.of()));

    assertThatThrownBy(() -> joint(table(3), table(3), table(3)))
        .hasRootCauseInstanceOf(FederationException.class)
        .hasMessageContaining("fewer than 10 rows in all (train.least-count)");
  }

  @Test
  void boundsAndCorrelationsOfTooFewValuesAreNotShown() {
    double[][] some = table(60);
    some[3][2] = -1e9;
    for (int i = 0; i < 26; i++) {
      some[i][0] = Double.NaN;
    }
    for (int i = 35; i < 60; i++) {
      some[i][1] = Double.NaN;
    }
    double[][] one = table(1);
    one[0][1] = Double.NaN;
    one[0][2] = 1.6e9;
    TableFigures figures = joint(some, one, one);

    ColumnFigures offset = figures.columns().get(2);
    assertThat(offset.lowest()).as("one value is below").isNull();
    assertThat(offset.histogram().get(0).lower()).isNull();
    assertThat(offset.highest()).isGreaterThan(1.6e9);
    assertThat(figures.columns().get(0).mean()).isNotNull();
    assertThat(figures.columns().get(1).mean()).isNotNull();
    assertThat(figures.correlations().get(0).get(1)).as("of 9 rows that have both").isNull();
  }

  @Test
  void infiniteValuesAndEmptyPartiesAreRefusedAtTheirOwner() {
    double[][] infinite = table(30);
    infinite[17][2] = Double.NEGATIVE_INFINITY;
    SecureSum alone = PlainSum.alone(ALL.get(0));
    assertThatThrownBy(
            () -> JointFigures.of(alone, ALL.subList(0, 1), rows(infinite), NAMES, TERMS))
        .hasMessageStartingWith("column 'offset' has 1 infinite values, which have no mean")
        .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(ErrorCode.USER));
    assertThatThrownBy(
            () -> JointFigures.of(alone, ALL.subList(0, 1), rows(new double[0][]), NAMES, TERMS))
        .hasMessageStartingWith("the data has no rows");
  }

  @Test
  void aPartyThatIsLeftOutOfASumEndsTheRun() {
    UnaryOperator<SecureSum> without =
        sum ->
            new WatchedSum() {
              @Override
              public Total total(String purpose, long[] words) {
                Total all = sum.total(purpose, words);
                return purpose.equals("stats-moments")
                    ? new Total(all.words(), ALL.subList(0, 2))
                    : all;
              }

              @Override
              public void close() {
                sum.close();
              }
            };
    SummedRows[] own = {rows(table(50)), rows(table(50)), rows(table(50))};
    assertThatThrownBy(() -> joint(TERMS, without, own))
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining(
            "was lost: statistics are of the same parties from the first sum to the last")
        .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(ErrorCode.PEER));
  }

  /** Figures are of those who are left at the first sum, and say so. */
  @Test
  void whoIsLostBeforeTheFirstSumIsNotInTheFigures() {
    SecureSum alone = PlainSum.alone(ALL.get(1));
    JointFigures.Found found = JointFigures.found(alone, ALL, rows(table(50)), NAMES, TERMS);
    assertThat(found.parties()).containsExactly(ALL.get(1));
    assertThat(found.figures().rows()).isEqualTo(50);
    SecureSum stranger = PlainSum.alone(new PartyId("stranger"));
    assertThatThrownBy(() -> JointFigures.of(stranger, ALL, rows(table(50)), NAMES, TERMS))
        .hasMessageContaining("stranger: is in the sum stats-buckets and not in this run");
  }

  /** As a table that is written to while it is read, or a party that makes up its words. */
  @Test
  void sumsThatDoNotFitEachOtherEndTheRun() {
    int last = new FirstLook(NAMES.size()).shared() - 1;
    assertMisfit(FirstLook.class, last, 1); // a value more in a coarse bucket
    assertMisfit(FirstLook.class, 1, 1); // a missing value more than rows
    SummedRows fewer = changed(rows(table(50)), Refinement.class, 0, -(1L << 30));
    // As many values as the bucket that was split, but fewer than none in one part.
    assertMisfit(changed(fewer, Refinement.class, 1, 1L << 30));
    assertMisfit(Refinement.class, 0, 1); // a value more than the bucket that was split
    assertMisfit(PowerSums.class, 5, -(1L << 30)); // a sum of squares that no values have
  }

  private void assertMisfit(Class<?> kernel, int word, long by) {
    assertMisfit(changed(rows(table(50)), kernel, word, by));
  }

  private void assertMisfit(SummedRows liar) {
    SummedRows honest = rows(table(50));
    assertThatThrownBy(() -> joint(TERMS, UnaryOperator.identity(), honest, liar, honest))
        .hasMessageContaining("the sums of this run do not fit each other")
        .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(ErrorCode.PEER));
  }

  /** Rows of which a kernel's word is another. */
  private static SummedRows changed(SummedRows rows, Class<?> which, int word, long by) {
    return kernel -> {
      long[] words = rows.sum(kernel);
      if (kernel.getClass() == which) {
        words[word] += by;
      }
      return words;
    };
  }

  @Test
  void refusesMoreColumnsThanASumIsFor() {
    SecureSum alone = PlainSum.alone(ALL.get(0));
    SummedRows none = rows(new double[0][]);
    List<String> many = IntStream.range(0, 10_001).mapToObj(c -> "x" + c).toList();
    StatsTerms plain = new StatsTerms(List.of(0.5), 10, Correlations.NONE);

    assertThatThrownBy(() -> JointFigures.of(alone, ALL.subList(0, 1), none, many, plain))
        .hasMessageStartingWith("statistics take at most 10000 columns, and there are 10001");
    assertThatThrownBy(
            () -> JointFigures.of(alone, ALL.subList(0, 1), none, many.subList(0, 2_001), TERMS))
        .hasMessageStartingWith("correlations take at most 2000 columns, and there are 2001");
    assertThatThrownBy(
            () -> JointFigures.of(alone, ALL.subList(0, 1), none, many.subList(0, 2_000), TERMS))
        .hasMessageStartingWith("the data has no rows");
  }

  @Test
  void refusesLevelsThatAreNone() {
    for (List<Double> levels :
        List.of(List.<Double>of(), List.of(0.5, 0.5), List.of(-0.1), List.of(1.1))) {
      assertThatThrownBy(() -> new StatsTerms(levels, 10, Correlations.NONE))
          .hasMessageContaining("quantiles must be 1 to 100 levels from 0 to 1, ascending");
    }
    assertThatThrownBy(() -> new StatsTerms(List.of(0.5), 0, Correlations.NONE))
        .hasMessageContaining("least-count must be 1 to 1000000");
    assertThat(new ArrayList<>(TERMS.own().levels())).isEqualTo(TERMS.levels());
  }
}
