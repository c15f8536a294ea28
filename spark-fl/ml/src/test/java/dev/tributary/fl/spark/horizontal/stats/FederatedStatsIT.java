package dev.tributary.fl.spark.horizontal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.horizontal.stats.ColumnFigures;
import dev.tributary.fl.horizontal.sum.MaskedSum;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SumRules;
import dev.tributary.fl.session.Roster;
import dev.tributary.fl.spark.SparkForTests;
import dev.tributary.fl.spark.stage.LocalFederation;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows 0 to 2,999, of which the parties have a different number each; columns follow from them. */
class FederatedStatsIT {
  private static final List<String> PARTIES = List.of("north", "south", "west");
  private static final List<PartyId> IDS = PARTIES.stream().map(PartyId::new).toList();
  private static final int[] BOUNDS = {0, 300, 310, 3000};

  @TempDir Path folder;

  private final SparkSession spark = SparkForTests.session();

  private Dataset<Row> rows(int from, int to) {
    return spark
        .range(from, to, 1, 3)
        .selectExpr(
            "double(id) as `a.row`",
            "if(id % 4 = 0, null, cast(sqrt(id) as float)) as root",
            "id % 3 = 0 as third",
            "cast(1000000 - id as decimal(12, 2)) as down");
  }

  private static FederatedStats stats(String... features) {
    return new FederatedStats()
        .setFeatureCols(features)
        .setQuantileLevels(new double[] {0.1, 0.5})
        .setCorrelations(true);
  }

  /** Each party's model, all fitted at once. */
  private List<FederatedStatsModel> fit(
      List<FederatedStats> stages, UnaryOperator<Dataset<Row>> ofSouth) {
    SumRules rules = new SumRules(IDS.get(1), 3, SumRules.Consent.NONE);
    try (LocalFederation all =
        new LocalFederation(spark, folder.toString(), Roster.horizontal(IDS))) {
      List<CompletableFuture<FederatedStatsModel>> runs =
          IntStream.range(0, PARTIES.size())
              .mapToObj(
                  p ->
                      CompletableFuture.supplyAsync(
                          () -> {
                            Dataset<Row> rows = rows(BOUNDS[p], BOUNDS[p + 1]);
                            return stages
                                .get(p)
                                .setSessions(all.sessions(PARTIES.get(p)))
                                .setSums(session -> MaskedSum.open(session, rules))
                                .fit(p == 1 ? ofSouth.apply(rows) : rows);
                          }))
              .toList();
      return runs.stream().map(CompletableFuture::join).toList();
    }
  }

  @Test
  void figuresAreThoseThatSparkHasOfThePooledRows() throws IOException {
    List<FederatedStatsModel> models =
        fit(
            List.of(
                stats("a.row", "root", "third", "down"),
                stats("down", "third", "root", "a.row"),
                stats("root", "a.row", "down", "third")),
            rows -> rows.repartition(2));

    PartyProfile south = models.get(1).profile();
    assertThat(models).extracting(m -> m.profile().joint()).containsOnly(south.joint());
    assertThat(south.own().rows()).isEqualTo(10);
    assertThat(south.joint().rows()).isEqualTo(3000);
    assertThat(models.get(1).manifest().parameters())
        .containsEntry("quantiles", String.valueOf(south.levels()))
        .containsEntry("least-count", String.valueOf(models.get(1).getLeastCount()))
        .containsEntry("correlations", "true");
    Dataset<Row> pooled = rows(0, 3000);
    List<ColumnFigures> columns = south.joint().columns();
    assertThat(columns)
        .extracting(ColumnFigures::name)
        .containsExactly("a.row", "root", "third", "down");
    for (ColumnFigures column : columns) {
      String name = "`" + column.name() + "`";
      Row due =
          pooled
              .selectExpr("cast(" + name + " as double) as v")
              .selectExpr("count(v)", "avg(v)", "stddev(v)", "percentile_approx(v, 0.1, 100000)")
              .first();
      assertThat(column.present()).isEqualTo(due.getLong(0));
      assertThat(column.mean()).isCloseTo(due.getDouble(1), within(1e-9 * due.getDouble(1)));
      assertThat(column.deviation()).isCloseTo(due.getDouble(2), within(1e-9 * due.getDouble(2)));
      assertThat(column.quantiles().get(0))
          .isCloseTo(due.getDouble(3), within(due.getDouble(3) / 256));
    }
    double due =
        pooled.selectExpr("corr(double(root), cast(`a.row` as double))").first().getDouble(0);
    assertThat(south.joint().correlations().get(0).get(1)).isCloseTo(due, within(1e-9));

    String path = folder.resolve("stored").toString();
    models.get(1).write().save(path);
    FederatedStatsModel read = FederatedStatsModel.load(path);
    assertThat(read.profile()).isEqualTo(south);
    assertThatThrownBy(() -> read.transform(pooled)).hasMessageContaining("have no scores");
  }

