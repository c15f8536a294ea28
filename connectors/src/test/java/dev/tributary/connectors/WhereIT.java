package dev.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The owner's condition on its rows. */
class WhereIT {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file =
        Files.writeString(
            directory.resolve("a.csv"),
            """
            id,age,applied,product,x
            1,18.7,2024-01-05,card,1
            2,17,2024-03-01,card,2
            3,40,2024-02-01,loan,3
            4,,2024-02-02,card,4
            5,old,2024-02-03,card,5
            6,60,2025-01-01,card,oops
            """);
  }

  private SourceTable read(String where, List<String> columns, List<String> exclude) {
    return new TableReader(
            SparkForTests.session(),
            new TableSource(
                "csv",
                file.toString(),
                List.of("id"),
                null,
                null,
                null,
                columns,
                null,
                null,
                null,
                null,
                exclude,
                where,
                null,
                null))
        .read();
  }

  private SourceTable read(String where) {
    return read(where, List.of("x"), null);
  }

  private static List<String> ids(SourceTable table) {
    return table.rows().select("id").collectAsList().stream().map(r -> r.getString(0)).toList();
  }

  @Test
  void keepsRowsForWhichItIsTrueAndCountsTheOthers() {
    SourceTable table = read("cast(AGE as double) > 18 and applied < date '2025-01-01'");

    assertThat(ids(table)).containsExactly("1", "3");
    assertThat(table.profile().rows()).isEqualTo(2);
    assertThat(table.profile().column("x").mean()).isEqualTo(2);
    assertThat(table.rows().columns()).containsExactly("id", "x");
    assertThat(table.kept()).isEqualTo(new KeptRows(6, 2, 2));
    assertThat(table.kept().words())
        .isEqualTo(
            "data.where keeps 2 of 6 rows; it is unknown for 2 of the 4 others, whose cells are"
                + " empty or not of the type that it asks for");
  }

  @Test
  void cellsOfRowsThatAreLeftOutAreNotJudged() {
    assertThat(ids(read("id < '6'"))).hasSize(5);
    assertThatThrownBy(() -> read("id <= '6'")).hasMessageContaining("such as 'oops'");
  }

  @Test
  void withoutItAllRowsAreKept() {
    assertThat(read(null, null, List.of("age", "applied", "product", "x")).kept())
        .isEqualTo(new KeptRows(6, 6, 0));
  }

  @Test
  void excludedColumnsAreNoFeatures() {
    assertThat(read("id < '6'", null, List.of("age", "applied", "product")).features())
        .containsExactly("x");
    assertThatThrownBy(() -> read(null, null, List.of("agee")))
        .hasMessageContaining("data.exclude names the column 'agee'")
        .hasMessageContaining("did you mean 'age'?");
    assertThatThrownBy(() -> read(null, List.of("x"), List.of("age")))
        .hasMessageContaining("columns and exclude do not go together");
  }

  @Test
  void columnsWithDotsInTheirNamesAreComparedToo() throws Exception {
    Files.writeString(file, "id,due.next.month,on.day,x\n1,0,05/01/2024,1\n2,1,06/01/2024,2\n");

    assertThat(ids(read("cast(`Due.next.month` as int) = 1"))).containsExactly("2");
    assertThatThrownBy(() -> read("`due.next.month` > 0"))
        .hasMessageContaining("for a number: write cast(`due.next.month` as double)");
    assertThatThrownBy(() -> read("`on.day` < '06/01/2024'"))
        .hasMessageContaining("to_date(`on.day`, 'dd/MM/yyyy')");
    assertThatThrownBy(() -> read("`due.nextmonth` = '0'"))
        .hasMessageContaining("did you mean 'due.next.month'?");
  }

  /** Text has 02/03/2024 before 31/01/2024. */
  @Test
  void datesWithTheDayFirstAreNotComparedAsText() throws Exception {
    Files.writeString(file, "id,applied,x\n1,31/01/2024,1\n2,02/03/2024,2\n3,05/09/2024,3\n4,,4\n");

    assertThatThrownBy(() -> read("Applied < '01/08/2024'"))
        .hasMessageContaining(
            "data.where compares the column 'applied' as text, and 3 of its cells are dates with"
                + " the day or the month first, such as '02/03/2024'")
        .hasMessageContaining("to_date(applied, 'dd/MM/yyyy')");
    assertThat(ids(read("to_date(applied, 'dd/MM/yyyy') < date '2024-08-01'")))
        .containsExactly("1", "2");
    assertThat(ids(read("applied <> '02/03/2024'"))).containsExactly("1", "3");
  }

  @Test
  void cellsThatHaveLostCharactersAreNotCompared() throws Exception {
    Files.write(
        file, "id,place,x\n1,K\u00f6ln,1\n2,Bonn,2\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> read("place <> 'K\u00f6ln'"))
        .hasMessageContaining(
            "column 'place', which data.where uses, has 1 cells that hold characters that cannot be"
                + " read, such as 'K\ufffdln'")
        .hasMessageContaining("encoding: ISO-8859-1");
    assertThat(ids(read("id = '2'"))).containsExactly("2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "age > 18                 | data.where takes the column 'age', which is text, for a number: write cast(age as double)",
        "18 < age + 1             | which is text, for a number",
        "agee > '18'              | data.where names the column 'agee', which the data does not have; did you mean 'age'?",
        "product = 'house'        | data.where is true for none of 6 rows",
        "length(product)          | data.where must be a condition",
        "product                  | data.where must be a condition",
        "reflect('a', 'b') = '1'  | where must not call 'reflect'",
        "product like '%a%'       | where must not use 'Like'",
        "product =                | where is not a condition that Spark SQL understands",
        "age.x = 1                | where must not use a part of a column",
      })
  void refusesWithTheCause(String where, String message) {
    assertThatThrownBy(() -> read(where))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER))
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }
}
