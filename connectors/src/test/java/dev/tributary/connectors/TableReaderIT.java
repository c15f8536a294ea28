package dev.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TableReaderIT {
  private static SparkSession spark;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
  }

  @Test
  void readsCompressedCsvWithTypesOfUse() {
    SourceTable table = read(shared("default_credit_hetero_guest.csv.gz"), "id", "y");

    assertThat(table.features()).hasSize(13).startsWith("x0").doesNotContain("id", "y");
    assertThat(table.rows().count()).isEqualTo(30_000);
    assertThat(table.rows().schema().apply("id").dataType().simpleString()).isEqualTo("string");
    assertThat(table.rows().schema().apply("x3").dataType().simpleString()).isEqualTo("double");
    assertThat(table.rows().agg(Map.of("y", "sum")).first().getDouble(0)).isEqualTo(6636);
  }

  @Test
  void readsQuotedHeadersAndCarriageReturns() {
    SourceTable quoted = read(shared("UCI_Credit_Card.csv"), "ID", "default.payment.next.month");
    SourceTable crlf = read(shared("unified_dataset_noniid_1_1000.csv"), "id", "target");

    assertThat(quoted.features()).hasSize(23).contains("LIMIT_BAL");
    assertThat(quoted.rows().schema().apply(1).name()).isEqualTo("default.payment.next.month");
    assertThat(crlf.rows().count()).isEqualTo(826);
    String last = crlf.features().get(crlf.features().size() - 1);
    assertThat(last).doesNotContain("\r");
    assertThat(crlf.rows().select(last).filter("`" + last + "` is null").count()).isZero();
  }

  @Test
  void emptyCellsAndMarkersAreMissing() throws Exception {
    Path file = write("a.csv", "id,x,y\n1,,3.5\n2,NA,-1e-3\n3, 7 ,NaN\n");
    TableSource source =
        new TableSource(
            "csv", file.toString(), List.of("id"), null, null, null, null, List.of("NA"), null);

    List<Row> rows = new TableReader(spark, source).read().rows().collectAsList();

    assertThat(rows.get(0).isNullAt(1)).isTrue();
    assertThat(rows.get(1).isNullAt(1)).isTrue();
    assertThat(rows.get(2).getDouble(1)).isEqualTo(7);
    assertThat(rows.get(1).getDouble(2)).isEqualTo(-0.001);
    assertThat(rows.get(2).isNullAt(2)).isTrue();
  }

  @Test
  void badCellsAreNamedByColumnAndRow() throws Exception {
    Path file = write("b.csv", "id,x,town\n1,2,Ulm\n7,3x,Bonn\n");

    assertThatThrownBy(() -> read(file, "id", null).rows().select("x").collectAsList())
        .rootCause()
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("column 'x' holds '3x' in the row with id 7");
    for (String word : new String[] {"1d", "0x1p3", "abc", "1,5"}) {
      assertThatThrownBy(() -> new CellParser("c", java.util.Set.of()).call(word, "1"))
          .isInstanceOf(FederationException.class);
    }
  }

  @Test
  void missingFilesAndColumnsNameTheNearest() throws Exception {
    Path file = write("lender.csv", "id,income,age\n1,2,3\n");

    assertUser(() -> read(directory.resolve("lendr.csv"), "id", null), "did you mean 'lender.csv'");
    assertUser(() -> read(file, "ID", null), "no column 'ID' (data.id); did you mean 'id'?");
    assertUser(() -> read(file, "id", "lable"), "no column 'lable' (data.label)");
    assertUser(
        () ->
            new TableReader(
                    spark,
                    new TableSource(
                        "csv",
                        file.toString(),
                        List.of("id"),
                        null,
                        null,
                        List.of("incom"),
                        null,
                        null,
                        null))
                .read(),
        "did you mean 'income'");
  }

  @Test
  void readsJdbcAndParquet() throws Exception {
    String url = "jdbc:h2:mem:lender;DB_CLOSE_DELAY=-1";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table people (id varchar(9), income decimal(9, 2), active boolean)");
      statement.execute("insert into people values ('a', 12.50, true), ('b', null, false)");
      TableSource source =
          new TableSource(
              "jdbc",
              null,
              List.of("ID"),
              null,
              null,
              List.of("INCOME"),
              null,
              null,
              Map.of("url", url, "dbtable", "people", "driver", "org.h2.Driver"));

      SourceTable table = new TableReader(spark, source).read();
      new ResultSink(directory.toString(), spark.sparkContext().hadoopConfiguration())
          .writeTable("people", table.rows());
      SourceTable again =
          new TableReader(
                  spark,
                  TableSource.file("parquet", directory.resolve("people").toString(), "ID", null))
              .read();

      assertThat(table.features()).containsExactly("INCOME");
      assertThat(again.rows().count()).isEqualTo(2);
      assertThat(again.rows().columns()).containsExactly("ID", "INCOME");
    }
  }

  @Test
  void sinksReplaceTextAndRefuseToReplaceModels() throws Exception {
    ResultSink sink =
        new ResultSink(directory.toString(), spark.sparkContext().hadoopConfiguration());
    sink.writeText("metrics.json", "{}");
    sink.writeText("metrics.json", "{\"a\": 1}");
    sink.writeDirectory("model", Map.of("label.json", new byte[] {1, 2}));

    assertThat(new String(sink.read("metrics.json"), StandardCharsets.UTF_8)).contains("\"a\"");
    assertThat(sink.read("model/label.json")).containsExactly(1, 2);
    assertUser(() -> sink.writeDirectory("model", Map.of()), "never overwritten");
    assertUser(() -> sink.read("absent"), "there is no file");
  }

  private static void assertUser(Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(message)
        .extracting(e -> ((FederationException) e).code())
        .isEqualTo(ErrorCode.USER);
  }

  private static SourceTable read(Path file, String id, String label) {
    return new TableReader(spark, TableSource.file("csv", file.toString(), id, label)).read();
  }

  private Path write(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text);
  }

  private static Path shared(String name) {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path file = up.resolveSibling("shared").resolve("data").resolve(name);
      if (Files.exists(file)) {
        return file;
      }
    }
    assumeThat(false).as("shared data file " + name + " is absent").isTrue();
    throw new IllegalStateException();
  }
}
