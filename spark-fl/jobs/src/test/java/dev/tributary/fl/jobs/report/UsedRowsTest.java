package dev.tributary.fl.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connectors.KeptRows;
import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TableSource;
import dev.tributary.connectors.cells.TableProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsedRowsTest {
  private static SourceTable table(String where, KeptRows kept) {
    TableSource data =
        new TableSource(
            "csv",
            "a.csv",
            List.of("id"),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            where,
            null,
            null);
    return new SourceTable(
        null,
        data,
        List.of("x"),
        new TableProfile(kept.kept(), List.of(), Map.of(), false, Map.of()),
        kept,
        -1,
        Set.of(),
        Set.of());
  }

  @Test
  void whatWhereLeavesOutIsNoLessOfTheTable() {
    SourceTable table = table("age > 30", new KeptRows(2_000, 500, 0));
    assertThat(UsedRows.sentence(table, ", for training and judging"))
        .isEqualTo(
            "Of your table's 2,000 rows 500 are used, for training and judging: data.where is true"
                + " for these.");
    assertThat(UsedRows.leftOut(table)).contains("Of your table's 2,000 rows 500 are used:");
  }

  @Test
  void rowsOfWhichTheConditionSaysNothingAreCounted() {
    assertThat(UsedRows.sentence(table("age > 30", new KeptRows(2_000, 500, 12)), ""))
        .endsWith(
            "is true for these, and unknown for 12 of the 1,500 others, whose cells are empty or"
                + " not of the type that it asks for.");
  }

  @Test
  void aTableWithoutAConditionIsUsedWhole() {
    SourceTable table = table(null, new KeptRows(2_000, 2_000, 0));
    assertThat(UsedRows.sentence(table, ", to train"))
        .isEqualTo("Your table has 2,000 rows, to train.");
    assertThat(UsedRows.leftOut(table)).isEmpty();
  }
}
