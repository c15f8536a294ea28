package dev.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as people really have them: what is wrong is said in one line with the column's name. */
final class FilesIT {
  private final SparkSession spark = SparkForTests.session();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "',id,x'      | column 1 of a.csv has no name in the header (the index of a pandas frame?",
        "'id,x,'      | column 3 of a.csv has no name in the header: name it",
        "'id,  ,x'    | column 2 of a.csv has no name in the header: name it",
        "'id,x,x'     | a.csv has two columns named 'x': rename one",
        "'id,l0,L0'   | columns 'l0' and 'L0' of a.csv differ only in case, which Spark does not tell apart",
        "'id;x;y'     | a.csv has one column, 'id;x;y': its separator is not ','; set data.options",
        "'id\tx\ty'   | a.csv has one column",
      })
  void headersThatTellColumnsApartBadlyAreRefused(String header, String message)
      throws IOException {
    Path file = text("a.csv", header + "\n" + header.replaceAll("[A-Za-z0-9]+", "1") + "\n");
    assertUser(() -> csv(file), message);
  }

  @Test
  void linesBeforeTheHeaderAreNamed() throws IOException {
    assertUser(
        () -> csv(text("a.csv", "# of 2026\nid,x\n1,2\n")),
        "a.csv begins with '# of 2026' instead of a header",
        "{comment: \"#\"}");
    assertThat(
            read("csv", text("b.csv", "# of 2026\nid,x\n1,2\n"), Map.of("comment", "#"))
                .rows()
                .count())
        .isOne();
    assertUser(
        () -> csv(text("c.csv", "sep=;\nid;x\n1;2\n")),
        "c.csv begins with 'sep=;', which only a spreadsheet reads");
  }

  /** Rows that do not fit, and zeros in front of ids, must not go without a word. */
  @Test
  void optionsThatLoseRowsOrDigitsAreRefused() throws IOException {
    Path file = text("a.csv", "id,x\n007,1\n008\n");
    for (String mode : List.of("DROPMALFORMED", "permissive")) {
      assertUser(
          () -> read("csv", file, Map.of("MODE", mode)),
          "data.options must not have mode: " + mode + ", which drops or empties rows");
      assertUser(() -> read("json", file, Map.of("mode", mode)), "data.options must not have mode");
    }
    assertUser(
        () -> read("csv", file, Map.of("inferSchema", true)),
        "data.options must not have inferSchema: true, which takes zeros in front from ids");
    Path fine = text("b.csv", "id,x\n007,1\n");
    Map<String, Object> options =
        Map.of(
            "mode",
            "FailFast",
            "inferSchema",
            false,
            "samplingRatio",
            1.0,
            "ignoreCorruptFiles",
            false);
    assertThat(read("csv", fine, options).rows().first().getString(0)).isEqualTo("007");
  }

  @Test
  void optionsThatLoseFilesOrCellsAreRefusedInEveryFormat() throws IOException {
    Path file = text("a.csv", "id,x\n007,1\n");
    for (String format : List.of("csv", "json", "parquet", "orc", "delta", "table")) {
      assertUser(
          () -> read(format, file, Map.of("ignorecorruptfiles", true)),
          "data.options.ignoreCorruptFiles",
          " must not be true, which leaves out the rows of files that cannot be read:");
      assertUser(
          () -> read(format, file, Map.of("ignoreMissingFiles", "TRUE")),
          "data.options.ignoreMissingFiles",
          " must not be true, which leaves out the rows of files that go while they are read:");
      for (Object ratio : new Object[] {0.5, "half"}) {
        assertUser(
            () -> read(format, file, Map.of("samplingRatio", ratio)),
            "data.options must not have samplingRatio: " + ratio + ", which takes types from a");
      }
    }
  }

  /** A cluster's own defaults may have them. */
  @Test
  void propertiesOfSparkThatLoseFilesAreRefusedUnlessAnOptionSaysOtherwise() throws IOException {
    Path file = text("a.csv", "id,x\n007,1\n");
    for (String option : List.of("ignoreCorruptFiles", "ignoreMissingFiles")) {
      String property = "spark.sql.files." + option;
      spark.conf().set(property, true);
      try {
        assertUser(() -> csv(file), property + " of spark.conf must not be true");
        assertThat(read("csv", file, Map.of(option, false)).profile().rows()).isOne();
      } finally {
        spark.conf().unset(property);
      }
    }
  }

  /** What a sample of the rows makes a number, a cell of the others may not be. */
  @Test
  void allRowsOfJsonSayWhatAColumnIs() throws IOException {
    String number = "{\"id\": \"1\", \"x\": 1}\n";
    Path file = text("a.json", number.repeat(99) + "{\"id\": \"2\", \"x\": \"3k\"}\n");
    assertUser(() -> read("json", file, Map.of()), "such as '3k' in the row with id 2");
  }

  @Test
  void quotesThatAreDoubledAreReadWithTheOptionThatTheErrorNames() throws IOException {
    Path file = text("a.csv", "id,x,note\n1,2,\"a \"\"b\"\", c\"\n");
    assertUser(() -> csv(file), "and if they hold quotes that are doubled, {escape: '\"'}");
    assertUser(
        () -> read("csv", file, Map.of("escape", "\"")),
        "column 'note' has 1 cells that are no numbers, such as 'a \"b\", c'");
  }

  @Test
  void aSeparatorThatIsNamedIsUsed() throws IOException {
    Path file = text("a.csv", "id;x\n1;2,5\n2;3\n");
    assertUser(
        () -> read("csv", file, Map.of("sep", ";")),
        "column 'x' has 1 cells that are no numbers, such as '2,5' in the row with id 1");
    Files.writeString(file, "id\tx\n1\t2.5\n");
    assertThat(read("csv", file, Map.of("sep", "\\t")).rows().first().getDouble(1)).isEqualTo(2.5);
  }

  @Test
  void namesThatDifferInCaseAreToldApartWhereSparkDoes() throws IOException {
    Path file = text("a.csv", "id,l0,L0\n1,2,3\n");
    spark.conf().set("spark.sql.caseSensitive", true);
    try {
      SourceTable table = csv(file);
      assertThat(table.features()).containsExactly("l0", "L0");
      assertThat(table.rows().first().getDouble(2)).isEqualTo(3);
    } finally {
      spark.conf().unset("spark.sql.caseSensitive");
    }
  }

  @Test
  void namesOfParquetColumnsThatDifferInCaseAreNamed() {
    spark.conf().set("spark.sql.caseSensitive", true);
    Path path = folder.resolve("case.parquet");
    try {
      spark.sql("select 1 as id, 2 as l0, 3 as L0").write().parquet(path.toString());
    } finally {
      spark.conf().unset("spark.sql.caseSensitive");
    }
    assertUser(() -> read("parquet", path, Map.of()), "columns 'l0' and 'L0' of data at ");
  }

  @Test
  void byteOrderMarksDoNotBelongToTheFirstName() throws IOException {
    Path file = text("a.csv", "\ufeffid,x\n1,2\n");
    assertThat(csv(file).rows().columns()).containsExactly("id", "x");
    Path wide = folder.resolve("wide.csv");
    Files.write(wide, "\ufeffid,x\n1,2\n".getBytes(StandardCharsets.UTF_16LE));
    assertUser(() -> csv(wide), "wide.csv is not csv but text in UTF-16: write it in UTF-8");
  }

  @Test
  void filesAndFoldersWithoutDataAreNamed() throws IOException {
    assertUser(() -> csv(text("a.csv", "")), "a.csv holds no byte");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertUser(() -> csv(empty), "empty is a folder without data files");
    assertUser(() -> read("parquet", empty, Map.of()), "empty is a folder without data files");
    Files.writeString(empty.resolve("_SUCCESS"), "");
    assertUser(() -> read("parquet", empty, Map.of()), "empty is a folder without data files");
    Files.writeString(empty.resolve("part-0.csv"), "");
    assertUser(() -> csv(empty), "empty holds no byte");
  }

  @Test
  void aTableWithALogIsNotReadFileByFile() throws IOException {
    Path table = folder.resolve("table");
    spark.sql("select 1 as id, 2 as x").coalesce(1).write().parquet(table.toString());
    assertThat(read("parquet", table, Map.of()).rows().count()).isOne();

    Path log = Files.createDirectory(table.resolve("_delta_log"));
    assertUser(
        () -> read("parquet", table, Map.of()),
        "table is a delta table (it has _delta_log), of whose files some may be in it no more:"
            + " set data.format: delta");
    Files.delete(log);
    Path hint = Files.createDirectory(table.resolve("metadata")).resolve("version-hint.text");
    Files.writeString(hint, "1");
    assertUser(() -> read("parquet", table, Map.of()), "set data.format: iceberg");
  }

  /** Whoever names the files of a table, or a folder of it, names no table. */
  @Test
  void filesAndFoldersWithinATableWithALogAreNotReadEither() throws IOException {
    Path delta = folder.resolve("delta");
    append(delta.resolve("month=202401"), "select 1 as id, 2 as x");
    Files.createDirectory(delta.resolve("_delta_log"));
    for (String inner : List.of("month=202401", "month=202401/*.parquet", "*")) {
      assertUser(
          () -> read("parquet", delta.resolve(inner), Map.of()),
          "lies in " + delta + ", a delta table (it has _delta_log)",
          "of whose files some may be in it no more: set data.format: delta and that folder as"
              + " data.path");
    }
    Path iceberg = folder.resolve("iceberg");
    append(iceberg.resolve("data"), "select 1 as id, 2 as x");
    Path metadata = Files.createDirectory(iceberg.resolve("metadata"));
    assertThat(read("parquet", iceberg.resolve("data"), Map.of()).rows().count()).isOne();
    Files.writeString(metadata.resolve("00001-ab.metadata.json"), "{}");
    assertUser(
        () -> read("parquet", iceberg.resolve("data"), Map.of()),
        "(it has metadata/00001-ab.metadata.json)",
        "set data.format: iceberg");
    assertUser(() -> read("parquet", iceberg, Map.of()), "set data.format: iceberg");
    Path hudi = folder.resolve("hudi");
    append(hudi, "select 1 as id, 2 as x");
    Files.writeString(
        Files.createDirectory(hudi.resolve(".hoodie")).resolve("hoodie.properties"), "");
    assertUser(() -> read("parquet", hudi, Map.of()), "set data.format: hudi");
  }

  @Test
  void filesInSubfoldersAreNotLeftOut() throws IOException {
    Path months = Files.createDirectory(folder.resolve("months"));
    Path last = Files.createDirectories(months.resolve("2023/12"));
    Files.writeString(last.resolve("b.csv"), "id,x\n2,3\n");
    assertUser(() -> csv(months), "months has 1 files in subfolders", "2023/12/b.csv");
    Files.writeString(months.resolve("a.csv"), "id,x\n1,2\n");
    assertUser(
        () -> csv(months),
        "months has 1 files in subfolders, or beside folders such as month=1, that would not be"
            + " read, such as "
            + last.resolve("b.csv")
            + ": name the folder that has the table, or"
            + " set data.options: {recursiveFileLookup: true}");
    assertThat(read("csv", months, Map.of("recursiveFileLookup", true)).profile().rows())
        .isEqualTo(2);
    assertThat(csv(last).profile().rows()).isOne();

    Files.move(last.resolve("b.csv"), last.resolve("_b.csv"));
    assertThat(csv(months).profile().rows()).isOne();
    Files.writeString(last.resolve("b.txt"), "no table");
    assertUser(() -> csv(months), "has 1 files in subfolders");
    assertThat(read("csv", months, Map.of("pathGlobFilter", "*.csv")).profile().rows()).isOne();
  }

  @Test
  void filesBesideFoldersThatNameAColumnAreNotLeftOut() {
    Path cut = folder.resolve("cut");
    append(cut.resolve("month=1"), "select 1 as id, 2 as x");
    append(cut.resolve("month=2"), "select 2 as id, 2 as x");
    assertThat(read("parquet", cut, Map.of()).features()).containsExactly("x", "month");
    append(cut.resolve("more"), "select 3 as id, 2 as x");
    assertUser(
        () -> read("parquet", cut, Map.of()),
        "cut has folders that are cut in different ways: name the one that has the table",
        "cut/more)");
    Path beside = folder.resolve("beside");
    append(beside, "select 1 as id, 2 as x");
    append(beside.resolve("month=2"), "select 2 as id, 2 as x");
    assertUser(() -> read("parquet", beside, Map.of()), "has 1 files in subfolders, or beside");
    Path parts = folder.resolve("parts.orc");
    append("orc", parts.resolve("one"), "select 1 as id, 2 as x");
    append("orc", parts.resolve("two"), "select 2 as id, 2 as x");
    assertUser(() -> read("orc", parts, Map.of()), "has 2 files in subfolders");
    assertThat(read("orc", parts.resolve("*"), Map.of()).profile().rows()).isEqualTo(2);
  }

  /** Spark looks at one file; where there are very many, at all of them before. */
  @Test
  void theOneOfVeryManyFilesThatLacksAColumnIsFound() throws IOException {
    Path many = folder.resolve("many");
    spark
        .range(1)
        .selectExpr("id", "id as x", "id as y")
        .coalesce(1)
        .write()
        .parquet(many.toString());
    Path one;
    try (Stream<Path> written = Files.list(many)) {
      one = written.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    for (int f = 0; f < 401; f++) {
      Files.copy(one, many.resolve("b%03d.parquet".formatted(f)));
    }
    Path less = folder.resolve("less");
    spark.range(1).selectExpr("id", "id as x").coalesce(1).write().parquet(less.toString());
    try (Stream<Path> written = Files.list(less)) {
      one = written.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    assertThat(read("parquet", many, Map.of()).profile().rows()).isEqualTo(402);
    Files.copy(one, many.resolve("b399a.parquet"));
    assertUser(
        () -> read("parquet", many, Map.of()),
        "b399a.parquet are files of different tables: only ",
        " has y; write them alike, or set");
    Files.writeString(many.resolve("b399a.parquet"), "nothing");
    assertUser(() -> read("parquet", many, Map.of()), "b399a.parquet cannot be read as parquet");
  }

  @Test
  void compressedFilesHaveTheNamesBySparkOpensThem() throws IOException {
    byte[] gzip = gzip("id,x\n1,2\n");
    for (String name : List.of("t.csv.gz", "LENDER.CSV.gz")) {
      Path file = Files.write(folder.resolve(name), gzip);
      assertThat(csv(file).profile().rows()).isOne();
    }
    Path large = Files.write(folder.resolve("LENDER.CSV.GZ"), gzip);
    assertUser(
        () -> csv(large), "is not csv but compressed: give it a name that ends in .gz, in small");
    Path xz =
        Files.write(folder.resolve("t.csv.xz"), new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0});
    assertUser(() -> csv(xz), "is not csv but compressed with xz, which Spark does not read");
    byte[] zstd = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0};
    Path named = Files.write(folder.resolve("t.zstd"), zstd);
    assertUser(() -> csv(named), "give it a name that ends in .zst, in small letters");
    Path bzip2 = Files.writeString(folder.resolve("t.csv"), "BZh91AY&SY");
    assertUser(() -> csv(bzip2), "give it a name that ends in .bz2, in small letters");
    Path library = Files.write(folder.resolve("lender.csv.zst"), zstd);
    assertUser(
        () -> csv(library),
        "lender.csv.zst cannot be opened: ",
        "write it uncompressed or with gzip");
    assertUser(
        () -> read("csv", text("b.csv", "id,x\n"), Map.of("encoding", "no such")),
        "b.csv cannot be opened: ");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void formatsAreTheSameInAnyCase() throws IOException {
    Path file = text("a.csv", "id;x\n007;2\n");
    assertUser(() -> read("CSV", file, Map.of()), "its separator is not ','");
    assertThat(read("Csv ", file, Map.of("sep", ";")).rows().first().getString(0)).isEqualTo("007");
    assertUser(() -> read("Parquet", file, Map.of()), "a.csv cannot be read as parquet");
  }

  @ParameterizedTest
  @CsvSource({
    "org.apache.spark.sql.execution.datasources.csv.CSVFileFormat,csv",
    "com.databricks.spark.csv,csv",
    "org.apache.spark.sql.json,json",
    "org.apache.spark.sql.execution.datasources.v2.parquet.ParquetDataSourceV2,parquet",
    "org.apache.spark.sql.execution.datasources.orc.OrcFileFormat,orc",
  })
  void otherNamesOfSparksReadersAreRefused(String format, String word) throws IOException {
    Path file = text("a.csv", "id,x\n007,2\n");
    assertUser(
        () -> read(format, file, Map.of()),
        "data.format " + format + " is another name of " + word,
        "under which its files are not checked: set data.format: " + word);
  }

  @Test
  void optionsThatDoNothingForATableOfTheCatalogAreNamed() {
    spark.sql("select 1 as id, 2 as x").createOrReplaceTempView("optional");
    assertThat(read("table", Path.of("optional"), Map.of()).profile().rows()).isOne();
    for (String format : List.of("table", "HIVE")) {
      assertUser(
          () -> read(format, Path.of("optional"), Map.of("header", true, "sep", ";")),
          "data.options has header, sep, which does nothing for a "
              + format.toLowerCase(Locale.ROOT),
          "leave it out");
    }
  }

  @Test
  void quotesThatAreDoubledInIdsAndLabelsAreRefusedWithTheOption() throws IOException {
    Path ids = text("a.csv", "id,y,x\n\"ACME \"\"X\"\" LLC\",0,1\nB,1,2\n");
    assertUser(
        () -> csv(ids),
        "column 'id' has 1 cells that hold doubled quotes, such as '",
        "set data.options: {escape: '\"'}, which reads them as single ones");
    assertThat(read("csv", ids, Map.of("escape", "\"")).rows().first().getString(0))
        .isEqualTo("ACME \"X\" LLC");
    Path labels = text("b.csv", "id,y,x\n1,\"a \"\"b\"\" c\",1\n2,no,2\n");
    assertUser(
        () -> labelled(labels, "no", Map.of()),
        "column 'y' has 1 cells that hold doubled quotes",
        "{escape: '\"'}");
    assertThat(labelled(labels, "a \"b\" c", Map.of("escape", "\"")).profile().column("y").mean())
        .isEqualTo(0.5);
  }

  private SourceTable labelled(Path file, String positive, Map<String, Object> options) {
    TableSource source =
        new TableSource(
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
    return new TableReader(spark, source).read();
  }

  @Test
  void filesOfAnotherFormatAreNamed() throws IOException {
    Path parquet = folder.resolve("t.parquet");
    spark.sql("select 1 as id, 2 as x").coalesce(1).write().parquet(parquet.toString());
    assertUser(() -> csv(parquet), "is not csv but a Parquet file: set data.format: parquet");
    Path zip = folder.resolve("t.xlsx");
    Files.write(zip, new byte[] {'P', 'K', 3, 4, 0});
    assertUser(() -> csv(zip), "is not csv but a zip archive, as spreadsheets are");
    Path gzip = folder.resolve("t.csv");
    Files.write(gzip, new byte[] {0x1f, (byte) 0x8b, 8, 0});
    assertUser(() -> csv(gzip), "is not csv but compressed: give it a name that ends in .gz");
  }

  @Test
  void foldersOfDifferentCsvFilesAreRefused() throws IOException {
    Path parts = Files.createDirectory(folder.resolve("parts"));
    Files.writeString(parts.resolve("a.csv"), "id,x,y\n1,2,3\n");
    Files.writeString(parts.resolve("b.csv"), "id,x,z\n2,2,3\n");
    assertUser(
        () -> csv(parts),
        "a.csv and b.csv are files of different tables: only a.csv has y, only b.csv has z");
    Files.writeString(parts.resolve("b.csv"), "id,y,x\n2,2,3\n");
    assertUser(() -> csv(parts), "their columns stand in another order");
    Files.writeString(parts.resolve("b.csv"), "\"id\",x,y\n2,2,3\n");
    assertThat(csv(parts).profile().rows()).isEqualTo(2);
  }

  @Test
  void foldersOfDifferentParquetFilesAreRefused() {
    Path parts = folder.resolve("parts");
    append(parts, "select 1 as id, 2 as x");
    append(parts, "select 2 as id, 2.5D as x");
    assertUser(
        () -> read("parquet", parts, Map.of()), "column 'x' is ", "write all files with one");
    Path others = folder.resolve("others");
    append(others, "select 1 as id, 2 as x, 3 as y");
    append(others, "select 2 as id, 2 as x");
    assertUser(
        () -> read("parquet", others, Map.of()),
        "are files of different tables: only ",
        " has y; write them alike, or set data.options: {mergeSchema: true}");
    assertThat(
            read("parquet", others, Map.of("mergeSchema", "true")).profile().column("y").missing())
        .isOne();
  }

  private void append(Path path, String select) {
    append("parquet", path, select);
  }

  private void append(String format, Path path, String select) {
    spark.sql(select).coalesce(1).write().mode("append").format(format).save(path.toString());
  }

  @Test
  void foldersOfDifferentOrcFilesAreRefused() {
    Path parts = folder.resolve("parts");
    append("orc", parts, "select 1 as id, 2 as x");
    append("orc", parts, "select 2 as id, 5000000000L as x");
    assertUser(
        () -> read("orc", parts, Map.of()), "column 'x' is ", "bigint", "write all files with one");
    Path others = folder.resolve("others");
    append("orc", others, "select 1 as id, 2 as x, 3 as y");
    append("orc", others, "select 2 as id, 2 as x");
    assertUser(
        () -> read("orc", others, Map.of()), "are files of different tables: only ", " has y;");
    assertThat(read("orc", others, Map.of("mergeSchema", "true")).profile().column("y").missing())
        .isOne();
    Path alike = folder.resolve("alike");
    append("orc", alike, "select 1 as id, 2 as x");
    append("orc", alike, "select 3 as x, 2 as id");
    assertThat(read("orc", alike, Map.of()).profile().column("x").mean()).isEqualTo(2.5);
  }

  @Test
  void aBrokenOrcFileOfAFolderIsNamed() throws IOException {
    Path parts = folder.resolve("parts");
    append("orc", parts, "select 1 as id, 2 as x");
    Files.writeString(parts.resolve("zz.orc"), "ORC, or so it says");
    assertUser(() -> read("orc", parts, Map.of()), "zz.orc cannot be read as orc: ");
  }

  @Test
  void halfPrecisionNumbersAreNamed() throws IOException {
    assertUser(
        () -> read("parquet", scores("fixed_len_byte_array(2) score", 2), Map.of()),
        "column 'score' holds half-precision numbers (FLOAT16), which Spark cannot read: write it as"
            + " float32");
  }

  @Test
  void decimalsOfMoreDigitsThanSparkReadsAreNamed() throws IOException {
    assertUser(
        () ->
            read("parquet", scores("fixed_len_byte_array(32) score (DECIMAL(60,2))", 32), Map.of()),
        "column 'score' holds decimals of 60 digits, of which Spark reads 38 at most");
  }

  /** A file of one row: an id and a score of so many bytes. */
  private Path scores(String type, int bytes) throws IOException {
    Path file = folder.resolve("scores.parquet");
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message t { required int64 id; required " + type + "; }");
    try (ParquetWriter<Group> out =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withType(schema)
            .withConf(new Configuration())
            .build()) {
      out.write(
          new SimpleGroupFactory(schema)
              .newGroup()
              .append("id", 1L)
              .append("score", Binary.fromConstantByteArray(new byte[bytes])));
    }
    return file;
  }

  @Test
  void rowsThatDoNotFitAreSaidInOneLine() throws IOException {
    Path file = text("a.csv", "id,x,z\n1,2,3\n7,1\n");
    assertUser(
        () -> csv(file),
        "a.csv cannot be read as csv: a row that does not fit its header",
        "7,1",
        "{multiLine: true}");
  }

  private Path text(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private SourceTable csv(Path file) {
    return read("csv", file, Map.of());
  }

  private SourceTable read(String format, Path file, Map<String, Object> options) {
    return new TableReader(
            spark,
            new TableSource(
                format,
                file.toString(),
                List.of("id"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                options))
        .read();
  }

  private static void assertUser(ThrowingCallable action, String... messages) {
    assertThatThrownBy(action)
        .isInstanceOf(FederationException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(messages).doesNotContain("\n"))
        .extracting(e -> ((FederationException) e).code())
        .isEqualTo(ErrorCode.USER);
  }
}
