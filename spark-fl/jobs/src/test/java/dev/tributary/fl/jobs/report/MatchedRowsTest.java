package dev.tributary.fl.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connectors.KeptRows;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatchedRowsTest {
  private static MatchedRows with(String label) {
    return new MatchedRows(100, 1, 80, Map.of(label, new MatchedRows.Other(160, 80)));
  }

  @Test
  void aShareIsOfTheRowsOfEach() {
    MatchedRows one = MatchedRows.NONE.and(with("north"));
    assertThat(one.words())
        .isEqualTo("80 rows in common (80.0 % of 100 here; 50.0 % of 160 at north)");
    assertThat(RowCounts.of(new KeptRows(100, 0, 0), one)).containsEntry("match-rate", 0.8);
  }

  /** Whose 160 matches are not 160 of its 100 rows. */
  @Test
  void whoServesSeveralCountsARowForEach() {
    MatchedRows both = with("north").and(with("south"));
    assertThat(both.words())
        .isEqualTo(
            "160 rows in common (with each of 2 label parties, of 100 here; 50.0 % of 160 at north;"
                + " 50.0 % of 160 at south)");
    assertThat(RowCounts.of(new KeptRows(100, 0, 0), both))
        .containsEntry("matched", 160L)
        .doesNotContainKey("match-rate");
  }
}
