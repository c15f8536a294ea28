package dev.tributary.fl.jobs.algorithm.horizontal;

import dev.tributary.connectors.SourceTable;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Columns that are true or false as such, since parties compare kinds. */
public final class TruthColumns {
  private TruthColumns() {}

  /** The rows of a table, by one select however many such columns it has. */
  public static Dataset<Row> in(SourceTable source) {
    return source
        .rows()
        .select(
            Arrays.stream(source.rows().columns())
                .map(name -> column(source, name))
                .toArray(Column[]::new));
  }

  private static Column column(SourceTable source, String name) {
    Column column = SourceTable.column(name);
    return source.truths().contains(name) ? column.cast("boolean").as(name) : column;
  }
}
