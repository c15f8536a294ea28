package dev.tributary.fl.vertical.stats;

import dev.tributary.fl.model.ModelJson;
import java.util.List;

/**
 * What a party's columns hold among the people that all parties have. Of labels it knows nothing,
 * at any party.
 *
 * @param format {@link #FORMAT}
 * @param rows common rows
 * @param levels of the quantiles, each 0 to 1
 * @param columns in the order of the table
 */
public record TableStatistics(
    int format, long rows, List<Double> levels, List<ColumnStatistics> columns) {
  /** The format that this release writes. */
  public static final int FORMAT = 1;

  public TableStatistics {
    ModelJson.requireFormat("profile", format, FORMAT);
    levels = List.copyOf(levels);
    columns = List.copyOf(columns);
  }

  /** What this party tells the others. */
  public TableCounts counts() {
    return new TableCounts(
        columns.size(), columns.stream().mapToLong(ColumnStatistics::missing).sum());
  }
}
