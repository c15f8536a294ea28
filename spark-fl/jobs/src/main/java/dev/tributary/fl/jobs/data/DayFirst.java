package dev.tributary.fl.jobs.data;

import dev.tributary.connectors.RowCondition;
import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TextOrder;
import dev.tributary.fl.jobs.file.JobFile;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** Dates and numbers as text in columns that the split compares. */
final class DayFirst {
  private DayFirst() {}

  /** USER if a condition of the split compares by order what {@link TextOrder} refuses. */
  static void check(SourceTable source, JobFile job) {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("split.test", job.split().test());
    conditions.put("split.validation", job.split().validationCondition());
    conditions.forEach(
        (key, condition) -> {
          if (condition != null) {
            check(source, job.align().key(), key, RowCondition.checked(key, condition));
          }
        });
  }

  private static void check(
      SourceTable source, List<String> ids, String key, RowCondition condition) {
    Map<String, Column> names = new LinkedHashMap<>();
    for (String name : condition.columns()) {
      RowCondition.match(name, Arrays.asList(source.rows().columns()))
          .ifPresent(column -> names.put(name, SourceTable.column(column)));
    }
    // As the split does: the job's names of key columns come before the table's own.
    for (int k = 0; k < ids.size(); k++) {
      names.put(ids.get(k), SourceTable.column(source.source().id().get(k)));
    }
    TextOrder order = TextOrder.of(condition, source.rows(), names);
    List<Column> looks = order.looks();
    if (!looks.isEmpty()) {
      Column[] others = looks.subList(1, looks.size()).toArray(Column[]::new);
      Row seen = source.look(rows -> rows.agg(looks.get(0), others).first());
      order.require(key, seen, 0);
    }
  }
}
