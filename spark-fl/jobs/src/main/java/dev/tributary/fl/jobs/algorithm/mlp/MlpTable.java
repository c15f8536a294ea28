package dev.tributary.fl.jobs.algorithm.mlp;

import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.cells.ColumnProfile;
import dev.tributary.fl.horizontal.glm.RowLimits;
import dev.tributary.fl.jobs.run.EveryCell;
import java.util.function.ToDoubleFunction;

/** What a training needs of a party's own table. */
final class MlpTable {
  private MlpTable() {}

  /** USER for a missing or a huge value, by the limits that the training holds every row to. */
  static void check(MlpSection section, SourceTable table) {
    EveryCell.requireNumber(table, "which a perceptron has no input for", RowLimits.LARGEST_VALUE);
    RowLimits limits =
        new RowLimits(
            table.features(),
            table.source().label(),
            table.source().weight() == null ? "" : table.source().weight(),
            "",
            section.fitted().labels());
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
