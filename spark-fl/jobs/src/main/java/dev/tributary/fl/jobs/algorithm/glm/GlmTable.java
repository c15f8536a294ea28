package dev.tributary.fl.jobs.algorithm.glm;

import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.cells.ColumnProfile;
import dev.tributary.fl.horizontal.glm.GlmObjective;
import dev.tributary.fl.horizontal.glm.RowLimits;
import dev.tributary.fl.jobs.run.EveryCell;
import java.util.function.ToDoubleFunction;

/** What a fit needs of a party's own table. */
final class GlmTable {
  /** The power of an objective that job files do not have. */
  private static final double NOT_READ = Double.NaN;

  private GlmTable() {}

  /** USER for a missing or a huge value, by the limits that the fit holds every row to. */
  static void check(GlmSection section, SourceTable table) {
    EveryCell.requireNumber(table, "which a linear model has no term for", RowLimits.LARGEST_VALUE);
    RowLimits limits =
        new RowLimits(
            table.features(),
            table.source().label(),
            table.source().weight() == null ? "" : table.source().weight(),
            "",
            GlmObjective.of(section.objectiveName(), section.outputs(), NOT_READ));
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
        0);
  }
}
