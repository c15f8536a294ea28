package dev.tributary.fl.jobs.report;

import dev.tributary.connectors.KeptRows;
import dev.tributary.connectors.SourceTable;
import java.util.Locale;

/**
 * How many rows of a party's table a run uses, for its report: what its {@code data.where} leaves
 * out must not look as if it were not there.
 */
public final class UsedRows {
  private UsedRows() {}

  /**
   * A sentence of any report.
   *
   * @param purpose what the rows are for, as words that follow their number; or empty
   */
  public static String sentence(SourceTable table, String purpose) {
    KeptRows kept = table.kept();
    if (table.source().where() == null) {
      return String.format(Locale.ROOT, "Your table has %,d rows%s.", kept.kept(), purpose);
    }
    return String.format(
        Locale.ROOT,
        "Of your table's %,d rows %,d are used%s: data.where is true for these%s.",
        kept.all(),
        kept.kept(),
        purpose,
        kept.unknown() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                ", and unknown for %,d of the %,d others, whose cells are empty or not of the type"
                    + " that it asks for",
                kept.unknown(),
                kept.leftOut()));
  }

  /** A paragraph of a report that tells the rows in use anyway; empty where all are. */
  public static String leftOut(SourceTable table) {
    return table.source().where() == null ? "" : "<p>" + sentence(table, "") + "</p>";
  }
}
