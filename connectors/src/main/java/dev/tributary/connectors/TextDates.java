package dev.tributary.connectors;

import static org.apache.spark.sql.functions.when;

import dev.tributary.fl.data.ColumnName;
import dev.tributary.protocol.FederationException;
import org.apache.spark.sql.Column;

/**
 * Dates that are text with the day or the month first, which text does not put in order: 31/01/2024
 * would be after 01/12/2024.
 */
public final class TextDates {
  private static final String LOOKS = "^\\s*\\d{1,2}[-/. ]\\d{1,2}[-/. ]\\d{2,4}\\b";

  private TextDates() {}

  /** Such a date in a column of text, otherwise null. */
  public static Column in(Column cell) {
    return when(cell.rlike(LOOKS), cell);
  }

  /**
   * USER if a condition compares such dates by order.
   *
   * @param key of the condition
   * @param column that it compares
   * @param cells how many are such dates
   * @param example one of them, null for none
   */
  public static void require(String key, String column, long cells, String example) {
    if (cells > 0) {
      throw FederationException.user(
          "%s compares the column '%s' as text, and %d of its cells are dates with the day or the"
              + " month first, such as '%s', which text does not put in order: write"
              + " to_date(%s, 'dd/MM/yyyy') or as they are written",
          key, column, cells, example, ColumnName.spelled(column));
    }
  }
}
