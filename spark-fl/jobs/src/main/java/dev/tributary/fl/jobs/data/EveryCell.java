package dev.tributary.fl.jobs.data;

import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.cells.ColumnProfile;
import dev.tributary.protocol.FederationException;

/** The need of algorithms that compute with every cell: a number, and none that drowns others. */
public final class EveryCell {
  private EveryCell() {}

  /**
   * USER with the column where a feature has no value in some row, or a huge one.
   *
   * @param why a missing value does not do, in words that follow "has missing values, "
   * @param largest magnitude that does
   */
  public static void requireNumber(SourceTable table, String why, double largest) {
    requireEvery(table.source().offset(), table);
    for (String name : table.features()) {
      ColumnProfile column = table.profile().column(name);
      if (column.missing() > 0) {
        throw FederationException.user(
            "column '%s' has missing values, %s: fill them in, or leave the column out at all"
                + " parties with data.exclude",
            name, why);
      }
      if (!(Math.max(Math.abs(column.least()), Math.abs(column.most())) <= largest)) {
        throw FederationException.user(
            "column '%s' has values that are infinite or beyond %.0e: correct them, or leave the"
                + " column out at all parties with data.exclude",
            name, largest);
      }
    }
  }

  /** USER with the column where a feature is infinite, which no bin of all parties holds. */
  public static void requireFinite(SourceTable table) {
    for (String name : table.features()) {
      ColumnProfile column = table.profile().column(name);
      if (Double.isInfinite(column.least()) || Double.isInfinite(column.most())) {
        throw FederationException.user(
            "column '%s' has infinite values, which no bin of all parties holds: correct them, or"
                + " name them in data.missing",
            name);
      }
    }
  }

  /**
   * USER where a label, of a party that has one, is beyond what sums over all parties hold.
   *
   * @param largest magnitude that does
   */
  public static void requireSummableLabels(SourceTable table, double largest) {
    String label = table.source().label();
    if (label == null) {
      return;
    }
    ColumnProfile column = table.profile().column(label);
    if (Math.max(Math.abs(column.least()), Math.abs(column.most())) > largest) {
      throw FederationException.user(
          "label column '%s' has values beyond %.0e, more than sums over all parties hold: correct"
              + " them, or tell the label in a larger unit",
          label, largest);
    }
  }

  private static void requireEvery(String offset, SourceTable table) {
    if (offset != null && table.profile().column(offset).missing() > 0) {
      throw FederationException.user(
          "%d rows have no value in the offset column '%s': correct data.offset, or leave them out"
              + " with data.where",
          table.profile().column(offset).missing(), offset);
    }
  }
}
