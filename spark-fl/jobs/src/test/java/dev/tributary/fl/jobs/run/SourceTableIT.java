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
    return section("path: " + file + ", id: id, label: y, missing: [NA]" + more);
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
    return SourceTable.of(SourceReader.read(SparkForTests.session(), data), data);
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
  void refusesMissingFilesAndUnknownFormats() {
    assertThatThrownBy(() -> read(section("path: /no/such.csv, id: id")))
        .hasMessageContaining("data.path /no/such.csv does not exist");
    assertThatThrownBy(() -> read(section("format: nonsense, path: /tmp, id: id")))
        .hasMessageContaining("data cannot be read as nonsense");
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
