package dev.tributary.fl.spark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.spark.SparkForTests;
import dev.tributary.fl.spark.stage.LocalFederation;
import dev.tributary.fl.vertical.stats.ColumnStatistics;
import dev.tributary.fl.vertical.stats.TableCounts;
import dev.tributary.fl.vertical.stats.TableStatistics;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People 500 to 1,999 are in common; every column is a function of the id, so known. */
class VerticalStatsIT {
  private static final int FROM = 500;
  private static final int TO = 2000;

  @TempDir Path folder;

  private final SparkSession spark = SparkForTests.session();

  private VerticalStats stats(String... features) {
    return new VerticalStats()
        .setIdCols(new String[] {"id"})
        .setFeatureCols(features)
        .setMinIntersection(10)
        .setQuantileLevels(new double[] {0, 0.5, 1});
  }

  @Test
  void profilesTheCommonPeopleAtTheirOwnerOnly() {
    Dataset<Row> lender =
        spark.range(0, TO).selectExpr("id", "double(id) as `own.share`", "int(id % 7) as seven");
    Dataset<Row> bureau =
        spark
            .range(FROM, 3000)
            .selectExpr("id", "if(id % 3 = 0, null, id * 2) as third", "cast(null as double) none");
    try (LocalFederation all = new LocalFederation(spark, folder.toString(), "lender", "bureau")) {
      CompletableFuture<VerticalStatsModel> other =
          CompletableFuture.supplyAsync(
              () -> stats("third", "none").setSessions(all.sessions("bureau")).fit(bureau));
      VerticalStatsModel own =
          stats("own.share", "seven").setSessions(all.sessions("lender")).fit(lender);
      check(own.profile(), other.join().profile());
      int rows = TO - FROM;
      assertThat(own.counts())
          .isEqualTo(other.join().counts())
          .containsEntry(new PartyId("lender"), new TableCounts(2, 0))
          .containsEntry(new PartyId("bureau"), new TableCounts(2, 500 + rows));
      storesWhatCannotScore(own, lender);
    }
  }

  private static void check(TableStatistics lender, TableStatistics bureau) {
    int rows = TO - FROM;
    assertThat(lender.rows()).isEqualTo(rows);
    assertThat(bureau.rows()).isEqualTo(rows);
    ColumnStatistics share = lender.columns().get(0);
    assertThat(share.name()).isEqualTo("own.share");
    assertThat(share.missing()).isZero();
    assertThat(share.mean()).isCloseTo((FROM + TO - 1) / 2.0, within(1e-9));
    // Of n consecutive numbers: sqrt(n (n + 1) / 12) over n - 1.
    assertThat(share.deviation()).isCloseTo(Math.sqrt(rows * (rows + 1) / 12.0), within(1e-6));
    assertThat(share.least()).isEqualTo(FROM);
    assertThat(share.most()).isEqualTo(TO - 1);
    assertThat(share.quantiles().get(0)).isEqualTo(FROM);
    assertThat(share.quantiles().get(1)).isCloseTo(1249.5, within(0.001 * rows + 1));
    assertThat(share.quantiles().get(2)).isEqualTo(TO - 1);
    ColumnStatistics third = bureau.columns().get(0);
    assertThat(third.missing())
        .isEqualTo(IntStream.range(FROM, TO).filter(id -> id % 3 == 0).count());
    assertThat(third.mean())
        .isCloseTo(
            IntStream.range(FROM, TO).filter(id -> id % 3 != 0).average().orElseThrow() * 2,
            within(1e-9));
    ColumnStatistics none = bureau.columns().get(1);
    assertThat(none.missing()).isEqualTo(rows);
    assertThat(none.mean()).isNull();
    assertThat(none.deviation()).isNull();
    assertThat(none.quantiles()).isEmpty();
  }

  private void storesWhatCannotScore(VerticalStatsModel model, Dataset<Row> rows) {
    String path = folder.resolve("stored").toString();
    try {
      model.write().save(path);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    VerticalStatsModel read = VerticalStatsModel.load(path);
    assertThat(read.profile()).isEqualTo(model.profile());
    assertThatThrownBy(() -> read.transform(rows))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("statistics have no scores");
  }
}
