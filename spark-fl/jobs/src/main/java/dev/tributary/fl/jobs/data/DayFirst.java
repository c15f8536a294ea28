package dev.tributary.fl.jobs.data;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.min;

import dev.tributary.connectors.RowCondition;
import dev.tributary.connectors.SourceTable;
import dev.tributary.connectors.TextDates;
import dev.tributary.fl.jobs.file.JobFile;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StringType;

/** Dates as text in columns that the split compares. */
final class DayFirst {
  private DayFirst() {}

  /** USER if a condition of the split compares by order a column's text of {@link TextDates}. */
  static void check(SourceTable source, JobFile job) {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("split.test", job.split().test());
    conditions.put("split.validation", job.split().validationCondition());
    conditions.forEach(
        (key, condition) -> {
          if (condition != null) {
            check(source, key, RowCondition.checked(key, condition));
          }
        });
  }

  private static void check(SourceTable source, String key, RowCondition condition) {
    for (String name : condition.ordered()) {
      String column =
          Arrays.stream(source.rows().columns())
              .filter(name::equalsIgnoreCase)
              .findFirst()
              .orElse(null);
      if (column == null
          || !(source.rows().schema().apply(column).dataType() instanceof StringType)) {
        continue;
      }
      Column dated = TextDates.in(SourceTable.column(column));
      Row seen = source.look(rows -> rows.agg(count(dated), min(dated)).first());
      TextDates.require(key, column, seen.getLong(0), seen.getString(1));
    }
  }
}