  @Test
  void withNoiseFiguresAreAboutThose() {
    UnaryOperator<FederatedStats> noisy = s -> s.setEpsilon(8).setDelta(1e-6);
    List<FederatedStatsModel> models =
        fit(
            List.of(
                noisy.apply(stats("a.row", "root", "third")),
                noisy.apply(stats("third", "root", "a.row")),
                noisy.apply(stats("root", "a.row", "third"))),
            rows -> rows.repartition(2));

    PartyProfile south = models.get(1).profile();
    assertThat(models).extracting(m -> m.profile().joint()).containsOnly(south.joint());
    assertThat(south.own().rows()).isEqualTo(10);
    assertThat(south.own().noise()).isNull();
    double counts = south.joint().noise().counts();
    assertThat((double) south.joint().rows()).isCloseTo(3000, within(6 * counts));
    ColumnFigures row = south.joint().columns().get(0);
    assertThat(row.mean()).isBetween(1300.0, 1700.0);
    assertThat(row.quantiles().get(1)).isBetween(1300.0, 1700.0);
    ColumnFigures root = south.joint().columns().get(1);
    assertThat((double) root.missing()).isCloseTo(750, within(6 * counts));
    assertThat(south.joint().correlations().get(0).get(1)).isBetween(0.6, 1.0);
    assertThat(models.get(1).manifest().parameters())
        .containsEntry("privacy-unit", "row")
        .containsEntry("privacy-colluding", "2")
        .doesNotContainKey("least-count");
    assertThat(Double.parseDouble(models.get(1).manifest().parameters().get("privacy-epsilon")))
        .isBetween(4.0, 8.0);

    List<FederatedStats> counting =
        IntStream.range(0, 3).mapToObj(p -> noisy.apply(stats("third")).setLeastCount(20)).toList();
    assertThatThrownBy(() -> fit(counting, rows -> rows))
        .hasMessageContaining("leastCount must be left out with epsilon");
  }

  private void assertRefused(
      FederatedStats ofSouth, UnaryOperator<Dataset<Row>> rows, String message) {
    List<FederatedStats> stages =
        List.of(stats("a.row", "third"), ofSouth, stats("a.row", "third"));
    assertThatThrownBy(() -> fit(stages, rows))
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(FederationException.codeOf(e)).isEqualTo(ErrorCode.USER));
  }

  @Test
  void columnsThatDifferAreRefused() {
    assertRefused(stats("a.row", "root"), rows -> rows, "column 'third' is missing at south: ");
    assertRefused(
        stats("a.row", "third"),
        rows -> rows.selectExpr("`a.row`", "int(third) as third"),
        "column 'third' is true or false at north and numbers at south");
    assertRefused(
        stats("a.row", "third").setLeastCount(20),
        rows -> rows,
        "north computes by StatsTerms[levels=[0.1, 0.5], leastCount=10");
  }

  /** Refused before anything is summed, so a party by itself shows it. */
  private void assertRefusedAlone(Dataset<Row> rows, String message) {
    Roster one = Roster.horizontal(IDS.subList(0, 1));
    try (LocalFederation alone = new LocalFederation(spark, folder.toString(), one)) {
      FederatedStats stats =
          stats("a.row")
              .setSessions(alone.sessions("north"))
              .setSums(session -> PlainSum.alone(session.self()));
      assertThatThrownBy(() -> stats.fit(rows)).hasMessageStartingWith(message);
    }
  }

  @Test
  void dataThatHasNoFiguresIsRefusedAtItsOwner() {
    assertRefusedAlone(rows(0, 0), "the data has no rows");
    assertRefusedAlone(
        rows(0, 50).selectExpr("if(`a.row` = 7, double('Infinity'), `a.row`) as `a.row`"),
        "column 'a.row' has 1 infinite values");
    assertThatThrownBy(() -> stats("town").setSums(s -> null).fit(rows(0, 9)))
        .hasMessageContaining("there is no column 'town'");
    assertThatThrownBy(() -> stats("a.row", "a.row").fit(rows(0, 9)))
        .hasMessageContaining("featureCols must be different");
    assertThatThrownBy(() -> stats("a.row").fit(rows(0, 9))).hasMessageContaining("call setSums");
  }
}
