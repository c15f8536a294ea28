package dev.tributary.fl.jobs.algorithm.horizontal.labelled;

import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.cells.ColumnProfile;
import dev.tributary.fl.horizontal.glm.GlmObjective;
import dev.tributary.fl.horizontal.glm.RowLimits;
import dev.tributary.fl.jobs.data.EveryCell;
import java.util.function.ToDoubleFunction;

/** What algorithms of numbers need of a party's own table. */
public final class EveryRow {
  private EveryRow() {}

  /**
   * USER for a missing or a huge value, by the limits that a training holds every row to.
   *
   * @param why a missing value is refused, in words after "missing values, "
   * @param learned which labels there may be
   */
  public static void check(SourceTable table, String why, GlmObjective learned) {
    EveryCell.requireNumber(table, why, RowLimits.LARGEST_VALUE);
    RowLimits limits =
        new RowLimits(
            table.features(),
            table.source().label(),
            table.source().weight() == null ? "" : table.source().weight(),
            table.source().offset() == null ? "" : table.source().offset(),
            learned);
    check(limits, table, ColumnProfile::least);
    check(limits, table, ColumnProfile::most);
  }

  private static void check(
      RowLimits limits, SourceTable table, ToDoubleFunction<ColumnProfile> end) {
    limits.check(
        table.features().stream()
            .mapToDouble(name -> end.applyAsDouble(table.profile().column(name)))
            .toArray(),
        end.applyAsDouble(table.profile().column(limits.label())),
        limits.weight().isEmpty() ? 1 : end.applyAsDouble(table.profile().column(limits.weight())),
        limits.offset().isEmpty() ? 0 : end.applyAsDouble(table.profile().column(limits.offset())));
  }
}
