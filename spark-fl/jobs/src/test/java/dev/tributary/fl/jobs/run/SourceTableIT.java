package dev.tributary.fl.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.jobs.SparkForTests;
import dev.tributary.fl.jobs.file.DataSection;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PartyFile;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a party's own data may look like, and what it is told when it does not. */
class SourceTableIT {
  private static final String GOOD =
      """
      id,y,age,income
      007,1, 31 ,1e3
      8,0,,NA
      9,1,40,-2.5
      """;

  @TempDir private Path folder;

  private DataSection data(String csv, String more) throws IOException {
    Path file = Files.writeString(folder.resolve("data.csv"), csv);
    return section("path: " + file + ", id: id, label: y, missing: [NA, \"-999\"]" + more);
  }

  private static DataSection section(String text) {
    return PartyFile.parse(
            "party: a\ndata: {"
                + text
                + "}\naggregator: {address: \"h:1\"}\n"
                + "identity: {certificate: c, key: k, trust: t}",
            "party")
        .data();
  }

  private static SourceTable read(DataSection data) {
    return SourceReader.read(SparkForTests.session(), data, table -> SourceTable.of(table, data));
  }

  private void check(DataSection data, String train) {
    JobFile job =
        JobFile.parse(
            "job: j\nparties: {a: {role: label}, b: {role: feature}}\ntrain: " + train, "job");
    LabelColumn.check(read(data), job.train());
  }

  private AbstractThrowableAssert<?, ?> assertRefused(String csv, String more, String train) {
    return assertThatThrownBy(() -> check(data(csv, more), train))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER));
  }

  @Test
  void readsNumbersMissingValuesAndKeysAsTheyAre() throws IOException {
    SourceTable source = read(data(GOOD, ""));
    List<Row> rows = source.table().collectAsList();

    assertThat(source.features()).containsExactly("age", "income");
    assertThat(rows.get(0).getString(0)).isEqualTo("007");
    assertThat(rows.get(0).getDouble(2)).isEqualTo(31);
    assertThat(rows.get(0).getDouble(3)).isEqualTo(1000);
    assertThat(rows.get(1).isNullAt(2)).isTrue();
    assertThat(rows.get(1).isNullAt(3)).isTrue();
    check(data(GOOD, ""), "{objective: binary}");
  }

  @Test
  void refusesColumnsThatAreNotThereOrNoNumbers() {
    assertRefused(GOOD, ", weight: w", "{}")
        .hasMessageContaining("data.weight names the column 'w', which the data does not have");
    assertRefused(GOOD, ", columns: [age, id]", "{}").hasMessageContaining("must not name the id");
    assertRefused(GOOD.replace("40", "forty"), "", "{}")
        .hasMessageContaining("column 'age' has 1 cells that are no numbers, such as 'forty'");
    assertRefused(GOOD, ", types: {agee: int}", "{}")
        .hasMessageContaining("data.types names the column 'agee'");
  }

  @Test
  void refusesRowsThatDoNotFitTheHeader() {
    assertRefused(GOOD + "7,1\n", "", "{}")
        .hasMessageContaining("data.csv cannot be read as csv")
        .hasMessageContaining("7,1");
    assertRefused(GOOD + "7,1\n", ", columns: []", "{}").hasMessageContaining("7,1");
    assertRefused(GOOD + "7,1,2,3,4\n", ", columns: [age]", "{}").hasMessageContaining("7,1,2,3,4");
  }

  @Test
  void refusesNumbersThatOnlyJavaReads() throws IOException {
    for (String cell : List.of("40d", "40F", "0x1p3")) {
      assertRefused(GOOD.replace("40", cell), "", "{}")
          .hasMessageContaining("cells that are no numbers, such as '" + cell + "'");
    }
    assertThat(cell(read(data(GOOD.replace("40", "-inf"), "")), 2, "age"))
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void takesMarkersThatAreNumbersInColumnsOfAnyType() throws IOException {
    SourceTable text = read(data(GOOD.replace("40", "-999.0").replace("NA", "-999"), ""));
    String parquet = folder.resolve("numbers").toString();
    SparkForTests.session()
        .range(2)
        .selectExpr("id", "int(id) - 999 as whole", "double(id) - 999 as fraction")
        .coalesce(1)
        .write()
        .parquet(parquet);
    SourceTable numbers =
        read(section("format: parquet, path: " + parquet + ", id: id, missing: [NA, \"-999\"]"));

    assertThat(cell(text, 2, "age")).isNull();
    assertThat(cell(numbers, 0, "whole")).isNull();
    assertThat(cell(numbers, 0, "fraction")).isNull();
    assertThat(cell(numbers, 1, "whole")).isEqualTo(-998);
  }

  private static Double cell(SourceTable table, int row, String column) {
    return table.table().collectAsList().get(row).getAs(column);
  }

  @Test
  void refusesFilesOfAnotherFormat() {
    assertThatThrownBy(
            () -> {
              Files.writeString(folder.resolve("a.parquet"), GOOD);
              read(section("format: parquet, path: " + folder.resolve("a.parquet") + ", id: id"));
            })
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("a.parquet cannot be read as parquet");
  }

  @Test
  void refusesWeightsThatWeighNothingUsable() {
    for (String weight : List.of("-1", "", "Infinity")) {
      assertRefused("id,y,w,x\n1,1,1,1\n2,0," + weight + ",1\n", ", weight: w", "{}")
          .hasMessageContaining("1 rows have a weight that is missing, negative or not finite");
    }
  }

  @Test
  void refusesMissingFilesAndUnknownFormats() {
    assertThatThrownBy(() -> read(section("path: /no/such.csv, id: id")))
        .hasMessageContaining("data.path /no/such.csv does not exist");
    assertThatThrownBy(() -> read(section("format: nonsense, path: /tmp, id: id")))
        .hasMessageContaining("cannot be read as nonsense");
  }

  @Test
  void refusesLabelsOutsideTheObjectivesDomain() {
    assertRefused(GOOD.replace("007,1", "007,2"), "", "{objective: binary}")
        .hasMessageContaining("labels must be 0 or 1 for objective: binary");
    assertRefused(GOOD.replace("007,1", "007,0.5"), "", "{objective: multiclass, classes: 3}")
        .hasMessageContaining("whole numbers from 0 to 2");
    assertRefused(GOOD.replace("007,1", "007,-1"), "", "{objective: poisson}")
        .hasMessageContaining("at least 0");
    assertRefused(GOOD.replace("007,1", "007,"), "", "{}").hasMessageContaining("have no label");
    assertRefused(GOOD.replace("8,0", "8,1"), "", "{}")
        .hasMessageContaining("every label is 1.0: there is nothing to learn");
    assertRefused("id,y,age\n", "", "{}").hasMessageContaining("the data has no rows");
  }
}
