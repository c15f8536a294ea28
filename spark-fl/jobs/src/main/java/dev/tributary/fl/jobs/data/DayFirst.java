package dev.tributary.fl.jobs.data;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import dev.tributary.connectors.RowCondition;
import dev.tributary.connectors.SourceTable;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StringType;

/** Dates that are text with the day or the month first, which text does not put in order. */
final class DayFirst {
  private static final String LOOKS = "^\\s*\\d{1,2}[-/. ]\\d{1,2}[-/. ]\\d{2,4}\\b";

  private DayFirst() {}

  /**
   * USER if a condition of the split compares such a column's text by order: 31/01/2024 would be
   * after 01/12/2024.
   */
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
      Column cell = SourceTable.column(column);
      Column dated = when(cell.rlike(LOOKS), cell);
      Row seen = source.look(rows -> rows.agg(count(dated), min(dated)).first());
      if (seen.getLong(0) > 0) {
        throw FederationException.user(
            "%s compares the column '%s' as text, and %d of its cells are dates with the day or the"
                + " month first, such as '%s', which text does not put in order: write"
                + " to_date(%s, 'dd/MM/yyyy') or as they are written",
            key, column, seen.getLong(0), seen.getString(1), column);
      }
    }
  }
}
