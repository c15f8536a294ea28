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
        .hasMessageContaining("to_date(`on.day`, 'd/M/yyyy')");
    assertThatThrownBy(() -> read("`due.nextmonth` = '0'"))
        .hasMessageContaining("did you mean 'due.next.month'?");
  }

  /** Text has 02/03/2024 before 31/01/2024. */
  @Test
  void datesWithTheDayFirstAreNotComparedAsText() throws Exception {
    Files.writeString(file, "id,applied,x\n1,31/01/2024,1\n2,02/03/2024,2\n3,05/09/2024,3\n4,,4\n");

    assertThatThrownBy(() -> read("Applied < '01/08/2024'"))
        .hasMessageContaining(
            "data.where compares the column 'Applied' as text, and 3 of its cells are dates with"
                + " the day or the month first, such as '02/03/2024'")
        .hasMessageContaining("to_date(Applied, 'd/M/yyyy')");
    assertThat(ids(read("to_date(applied, 'dd/MM/yyyy') < date '2024-08-01'")))
        .containsExactly("1", "2");
    assertThat(ids(read("applied <> '02/03/2024'"))).containsExactly("1", "3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "months >= '12'                 | the column 'months' as text, and 4 of its cells are numbers, such as '120' and '9', which text does not put in order: write cast(months as double) and 12 without quotes",
        "balance > credit               | the column 'balance' as text, and 4 of its cells are numbers, such as '9.5' and '1000'|",
        "balance > credit               | write cast(balance as double) and cast(credit as double)",
        "trim(months) > '12'            | write cast(trim(months) as double) and 12 without quotes",
        "coalesce(months, '0') < credit | write cast(coalesce(months, '0') as double) and cast(credit as double)",
        "not months between '1' and '5' | 4 of its cells are numbers",
        "months > '-1'                  | 4 of its cells are numbers",
        "mixed > '2'                    | 2 of its cells are numbers, such as '10' and '3'",
        "code >= '31'                   | write cast(code as double) and 31 without quotes; or, if these are codes, compare with one that is as long",
      })
  void numbersThatAreTextAreNotComparedByItsOrder(String where, String message) throws Exception {
    Files.writeString(
        file,
        """
        id,months,balance,credit,mixed,code,x
        1,9,9.5,10,NA,311111,1
        2,12,1000,200,10,111111,2
        3,24,5,7,3,319999,3
        4,120,6,7,none,311112,4
        """);

    assertThatThrownBy(() -> read(where))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "german > '1.000,00'  | 3 of its cells are numbers with commas or marks within, such as '1.234,50', which text does not put in order: write cast(translate(german, ',.', '.') as double)",
        "german >= '1000'     | 3 of its cells are numbers with commas",
        "english < '1,000.00' | 2 of its cells are numbers with commas or marks within, such as '1,234.50', which text does not put in order: write cast(translate(english, ',', '') as double)",
        "comma < '9'          | 3 of its cells are numbers with commas",
        "decimals < '10,0'    | 3 of its cells are numbers with commas or marks within, such as '10,0', which text does not put in order: write cast(translate(decimals, ',.', '.') as double)",
        "millions > '2.000.000' | cast(translate(millions, '.', '') as double)",
        "either > '1,500'     | write cast(translate(either, ',', '') as double), or cast(translate(either, ',', '.') as double)",
        "comma < german       | 3 of its cells are numbers with commas",
      })
  void numbersWithMarksWithinAreNotComparedByTheOrderOfText(String where, String message)
      throws Exception {
    marked();

    assertThatThrownBy(() -> read(where))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whatTheyAreWrittenAsForThatIsCompared() throws Exception {
    marked();

    assertThat(ids(read("cast(translate(german, ',.', '.') as double) > 1000")))
        .containsExactly("1", "3");
    assertThat(ids(read("cast(translate(english, ',', '') as double) < 1000")))
        .containsExactly("2");
    assertThat(ids(read("article > '100.200.300'"))).containsExactly("2", "3");
    assertThat(ids(read("machine > '2'"))).containsExactly("3");
    assertThat(ids(read("version < '2'"))).containsExactly("1", "2");
  }

  private void marked() throws Exception {
    Files.writeString(
        file,
        """
        id,german,english,comma,decimals,millions,either,article,machine,version,x
        1,"1.234,50","1,234.50","9,5","9,25",1.000.000,"1,250",100.200.300,100.200.100.230,1.0.2,1
        2,"950,00",950.00,"10,5","12,5",12.000.000,"12,500",100.200.400,10.200.100.230,1.10.1,2
        3,"12.000,00","12,000.00","3,25","10,0",2.500.000,"2,500",100.300.300,30.200.100.230,2.1.4,3
        """);
  }

  /** As Spark takes them, without loss. */
  @Test
  void wholeNumbersInQuotesAndPartsOfWholeOnesAreTakenAsNumbers() throws Exception {
    Path folder = file.resolveSibling("t");
    Files.createDirectories(folder.resolve("year=2023"));
    Files.createDirectories(folder.resolve("year=2024"));
    Files.writeString(folder.resolve("year=2023/a.csv"), "id,age,x\n1,18.7,1\n");
    Files.writeString(folder.resolve("year=2024/a.csv"), "id,age,x\n2,17.9,2\n13,18,3\n");
    file = folder;

    assertThat(ids(read("year = '2024'"))).containsExactlyInAnyOrder("2", "13");
    assertThat(ids(read("right(year, 1) < 4"))).containsExactly("1");
    assertThat(ids(read("cast(age as double) > '18'"))).containsExactly("1");
    for (String where :
        List.of(
            "case when year > 2023 then 'a' else 'b' end > 3",
            "md5(string(year)) > 5",
            "sha1(id) % 5 = 0")) {
      assertThatThrownBy(() -> read(where)).as(where).hasMessageContaining("for a number: write");
    }
  }

  /** Product codes and addresses. */
  @Test
  void whatOnlyBeginsAsAMonthDoesIsAWord() throws Exception {
    Files.writeString(
        file, "id,code,x\n1,MAR-12-345,1\n2,Market 3 10,2\n3,NOV,3\n4,Sepsis 3 12,4\n");

    assertThat(ids(read("code < 'N'"))).containsExactly("1", "2");
  }

  @Test
  void wordsAndNumbersOfOneLengthAreInOrderAsText() throws Exception {
    Files.writeString(
        file, "id,code,branch,month,x\n1,A1,007,202401,1\n2,A12,012,202402,2\n3,7,112,202403,3\n");

    assertThat(ids(read("code > 'A1'"))).containsExactly("2");
    assertThat(ids(read("code > '1'"))).containsExactly("1", "2", "3");
    assertThat(ids(read("branch >= '012'"))).containsExactly("2", "3");
    assertThat(ids(read("month between '202402' and '202403'"))).containsExactly("2", "3");
    assertThat(ids(read("month <> branch or code > ''"))).hasSize(3);
    assertThat(read("md5(id) > '8' or id > '0'").kept().kept()).isEqualTo(3);
    assertThat(ids(read("int(branch) > 7 and double(trim(month)) > 1"))).containsExactly("2", "3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "compact > '2024-10-01' | the column 'compact' as text, and 2 of its cells are dates that are written in another way than what they are compared with, such as '20240930' and '2024-10-01': write to_date(compact, 'yyyyMMdd')",
        "iso > '20241001'       | such as '2024-09-30' and '20241001': write to_date(iso, 'yyyy-M-d')",
        "iso >= '2024/10/01'    | such as '2024-09-30' and '2024/10/01'",
        "iso > '202410'         | 2 of its cells are dates that are written in another way",
        "iso < '2024-10-01 00:00:00' | 2 of its cells are dates that are written in another way",
        "slash > '2024/10/01'   | 1 of its cells are dates that are written in another way than what they are compared with, such as '2024/9/30' and '2024/10/01': write to_date(slash, 'yyyy/M/d')",
        "iso < compact          | such as '2024-11-01' and '20241101'",
        "slash < iso            | 2 of its cells are dates that are written in another way",
        "named > '01-APR-2024'  | 2 of its cells are dates with the day or the month first, such as '01-NOV-2024', which text does not put in order: write to_date(named, 'd-MMM-yyyy')",
        "words > 'Apr 1, 2024'  | write to_date(words, 'MMM d, yyyy')",
        "points > '01.04.2024'  | write to_date(points, 'd.M.yyyy')",
      })
  void datesThatAreWrittenInDifferentWaysAreNotCompared(String where, String message)
      throws Exception {
    dates();

    assertThatThrownBy(() -> read(where))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void datesThatAreWrittenAlikeWithTheYearFirstAreCompared() throws Exception {
    dates();

    for (String where :
        List.of(
            "iso > '2024-10-01'",
            "iso >= '2024-10'",
            "stamp > '2024-10-01'",
            "stamp > '2024-10-01T06'",
            "compact > '20241001'",
            "compact > '202410'",
            "to_date(compact, 'yyyyMMdd') > date '2024-10-01'",
            "to_date(slash, 'yyyy/M/d') > date '2024-10-01'",
            "to_date(named, 'd-MMM-yyyy') > date '2024-10-01'",
            "to_date(iso) > date '2024-10-01'")) {
      assertThat(ids(read(where))).as(where).containsExactly("2");
    }
    assertThat(ids(read("iso < stamp"))).hasSize(2);
  }

  private void dates() throws Exception {
    Files.writeString(
        file,
        """
        id,iso,stamp,compact,slash,named,words,points,x
        1,2024-09-30,2024-09-30T10:00:00,20240930,2024/9/30,15-MAR-2024,"Mar 5, 2024",5.03.2024,1
        2,2024-11-01,2024-11-01T05:00:00,20241101,2024/11/01,01-NOV-2024,"Nov 1, 2024",1.11.2024,2
        """);
  }

  /** Where Spark tells them apart, so does a condition. */
  @Test
  void ofNamesThatDifferInCaseTheOneThatIsSpelledSoIsMeant() throws Exception {
    Files.writeString(file, "id,Age,age,x\n1,3,70,1\n2,70,3,2\n");
    SparkForTests.session().conf().set("spark.sql.caseSensitive", true);
    try {
      assertThat(ids(read("cast(age as double) > 18"))).containsExactly("1");
      assertThat(ids(read("cast(Age as double) > 18"))).containsExactly("2");
    } finally {
      SparkForTests.session().conf().unset("spark.sql.caseSensitive");
    }
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
        "coalesce(age, '0') > 18  | data.where takes coalesce(age, 0), which is text, for a number: write cast(coalesce(age, 0) as double)",
        "trim(age) > 18           | data.where takes trim(age), which is text, for a number: write cast(trim(age) as double)",
        "cast(age as double) > '18.5' | data.where takes '18.5', which is text, for a number: write it without quotes",
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
