package dev.tributary.fl.jobs.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.jobs.SparkForTests;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How tables spell ids, labels and dates: what is refused, warned of and said in the plan. */
class SpellingsIT {
  private static final int ROWS = 120;

  @TempDir private Path folder;

  private CheckedTable check(String head, IntFunction<String> row, String data, String split)
      throws IOException {
    StringBuilder text = new StringBuilder(head).append('\n');
    for (int i = 0; i < ROWS; i++) {
      text.append(row.apply(i)).append('\n');
    }
    Path file = folder.resolve("a.csv");
    Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    JobFile job =
        Algorithms.parse(
            """
            job: j
            parties: {a: {role: label}, b: {role: feature}}
            align: {key: id}
            split: %s
            train: {objective: binary}
            simulate:
              a: {data: {path: %s, id: id, label: y%s}}
              b: {data: {path: b.csv, id: id}}
            """
                .formatted(split, file, data),
            "job.yaml");
    return CheckedTable.of(SparkForTests.session(), job.simulate().get("a").data(), job);
  }

  private CheckedTable check(String head, IntFunction<String> row, String data) throws IOException {
    return check(head, row, data, "{test: \"substring(id, -1, 1) in ('7', '8')\"}");
  }

  private static String numbers(int row) {
    return row % 2 + "," + row * 7 % 60 / 8.0;
  }

  @Test
  void idsOfSeveralShapesAreCountedWithAnExample() throws IOException {
    CheckedTable mixed =
        check(
            "id,y,x",
            i ->
                (i < 3 ? "0" + (100 + i) : i < 5 ? 100 + i + ".0" : i < 9 ? "\u200b" + i : "" + i)
                    + (i == 10 ? "\u2011A" : "")
                    + ","
                    + numbers(i),
            "");

    assertThat(mixed.warnings())
        .anyMatch(w -> w.contains("3 of 120 ids begin with a zero") && w.contains("'0100'"))
        .anyMatch(w -> w.contains("2 of 120 ids end in .0") && w.contains("'103.0'"))
        .anyMatch(w -> w.contains("4 of 120 ids hold characters that cannot be seen"))
        .anyMatch(w -> w.contains("1 of 120 ids hold apostrophes, hyphens"));
  }

  /** Of these others have the digits: here the last ones are lost, or others stand between. */
  @Test
  void idsThatASpreadsheetHasWrittenAreCounted() throws IOException {
    CheckedTable mixed =
        check(
            "id,y,x",
            i ->
                (i < 3
                        ? "1.38E+1" + i
                        : i < 7 ? "138-0000-00" + i : i < 9 ? "\"1,23" + i + "\"" : i)
                    + ","
                    + numbers(i),
            "");

    assertThat(mixed.warnings())
        .anyMatch(
            w ->
                w.startsWith("3 of 120 ids are numbers with an exponent, as spreadsheets write")
                    && w.endsWith(
                        "'1.38E+10': their last digits are lost; export the column again as text"))
        .anyMatch(
            w ->
                w.startsWith("6 of 120 ids are digits with other characters between or before")
                    && w.contains("agree on align.normalize: digits"))
        .noneMatch(w -> w.contains("letters"));
    IntFunction<String> all = i -> "1.%03de+10,%s".formatted(i, numbers(i));
    assertThat(check("id,y,x", all, "", "{}").warnings())
        .anyMatch(w -> w.startsWith("120 of 120 ids are numbers with an exponent"))
        .noneMatch(w -> w.contains("letters"));
  }

  @Test
  void repeatsOfRoundedIdsAreNotToBeFiltered() {
    assertThatThrownBy(() -> check("id,y,x", i -> "1.38E+10," + numbers(i), "", "{}"))
        .hasMessageContaining(
            "119 of 120 rows repeat the id of another row, such as '1.38E+10', which a spreadsheet"
                + " has rounded, so that its last digits are lost: export the table again");
  }

  /** They belong to the id, and a party that has made numbers of it meets none of these. */
  @Test
  void idsOfOneLengthThatBeginWithZerosAreCounted() throws IOException {
    CheckedTable padded = check("id,y,x", i -> "%03d,%s".formatted(i, numbers(i)), "");
    CheckedTable numbered =
        check("id,y,x", i -> "%03d,%s".formatted(i, numbers(i)), ", types: {id: int}");

    assertThat(padded.warnings())
        .filteredOn(w -> w.contains("zero"))
        .singleElement()
        .asString()
        .startsWith(
            "100 of 120 ids begin with a zero, which a party that stores ids as numbers has lost,"
                + " such as '000':");
    assertThat(numbered.warnings()).noneMatch(w -> w.contains("zero"));
  }

  /** The warning says a condition that leaves them out: of markers for ids there are none. */
  @Test
  void wordsForNothingAreNoPeople() throws IOException {
    IntFunction<String> row = i -> (i == 4 ? "Null" : i) + "," + numbers(i);

    assertThat(check("id,y,x", row, "").warnings())
        .anyMatch(
            w ->
                w.contains("1 of 120 ids are words")
                    && w.endsWith("data.where: \"upper(trim(id)) <> 'NULL'\""));
    CheckedTable left = check("id,y,x", row, ", where: \"upper(trim(id)) <> 'NULL'\"");
    assertThat(left.table().profile().rows()).isEqualTo(119);
    assertThat(left.warnings()).noneMatch(w -> w.contains("words"));
    assertThatThrownBy(() -> check("id,y,x", row, ", missing: [\"Null\"]"))
        .hasMessageContaining("1 null in column 'id'");
  }

