package dev.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connectors.cells.MissingMarkers;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No declared type changes, cuts or drops a value without a word. */
final class CellTypesIT {
  private final SparkSession spark = SparkForTests.session();

  @TempDir private Path folder;

  /** An SQL expression as the one id of a Parquet table, a declared type, and what comes of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'007'                       | string        | 007",
        "'007'                       | bigint        | 7",
        "' 12 '                      | int           | 12",
        "'12.0'                      | bigint        | 12",
        "bigint(7)                   | int           | 7",
        "bigint(13800000012)         | string        | 13800000012",
        "int(7)                      | bigint        | 7",
        "double(12)                  | bigint        | 12",
        "12.00BD              | bigint        | 12",
        "decimal(12)                 | string        | 12",
        "date'2024-02-29'            | string        | 2024-02-29",
        "9223372036854775807         | decimal(20,0) | 9223372036854775807",
      })
  void idsThatADeclaredTypeHoldsStayWhatTheyAre(String id, String type, String read) {
    SourceTable table = read(id, type);
    assertThat(String.valueOf(table.rows().first().get(0))).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "bigint(13800000012) | int      | 1 cells that are no int, such as '13800000012': declare data.types.id: bigint",
        "'13800000012'       | int      | 1 cells that are no int, such as '13800000012': declare data.types.id: bigint or string",
        "'10X'               | bigint   | 1 cells that are no bigint, such as '10X': declare data.types.id: string",
        "'12.7'              | bigint   | 1 cells that are no bigint, such as '12.7': declare data.types.id: string",
        "'1.38E+10'          | bigint   | 1 cells that are no bigint, such as '1.38E+10': a spreadsheet has rounded them",
        "double(12.7)        | bigint   | 1 cells that are no bigint, such as '12.7': write them as text",
        "double(1e300)       | bigint   | 1 cells that are no bigint, such as '1.0E300': write them as text",
        "12.5BD       | bigint   | 1 cells that are no bigint, such as '12.5': write them as text",
        "float(16777218)     | bigint   | 1 cells that are no bigint",
        "float(16777216)     | bigint   | 1 cells that are no bigint, such as '1.6777216E7': write them as text",
        "double(9007199254740993) | bigint | 1 cells that are no bigint, such as '9.007199254740992E15'",
        "int(300)            | tinyint  | 1 cells that are no tinyint, such as '300': declare data.types.id: bigint",
        "bigint(12345)       | decimal(4,0) | 1 cells that are no decimal(4,0), such as '12345'",
      })
  void idsThatADeclaredTypeDoesNotHoldAreRefused(String id, String type, String message) {
    assertUser(() -> read(id, type), "id column 'id' has " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "double(12)                            |        | is of type double; an id must be text or whole numbers: declare data.types.id: bigint if",
        "double(12)                            | string | is of type double and declared as string",
        "true                                  |        | is of type boolean",
        "true                                  | string | is of type boolean and declared as string",
        "timestamp'2024-01-01 00:00:00+02:00'  |        | is of type timestamp",
        "timestamp'2024-01-01 00:00:00'        | string | is of type timestamp and declared as string",
        "date'2024-01-01'                      |        | is of type date; an id must be text or whole numbers: declare data.types.id: string",
        "date'2024-01-01'                      | bigint | is of type date and declared as bigint",
        "12.5BD                         |        | is of type decimal(3,1)",
        "array(1)                              | string | is of type array<int> and declared as string",
        "'7'                                   | double | is of type string and declared as double",
      })
  void typesInWhichIdsCannotBeToldApartAreRefused(String id, String type, String message) {
    assertUser(() -> read(id, type), "the id column 'id' " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "double(3.5)         | int          | 1 cells that are no int, such as '3.5' in the row with id 1",
        "bigint(13800000012) | int          | 1 cells that are no int, such as '13800000012'",
        "'3.5'               | int          | 1 cells that are no int, such as '3.5'",
        "'300'               | tinyint      | 1 cells that are no tinyint, such as '300'",
        "int(2)              | boolean      | 1 cells that are no boolean, such as '2'",
        "'2'                 | boolean      | 1 cells that are no boolean, such as '2'",
        "'12.345'            | decimal(5,2) | 1 cells that are no decimal(5,2), such as '12.345'",
        "'abc'               |              | 1 cells that are no numbers, such as 'abc'",
      })
  void featuresThatADeclaredTypeDoesNotHoldAreRefused(String cell, String type, String message) {
    assertUser(() -> feature(cell, type), "column 'x' has " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'3'                 | int          | 3",
        "double(3)           | int          | 3",
        "'12.34'             | decimal(5,2) | 12.34",
        "'yes'               | boolean      | 1",
        "false               |              | 0",
        "2.5BD        |              | 2.5",
        "bigint(7)           | double       | 7",
        "float(0.5)          |              | 0.5",
      })
  void featuresAreTheirNumbers(String cell, String type, double number) {
    assertThat(feature(cell, type).rows().first().getDouble(1)).isEqualTo(number);
  }

  /** From 2^53 on: the number after that one rounds to it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "9007199254740991   | 0",
        "9007199254740992   | 0",
        "9007199254740993   | 1",
        "-9007199254740993  | 1",
        "'9007199254740993' | 1",
      })
  void featuresThatNoDoubleIsAreCounted(String cell, long rounded) {
    assertThat(feature(cell, null).profile().column("x").rounded()).isEqualTo(rounded);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'2024-02-29'        | date     | date   | 2024-02-29",
        "'12.5'              | double   | double | 12.5",
        "'12'                | int      | int    | 12",
        "bigint(12)          | string   | string | 12",
        "'yes'               | boolean  | boolean | true",
        "date'2024-02-29'    | string   | string | 2024-02-29",
        "'NA'                | int      | int    | null",
        "'2024-02-29'        |          | string | 2024-02-29",
      })
  void columnsOfTheSplitAreOfTheirDeclaredType(
      String cell, String type, String read, String value) {
    SourceTable table = split(cell, type);
    assertThat(table.rows().schema().apply("d").dataType().simpleString()).isEqualTo(read);
    assertThat(String.valueOf(table.rows().select("d").first().get(0))).isEqualTo(value);
    assertThat(table.features()).containsExactly("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'29/02/2024'        | date         | column 'd' of data.split has 1 cells that are no date, such as '29/02/2024': correct them, or leave the column out of data.types, and let the split say cast or to_date",
        "'2024-02-29 10:00'  | date         | cells that are no date, such as '2024-02-29 10:00'",
        "'12.5'              | int          | cells that are no int, such as '12.5'",
        "'12.345'            | decimal(5,2) | cells that are no decimal(5,2), such as '12.345'",
        "double(12.5)        | bigint       | cells that are no bigint, such as '12.5'",
        "true                | date         | column 'd' of data.split is of type boolean, which cannot be read as date",
      })
  void cellsOfTheSplitThatADeclaredTypeDoesNotHoldAreRefused(
      String cell, String type, String message) {
    assertUser(() -> split(cell, type), message);
  }

  private SourceTable split(String cell, String type) {
    return new TableReader(
            spark,
            new TableSource(
                "parquet",
                write("1 as id, 2 as x, " + cell + " as d"),
                List.of("id"),
                null,
                null,
                null,
                null,
                type == null ? Map.of() : Map.of("d", type),
                MissingMarkers.everywhere(List.of("NA")),
                null,
                null,
                null,
                null,
                List.of("d"),
                null))
        .read();
  }

  @Test
  void everyColumnThatIsNoNumberIsNamed() {
    String path = write("1 as id, 1.5 as x, date'2024-01-01' as d, array(1) as a, true as b");
    assertUser(
        () -> read(path, Map.of(), List.of()),
        "columns 'd', 'a' are of type date or another, where a number is needed: leave them out");
    String typed = write("1 as id, date'2024-01-01' as d");
    assertUser(
        () -> read(typed, Map.of("d", "int"), List.of()),
        "column 'd' is of type date, where a number is needed");
  }

  private SourceTable read(String id, String type) {
    return read(
        write(id + " as id, 1 as x"), type == null ? Map.of() : Map.of("id", type), List.of());
  }

  private SourceTable feature(String cell, String type) {
    return read(
        write("1 as id, " + cell + " as x"),
        type == null ? Map.of() : Map.of("x", type),
        List.of());
  }

  private String write(String select) {
    String path = folder.resolve("table").toString();
    spark.sql("select " + select).write().mode("overwrite").parquet(path);
    return path;
  }

  private SourceTable read(String path, Map<String, String> types, List<String> missing) {
    return new TableReader(
            spark,
            new TableSource(
                "parquet",
                path,
                List.of("id"),
                null,
                null,
                null,
                null,
                types,
                MissingMarkers.everywhere(missing),
                null,
                null))
        .read();
  }

  private static void assertUser(Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(message)
        .extracting(e -> ((FederationException) e).code())
        .isEqualTo(ErrorCode.USER);
  }
}
