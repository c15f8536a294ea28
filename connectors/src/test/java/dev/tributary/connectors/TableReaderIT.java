package dev.tributary.connectors;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tributary.connectors.cells.MissingMarkers;
import dev.tributary.fl.training.Direction;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
    spark = SparkForTests.session();
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
    assertThat(quoted.rows().columns()).contains("default.payment.next.month");
    assertThat(crlf.rows().count()).isEqualTo(826);
    String last = crlf.features().get(crlf.features().size() - 1);
    assertThat(last).doesNotContain("\r");
    assertThat(crlf.rows().select(last).filter("`" + last + "` is null").count()).isZero();
  }

  @Test
  void keysStayAsTheyAreAndEmptyCellsAreMissing() {
    TableSource source = csv("id,x,y\n007,,3.5\n2,NA,-1e-3\n3, 7 ,NaN\n", Map.of(), "NA");

    List<Row> rows = read(source).rows().collectAsList();

    assertThat(rows.get(0).getString(0)).isEqualTo("007");
    assertThat(rows.get(0).isNullAt(1)).isTrue();
    assertThat(rows.get(1).isNullAt(1)).isTrue();
    assertThat(rows.get(2).getDouble(1)).isEqualTo(7);
    assertThat(rows.get(1).getDouble(2)).isEqualTo(-0.001);
    assertThat(rows.get(2).isNullAt(2)).isTrue();
  }

  @Test
  void markersThatAreNumbersCountInColumnsOfAnyType() {
    SourceTable text = read(csv("id,x\n1,-999.0\n2,-998\n", Map.of(), "-999"));
    String parquet = directory.resolve("numbers").toString();
    spark
        .range(2)
        .selectExpr("id", "int(id) - 999 as whole", "double(id) - 999 as fraction")
        .coalesce(1)
        .write()
        .parquet(parquet);
    SourceTable numbers =
        read(
            new TableSource(
                "parquet",
                parquet,
                List.of("id"),
                null,
                null,
                null,
                null,
                null,
                MissingMarkers.everywhere(List.of("-999")),
                null,
                null));

    assertThat(cell(text, 0, "x")).isNull();
    assertThat(cell(text, 1, "x")).isEqualTo(-998);
    assertThat(cell(numbers, 0, "whole")).isNull();
    assertThat(cell(numbers, 0, "fraction")).isNull();
    assertThat(cell(numbers, 1, "whole")).isEqualTo(-998);
  }

  @Test
  void textOfAnotherEncodingIsRefusedWhereItNamesSomethingAndReadWithItsOption()
      throws IOException {
    Path ids = latin("id,y,x\nM\u00fcl,0,1\nM\u00f6l,1,2\n");
    Path header = latin("id,gr\u00f6\u00dfe\na,1\n");
    Path label = latin("id,y,x\na,m\u00e4\u00dfig,1\nb,gut,2\n");

    assertThatThrownBy(() -> read(TableSource.file("csv", ids.toString(), "id", "y")))
        .hasMessageContaining("column 'id' has 2 cells that hold characters that cannot be read")
        .hasMessageContaining("'M\ufffdl'")
        .hasMessageContaining("data.options: {encoding: ISO-8859-1}");
    assertThatThrownBy(() -> read(TableSource.file("csv", header.toString(), "id", null)))
        .hasMessageContaining("1 of 2 column names have characters that cannot be read")
        .hasMessageContaining("data.options: {encoding: ISO-8859-1}");
    assertThatThrownBy(() -> read(labelled(label, "gut", Map.of())))
        .hasMessageContaining("column 'y' has 1 cells that hold characters that cannot be read");
    assertThat(read(labelled(label, "gut", Map.of("encoding", "ISO-8859-1"))).profile().labels())
        .containsOnlyKeys("m\u00e4\u00dfig", "gut");
  }

  private Path latin(String text) throws IOException {
    return Files.writeString(
        Files.createTempFile(directory, "latin", ".csv"), text, StandardCharsets.ISO_8859_1);
  }

  private static TableSource labelled(Path file, String positive, Map<String, Object> options) {
    return new TableSource(
        "csv",
        file.toString(),
        List.of("id"),
        "y",
        positive,
        null,
        null,
        null,
        null,
        null,
        options);
  }

  @Test
  void brokenLinesOfJsonAreCountedWithAnExample() throws IOException {
    Path broken = directory.resolve("broken.json");
    Files.writeString(broken, "{\"id\": \"1\", \"x\": 1}\n{\"id\": \"2\", \"x\":\n");
    Path array = directory.resolve("array.json");
    Files.writeString(array, "[\n{\"id\": \"1\",\n\"x\": 1}\n]\n");

    assertThatThrownBy(() -> read(TableSource.file("json", broken.toString(), "id", null)))
        .hasMessageContaining("has 1 lines that are no JSON objects, such as '{\"id\": \"2\"");
    assertThatThrownBy(() -> read(TableSource.file("json", array.toString(), "id", null)))
        .hasMessageContaining("multiLine: true");
  }

  @Test
  void idsThatASpreadsheetRoundedCannotBeDeclaredRight() {
    TableSource source = csv("id,x\n2.0240e+07,1\n2,2\n", Map.of("id", "bigint"), "NA");

    assertThatThrownBy(() -> read(source))
        .hasMessageContaining("a spreadsheet has rounded them")
        .hasMessageNotContaining("declare");
  }

  @Test
  void markersOfAColumnCountThereOnly() {
    String text = "id,x,y,z\n1,-1,-1,NA\n2,NA,999,-1\n3,999,NA,999\n";
    MissingMarkers markers =
        new MissingMarkers(
            Map.of("*", List.of("NA"), "x", List.of("-1", "999"), "y", List.of("999")));
    SourceTable table = read(marked(text, markers));

    for (String[] missing :
        new String[][] {{"x", "true", "true", "true"}, {"y", "false", "true", "true"}}) {
      for (int row = 0; row < 3; row++) {
        assertThat(cell(table, row, missing[0]) == null)
            .as("%s in row %d", missing[0], row)
            .isEqualTo(Boolean.valueOf(missing[row + 1]));
      }
    }
    assertThat(cell(table, 0, "y")).isEqualTo(-1);
    assertThat(cell(table, 0, "z")).isNull();
    assertThat(cell(table, 1, "z")).isEqualTo(-1);
    assertThat(cell(table, 2, "z")).isEqualTo(999);
    assertThat(table.profile().column("x").missing()).isEqualTo(3);
    assertThat(table.profile().column("z").least()).isEqualTo(-1);
  }

  @Test
  void wordsOfOtherColumnsAreNoMarkers() {
    MissingMarkers only = new MissingMarkers(Map.of("x", List.of("none")));
    assertThat(cell(read(marked("id,x,y\n1,none,2\n", only)), 0, "x")).isNull();
    assertUser(
        () -> read(marked("id,x,y\n1,2,none\n", only)),
        "column 'y' has 1 cells that are no numbers, such as 'none'");
  }

  @Test
  void markersGoWithColumnsThatAreThere() {
    String text = "id,income,y\n1,2,0\n";
    assertUser(
        () -> read(marked(text, new MissingMarkers(Map.of("incom", List.of("-1"))))),
        "data.missing names the column 'incom', which the data does not have; did you mean"
            + " 'income'?");
    assertUser(
        () -> read(marked(text, new MissingMarkers(Map.of("id", List.of("-1"))))),
        "data.missing must not name the id column 'id'");
  }

  @Test
  void monotoneColumnsAreFeatures() {
    String path = write("a.csv", "id,income,age,y\n1,2,3,0\n").toString();
    TableSource fine = monotone(path, "income", null);
    assertThat(read(fine).source().monotone()).containsOnlyKeys("income");
    assertThat(read(fine.with("y", null, List.of("age"))).features()).containsExactly("age");
    assertUser(
        () -> read(monotone(path, "incom", null)),
        "data.monotone names the column 'incom', which the data does not have; did you mean"
            + " 'income'?");
    for (String other : new String[] {"id", "y", "income"}) {
      assertUser(
          () -> read(monotone(path, other, List.of("age"))),
          "data.monotone names the column '" + other + "', which is no feature");
    }
  }

  private static TableSource monotone(String path, String column, List<String> columns) {
    return new TableSource(
        "csv",
        path,
        List.of("id"),
        "y",
        null,
        null,
        columns,
        null,
        null,
        Map.of(column, Direction.INCREASING),
        null);
  }

  @Test
  void wordsOfALabelAreItsOwn() {
    TableSource words =
        new TableSource(
            "csv",
            write("a.csv", "id,x,y\n1,?,good\n2,3,bad\n3,4,?\n").toString(),
            List.of("id"),
            "y",
            "bad",
            null,
            null,
            null,
            new MissingMarkers(Map.of("y", List.of("?"), "x", List.of("?"))),
            null,
            null);
    SourceTable table = read(words);
    assertThat(table.profile().column("y").missing()).isOne();
    assertThat(cell(table, 1, "y")).isEqualTo(1);
    assertThat(cell(table, 0, "x")).isNull();
  }

  @Test
  void badCellsAreCountedAndNamedByColumnAndRow() {
    TableSource two = csv("id,x,town\n1,2,0\n7,3x,0\n8,3y,0\n", Map.of(), "NA");
    assertUser(
        () -> read(two),
        "column 'x' has 2 cells that are no numbers, such as '3x' in the row with id 7");
    for (String word : new String[] {"1d", "40F", "0x1p3", "abc", "1;5"}) {
      TableSource source = csv("id,x\n1," + word + "\n", Map.of(), "NA");
      assertUser(() -> read(source), "such as '" + word + "' in the row with id 1");
    }
    assertThat(cell(read(csv("id,x\n1,-inf\n", Map.of(), "NA")), 0, "x"))
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void columnsOfCategoriesAreCalledSoWithWhatToDoNow() {
    String now =
        "categorical columns are coming, until then write a number for each category or a column of"
            + " 0 and 1 for each, or leave the column out with data.exclude";
    String towns = "id,town\n1,Rome\n2,Oslo\n3,\n4,Rome\n5,7\n";
    assertUser(
        () -> read(csv(towns, Map.of(), "NA")),
        "column 'town' has 3 cells that are no numbers, such as 'Oslo' in the row with id 2: "
            + now
            + "; what stands for a missing value is named in data.missing");
    assertUser(
        () -> read(csv(towns, Map.of("town", "string"), "NA")),
        "column 'town' is declared as string, where a number is needed: " + now);
    String dates = "id,since\n1,2024-02-29\n2,2023-01-31\n";
    assertUser(
        () -> read(csv(dates, Map.of(), "NA")),
        "they look like dates: write a number in the source, such as the days up to a fixed day, or"
            + " leave the column out with data.exclude; what stands");
    String typo = "id,town\n1,1\n2,Oslo\n3,3\n";
    assertUser(() -> read(csv(typo, Map.of(), "NA")), "with id 2: correct them, name what stands");
  }

  /** One run tells all that are to be excluded or written as numbers. */
  @Test
  void allColumnsWithSuchCellsAreNamedAtOnce() {
    assertUser(
        () -> read(csv("id,town,x,kind\n1,Rome,1,A\n2,Oslo,2,B\n", Map.of(), "NA")),
        "is named in data.missing. Cells that are not what they should be are in 1 more: kind");
    String names = IntStream.range(0, 13).mapToObj(c -> "c" + c).collect(joining(","));
    String words = IntStream.range(0, 13).mapToObj(c -> "w").collect(joining(","));
    assertUser(
        () -> read(csv("id,x," + names + "\n1,2," + words + "\n", Map.of(), "NA")),
        "are in 12 more: c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, ...");
  }

  @Test
  void declaredTypesAreReadAsStrictly() {
    String table = "id,x,flag\n07,3,true\n";
    SourceTable typed = read(csv(table, Map.of("id", "int", "x", "long", "flag", "boolean"), "-"));

    assertThat(typed.rows().first().getInt(0)).isEqualTo(7);
    assertThat(cell(typed, 0, "x")).isEqualTo(3);
    assertThat(cell(typed, 0, "flag")).isEqualTo(1);
    assertThat(typed.truths()).containsExactly("flag");
    TableSource flag = csv(table.replace("true", "tru"), Map.of("flag", "boolean"), "-");
    assertUser(() -> read(flag), "column 'flag' has 1 cells that are no boolean, such as 'tru'");
    TableSource number = csv(table.replace("3", "3k"), Map.of("x", "int", "flag", "boolean"), "-");
    assertUser(() -> read(number), "column 'x' has 1 cells that are no int, such as '3k'");
    TableSource date = csv(table, Map.of("flag", "date"), "-");
    assertUser(() -> read(date), "column 'flag' is of type date, where a number is needed");
    TableSource nonsense = csv(table, Map.of("x", "nonsense"), "-");
    assertUser(() -> read(nonsense), "data.types.x must be a Spark SQL type");
    TableSource unknown = csv(table, Map.of("xx", "int"), "-");
    assertUser(() -> read(unknown), "data.types names the column 'xx'");
  }

  @Test
  void rowsThatDoNotFitTheHeaderAreRefusedWhateverIsUsed() {
    TableSource source = csv("id,x,z\n1,2,3\n7,1\n", Map.of(), "NA");
    assertUser(() -> read(source), "a.csv cannot be read as csv");
    assertUser(() -> read(source.with(null, null, List.of("x"))), "7,1");
    TableSource longer = csv("id,x\n1,2\n7,1,2,3\n", Map.of(), "NA");
    assertUser(() -> read(longer), "7,1,2,3");
    assertUser(
        () -> read(longer.with(null, null, List.of())).look(rows -> rows.count()), "7,1,2,3");
  }

  @Test
  void otherFormatsAndColumnsThatStandTwiceAreRefused() {
    Path file = write("b.parquet", "id,x\n");
    assertUser(
        () -> read(TableSource.file("parquet", file.toString(), "id", null)),
        "b.parquet cannot be read as parquet");
    assertUser(
        () -> read(TableSource.file("nonsense", file.toString(), "id", null)),
        "cannot be read as nonsense");
    TableSource table = csv("id,x,y,tributary_row\n1,1,1,1\n", Map.of(), "NA");
    assertUser(() -> read(table), "column 'tributary_row' has a name that the run needs itself");
    assertUser(
        () -> read(table.with("y", null, List.of("x", "y"))),
        "data.columns must not name the id, label, weight or offset column 'y'");
    assertUser(
        () -> read(table.with("y", null, List.of("x", "x"))),
        "data.columns must not name the column 'x' again");
    assertUser(
        () -> read(table.with("id", null, List.of())),
        "data.label must not name the column 'id' again");
  }

  @Test
  void missingFilesAndColumnsNameTheNearest() {
    Path file = write("lender.csv", "id,income,age\n1,2,3\n");

    assertUser(() -> read(directory.resolve("lendr.csv"), "id", null), "lendr.csv does not exist");
    assertUser(() -> read(directory.resolve("lendr.csv"), "id", null), "did you mean 'lender.csv'");
    assertUser(
        () -> read(file, "ID", null),
        "data.id names the column 'ID', which the data does not have; did you mean 'id'?");
    assertUser(
        () -> read(write("spaced.csv", "a, id\n1,2\n"), "id", null),
        "data.id names the column 'id', which the data does not have; did you mean ' id'?");
    assertUser(
        () -> read(file, "id", "lable"),
        "data.label names the column 'lable', which the data does not have; it has: id, income");
    assertUser(
        () ->
            read(
                TableSource.file("csv", file.toString(), "id", null)
                    .with(null, null, List.of("incom"))),
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
              null,
              List.of("INCOME"),
              null,
              null,
              null,
              Map.of("url", url, "dbtable", "people", "driver", "org.h2.Driver"));

      SourceTable table = read(source);
      String people = directory.resolve("people").toString();
      table.rows().write().parquet(people);
      SourceTable again = read(TableSource.file("parquet", people, "ID", null));

      assertThat(table.features()).containsExactly("INCOME");
      assertThat(again.rows().count()).isEqualTo(2);
      assertThat(again.rows().columns()).containsExactly("ID", "INCOME");
    }
  }

  private static void assertUser(Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(message)
        .extracting(e -> ((FederationException) e).code())
        .isEqualTo(ErrorCode.USER);
  }

  @Test
  void otherColumnsOfATableAreReadWithoutOpeningItAgain() {
    TableSource source =
        TableSource.file("csv", write("twice.csv", "id,x\n1,2\n").toString(), "id", null);
    TableReader reader = new TableReader(spark, source);
    assertThat(reader.using(null, null, List.of("x")).read().features()).containsExactly("x");

    write("twice.csv", "id,y\n1,2\n");
    assertUser(
        () -> reader.using(null, null, List.of("y")).read(),
        "names the column 'y', which the data does not have");
  }

  private static SourceTable read(Path file, String id, String label) {
    return read(TableSource.file("csv", file.toString(), id, label));
  }

  private static SourceTable read(TableSource source) {
    return new TableReader(spark, source).read();
  }

  private TableSource csv(String text, Map<String, String> types, String marker) {
    String path = write("a.csv", text).toString();
    return new TableSource(
        "csv",
        path,
        List.of("id"),
        null,
        null,
        null,
        null,
        types,
        MissingMarkers.everywhere(List.of(marker)),
        null,
        null);
  }

  private TableSource marked(String text, MissingMarkers markers) {
    String path = write("a.csv", text).toString();
    return new TableSource(
        "csv", path, List.of("id"), null, null, null, null, null, markers, null, null);
  }

  private static Double cell(SourceTable table, int row, String column) {
    return table.rows().collectAsList().get(row).getAs(column);
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
