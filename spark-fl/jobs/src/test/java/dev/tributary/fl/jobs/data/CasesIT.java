package dev.tributary.fl.jobs.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TableReader;
import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.SparkForTests;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that went wrong elsewhere, of ../shared/cases: what plan and run say of each. */
class CasesIT {
  private static final Path CASES =
      Path.of(System.getProperty("tributary.cases", "../../../shared/cases"))
          .toAbsolutePath()
          .normalize();

  @TempDir private Path folder;

  private static CheckedTable check(String name, String party, String from, String to)
      throws IOException {
    Path home = CASES.resolve(name);
    assumeThat(home).as("cases at %s (set -Dtributary.cases)", CASES).isDirectory();
    String text = Files.readString(home.resolve("job.yaml"));
    assertThat(text).contains(from);
    return check(
        Algorithms.parse(
            text.replace(from, to).replace("path: ", "path: " + home + "/"), "job.yaml"),
        party);
  }

  private static CheckedTable check(JobFile job, String party) {
    TableSource data = job.simulate().get(party).data();
    return CheckedTable.of(SparkForTests.session(), data, job);
  }

  private static CheckedTable check(String name, String party) throws IOException {
    return check(name, party, "job:", "job:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "03-unnamed-csv-column   | bureau | column 1 of bureau.csv has no name in the header",
        "04-names-differ-in-case | lender | columns 'l0' and 'L0' of lender.csv differ only in"
            + " case, which Spark does not tell apart",
        "05-id-cast-wraps        | bureau | cells that are no int, such as '138",
        "05-id-cast-wraps        | bureau | declare data.types.id: bigint",
        "06-id-cast-fails        | lender | cells that are no bigint, such as '",
        "06-id-cast-fails        | bureau | X': declare data.types.id: string",
        "08-null-id              | lender | ids must be text or integers that are neither null nor"
            + " blank, but there are: 12 null in column 'id'",
        "09-label-words          | lender | label 'y' is no number: it is 'good' (184 rows), 'bad'"
            + " (50 rows); say which one counts as 1, with data.positive: bad or data.positive:"
            + " good",
      })
  void isRefusedWithTheColumnAndTheCure(String name, String party, String message) {
    assertThatThrownBy(() -> check(name, party))
        .isInstanceOfSatisfying(
            FederationException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.USER);
              assertThat(e.getMessage()).contains(message).doesNotContain("\n");
            });
  }

  @Test
  void thePositiveWordMakesLabelsOfWords() throws IOException {
    CheckedTable bad = check("09-label-words", "lender", "label: y", "label: y, positive: bad");
    CheckedTable good = check("09-label-words", "lender", "label: y", "label: y, positive: good");

    assertThat(bad.table().profile().column("y").mean()).isBetween(0.05, 0.95);
    assertThat(good.table().profile().column("y").mean())
        .isEqualTo(
            1 - bad.table().profile().column("y").mean(),
            org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void aPandasIndexIsNamedAtItsOwner() throws IOException {
    assertThat(check("02-pandas-index-feature", "bureau").warnings())
        .anyMatch(
            w ->
                w.contains("columns that have a name that a tool gave them")
                    && w.contains("__index_level_0__"));
    assertThat(check("02-pandas-index-feature", "lender").warnings()).isEmpty();
  }

  /** Their types reach tasks also where the columns are left out. */
  @Test
  void columnsOfNoNumbersThatAreLeftOutAreNotRead() {
    Path file = folder.resolve("odd");
    SparkForTests.session()
        .range(20)
        .selectExpr(
            "id",
            "id * 0.5D as x",
            "map('a', id) as tags",
            "make_dt_interval(1) as wait",
            "make_ym_interval(1) as term")
        .write()
        .parquet(file.toString());
    JobFile job =
        Algorithms.parse(
            "job: j\nparties: {a: {role: label}, b: {role: feature}}\nsimulate: {b: {data: {format:"
                + " parquet, id: id, exclude: [tags, wait, term], path: "
                + file
                + "}}}",
            "job");

    assertThat(check(job, "b").table().features()).containsExactly("x");
  }

  @Test
  void idsInBothCasesAreWarnedOfUnlessTheJobSettlesTheCase() throws IOException {
    assertThat(check("10-id-case", "bureau").warnings())
        .anyMatch(
            w ->
                w.matches(
                    ".* ids have letters \\([\\d,]+ upper-case, [\\d,]+ lower-case"
                        + " ones\\).*align.normalize.*\\{id: \\[upper\\]\\}"));
    assertThat(
            check("10-id-case", "bureau", "key: id,", "key: id, normalize: {id: [trim, upper]},")
                .warnings())
        .noneMatch(w -> w.contains("letters"));
  }

  @Test
  void rowsToScoreAreWarnedOfTheSame() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "id,x\nAb,1\ncD,2\nef,3\n");
    JobFile job = job(file, "");
    SourceTable table =
        new TableReader(SparkForTests.session(), job.simulate().get("b").data()).read();
    assertThat(CheckedTable.forScoring(table, job).warnings())
        .singleElement()
        .asString()
        .contains("3 of 3 ids have letters (2 upper-case, 3 lower-case ones)");
  }

  /** A job whose feature party has this table. */
  private static JobFile job(Path file, String more) {
    return Algorithms.parse(
        """
        job: j
        parties: {a: {role: label}, b: {role: feature}}
        simulate: {b: {data: {path: %s, id: id%s}}}
        """
            .formatted(file, more),
        "job");
  }

  /** Case 13: what grows faster than the data dies of memory here, after minutes. */
  @Test
  void aTableOfThousandsOfColumnsIsChecked() throws IOException {
    Random random = new Random(13);
    Path file = folder.resolve("wide.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(
          IntStream.range(0, 5000)
              .mapToObj(c -> "c" + c)
              .collect(Collectors.joining(",", "id,", "\n")));
      for (int row = 0; row < 540; row++) {
        out.write(
            random
                .ints(5000, 0, 1000)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(",", "p" + row + ",", "\n")));
      }
    }
    CheckedTable checked = check(job(file, ""), "b");
    assertThat(checked.table().features()).hasSize(5000);
    assertThat(checked.table().profile().rows()).isEqualTo(540);
  }

  @Test
  void columnsThatAreNamesOfFoldersAreNamed() {
    Path path = folder.resolve("cut");
    SparkForTests.session()
        .range(300)
        .selectExpr("concat('k', id) as id", "id % 2 as day", "id * id as x")
        .write()
        .partitionBy("day")
        .parquet(path.toString());
    assertThat(check(job(path, ", format: parquet"), "b").warnings())
        .anyMatch(w -> w.contains("columns that say how the table is cut into folders (1): day;"));
  }

  @Test
  void idsThatAreNamesOfFoldersMayHaveLostZeros() {
    Path path = folder.resolve("branches");
    SparkForTests.session()
        .range(60)
        .selectExpr(
            "concat('k', id) as id",
            "lpad(cast(id % 3 as string), 3, '0') as branch",
            "id * 0.5D as x")
        .write()
        .partitionBy("branch")
        .parquet(path.toString());
    String job =
        """
        job: j
        parties: {a: {role: label}, b: {role: feature}}
        align: {key: [id, %s]}
        simulate: {b: {data: {path: %s, format: parquet, id: [id, %s]}}}
        """;

    assertThat(
            check(Algorithms.parse(job.formatted("branch", path, "branch"), "job"), "b").warnings())
        .anyMatch(
            w ->
                w.startsWith("the id column 'branch' stands in the names of folders")
                    && w.contains("partitionColumnTypeInference.enabled: false"));
    SparkForTests.session()
        .conf()
        .set("spark.sql.sources.partitionColumnTypeInference.enabled", "false");
    try {
      assertThat(
              check(Algorithms.parse(job.formatted("branch", path, "branch"), "job"), "b")
                  .warnings())
          .noneMatch(w -> w.contains("names of folders"))
          .anyMatch(w -> w.contains("60 of 60 ids begin with a zero"));
    } finally {
      SparkForTests.session()
          .conf()
          .unset("spark.sql.sources.partitionColumnTypeInference.enabled");
    }
  }

  @Test
  void repeatsAreJudgedAfterNormalisation() throws IOException {
    Path file = folder.resolve("a.csv");
    StringBuilder rows = new StringBuilder("id,x\n");
    for (int i = 0; i < 60; i++) {
      rows.append("k").append(i).append(',').append(i * 7 % 60 / 8.0).append('\n');
    }
    Files.writeString(file, rows + "K7,1\n");
    String job =
        """
        job: j
        parties: {a: {role: label}, b: {role: feature}}
        align: {key: id%s}
        simulate: {b: {data: {path: %s, id: id}}}
        """;

    assertThat(check(Algorithms.parse(job.formatted("", file), "job"), "b").warnings())
        .anyMatch(
            w ->
                w.contains(
                    "2 ids differ from another one only in case or white space, such as 'K7' and"
                        + " 'k7'"))
        .anyMatch(w -> w.contains("61 of 61 ids have letters (1 upper-case, 60 lower-case ones)"));
    JobFile upper = Algorithms.parse(job.formatted(", normalize: {id: upper}", file), "job");
    assertThatThrownBy(() -> check(upper, "b"))
        .hasMessageContaining(
            "1 of 61 rows repeat the id of another row (after align.normalize), such as 'K7'");
    JobFile digits = Algorithms.parse(job.formatted(", normalize: {id: digits}", file), "job");
    Files.writeString(file, rows + "none,1\n");
    assertThatThrownBy(() -> check(digits, "b"))
        .hasMessageContaining("there are: 1 blank in column 'id' (such as 'none')");

    StringBuilder zeros = new StringBuilder("id,x\n");
    for (int i = 10; i < 70; i++) {
      zeros.append("C 0").append(i).append(',').append(i * 7 % 60 / 8.0).append('\n');
    }
    Files.writeString(file, zeros);
    assertThat(check(digits, "b").warnings())
        .anyMatch(w -> w.contains("begin with a zero") && w.contains("lost (as normalised), such"));
  }

  /** By then 1.38E+10 is 13810. */
  @Test
  void exponentsAreKnownBeforeNormalisation() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "id,x\n1.38E+10,1\n138-1,2\n77,3\n");
    JobFile digits =
        Algorithms.parse(
            """
            job: j
            parties: {a: {role: label}, b: {role: feature}}
            align: {key: id, normalize: {id: digits}}
            simulate: {b: {data: {path: %s, id: id}}}
            """
                .formatted(file),
            "job");
    assertThat(check(digits, "b").warnings())
        .filteredOn(w -> w.contains("of 3 ids"))
        .singleElement()
        .asString()
        .startsWith(
            "1 of 3 ids are numbers with an exponent, as spreadsheets write long ones, such as"
                + " '1.38E+10'");
  }

  @Test
  void columnsThatCameByAccidentAreNamed() throws IOException {
    Random random = new Random(9);
    Path file = folder.resolve("a.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(
          "id,y,Unnamed: 0.1,index,_c3,row,from1,account,one,gaps,closed,good,income,phone,wage\n");
      List<Integer> order = IntStream.range(0, 600).boxed().collect(Collectors.toList());
      java.util.Collections.shuffle(order, random);
      for (int i = 0; i < 600; i++) {
        int y = random.nextInt(4) == 0 ? 1 : 0;
        out.write(
            String.join(
                    ",",
                    "p" + i,
                    "" + y,
                    "" + random.nextInt(9),
                    "" + random.nextInt(9),
                    "" + random.nextInt(9),
                    "" + order.get(i),
                    "" + (order.get(i) + 1),
                    "" + (3 * order.get(i) + random.nextInt(3) + 1),
                    "5",
                    "",
                    y == 1 ? "" + random.nextInt(30) : "",
                    "" + (random.nextGaussian() + y),
                    "" + (1000 * random.nextInt(90)),
                    "" + (13_800_000_000L + random.nextInt(1 << 30)),
                    "" + (int) Math.exp(10 + random.nextGaussian()))
                + "\n");
      }
    }
    JobFile job =
        Algorithms.parse(
            """
            job: j
            parties: {a: {role: label}, b: {role: feature}}
            simulate: {a: {data: {path: %s, id: id, label: y}}}
            """
                .formatted(file),
            "job");

    List<String> warnings = check(job, "a").warnings();

    assertThat(warnings)
        .anyMatch(
            w ->
                w.startsWith("columns that have a name that a tool gave them")
                    && w.contains(": Unnamed: 0.1, index, _c3;"))
        .anyMatch(w -> w.startsWith("columns that number the rows (2): row, from1;"))
        .anyMatch(
            w ->
                w.startsWith(
                    "columns that have another whole number in nearly every row, of at most three"
                        + " times as many, as running numbers do (1): account;"))
        .anyMatch(
            w ->
                w.startsWith(
                    "columns that have another whole number in nearly every row, all of one length"
                        + " from eight digits on, as account numbers do (1): phone;"))
        .anyMatch(w -> w.startsWith("columns that have one value in every row (1): one;"))
        .anyMatch(w -> w.startsWith("columns that are missing in every row (1): gaps;"))
        .anyMatch(
            w ->
                w.startsWith("columns that are missing in more than half of the rows (1): closed;"))
        .anyMatch(
            w ->
                w.startsWith(
                    "columns that tell the label by themselves, with an AUC above 0.95 (1): closed"
                        + " (1.000);"))
        .hasSize(8);
  }
}