  @Test
  void idsOfNothingThatCanBeSeenAreRefused() {
    assertThatThrownBy(() -> check("id,y,x", i -> (i == 4 ? "\u200b" : i) + "," + numbers(i), ""))
        .hasMessageContaining("1 blank in column 'id'");
  }

  @Test
  void bothWordsOfALabelAreNamedAndThoseForNothingWarnedOf() throws IOException {
    CheckedTable words =
        check("id,y,x", i -> i + "," + (i < 30 ? "bad" : "NA") + "," + i % 9, ", positive: bad");
    CheckedTable cases =
        check(
            "id,y,x", i -> i + "," + (i % 2 == 0 ? "Yes" : "yes") + "," + i % 9, ", positive: yes");

    assertThat(words.notes())
        .contains("label y: 'NA' counts as 0 (90 rows), 'bad' counts as 1 (30 rows)");
    assertThat(words.warnings())
        .anyMatch(
            w ->
                w.contains("label 'y' is 'NA' in 90 rows")
                    && w.endsWith("data.where: \"upper(trim(y)) <> 'NA'\""));
    assertThat(cases.warnings()).anyMatch(w -> w.contains("differ in case only"));
  }

  @Test
  void markedLabelsAreMissing() {
    assertThatThrownBy(
            () ->
                check(
                    "id,y,x",
                    i -> i + "," + (i < 30 ? "bad" : i < 40 ? "NA" : "good") + "," + i % 9,
                    ", positive: bad, missing: [NA]"))
        .hasMessageContaining("10 of 120 rows have no label");
  }

  @Test
  void datesWithTheDayFirstAreNotComparedAsText() {
    assertThatThrownBy(
            () ->
                check(
                    "id,y,x,d",
                    i -> i + "," + numbers(i) + ",%02d/%02d/2024".formatted(1 + i % 28, 1 + i % 12),
                    ", split: [d]",
                    "{test: \"d >= '01/08/2024'\"}"))
        .hasMessageContaining("120 of its cells are dates with the day or the month first")
        .hasMessageContaining("to_date(d, 'd/M/yyyy')");
  }

  @Test
  void theSplitIsCountedAndItsOverlapNamed() throws IOException {
    IntFunction<String> row = i -> i + "," + numbers(i / 3);

    assertThat(
            check(
                    "id,y,x",
                    row,
                    "",
                    "{test: \"cast(id as int) % 4 = 0\", validation: \"cast(id as int) % 5 = 1\"}")
                .notes())
        .contains("split of these rows: 72 train, 18 validate, 30 test (of the common rows fewer)");
    assertThatThrownBy(
            () ->
                check(
                    "id,y,x",
                    row,
                    "",
                    "{test: \"cast(id as int) % 2 = 0\", validation: \"cast(id as int) % 4 = 0\"}"))
        .hasMessageContaining("matches 30 rows, all of which split.test takes");
  }

  /** Of {@code few} rows with label 1, which 'closed' tells, 'luck' nearly and 'x' does not. */
  private CheckedTable ofFew(int few) throws IOException {
    return check(
        "id,y,x,closed,luck",
        i ->
            i
                + (i < few ? ",1," : ",0,")
                + i * 7 % 60 / 8.0
                + (i < few ? ",9," : ",2,")
                + (i == 1 ? 40.5 : i < few ? i + 1000 : i),
        "",
        "{train: 1.0}");
  }

  @Test
  void columnsThatTellTheLabelAreNamedAlsoWhereAClassIsSmall() throws IOException {
    CheckedTable twelve = ofFew(12);
    assertThat(twelve.warnings())
        .filteredOn(w -> w.startsWith("columns that tell the label by themselves"))
        .singleElement()
        .asString()
        .contains("(1): closed (1.000);");
    assertThat(twelve.notes()).noneMatch(note -> note.contains("too few rows of a class"));
  }

  @Test
  void whereNobodyLooksForColumnsThatTellTheLabelItIsSaid() throws IOException {
    CheckedTable nine = ofFew(9);
    assertThat(nine.warnings()).noneMatch(w -> w.contains("tell the label"));
    assertThat(nine.words())
        .contains(
            "too few rows of a class to look for columns that tell the label (9 with label 1, and it"
                + " takes 10): see yourself whether all are known before the outcome is");
  }

  @Test
  void numbersThatAreRoundedAreCounted() throws IOException {
    CheckedTable large =
        check("id,y,q", i -> i + "," + i % 2 + ",184467440737095" + (10000 + i), "");

    assertThat(large.warnings())
        .anyMatch(w -> w.contains("numbers in column 'q'") && w.contains("18446744073709510000"))
        .noneMatch(w -> w.contains("one value in every row"));
  }
}
