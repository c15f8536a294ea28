package dev.tributary.connectors.files;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import dev.tributary.connectors.spi.TableLocation;
import dev.tributary.fl.data.ColumnName;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Whether every line of a JSON source is an object; Spark puts those that are none in a column. */
final class JsonLines {
  private static final int SHOWN = 60;

  private JsonLines() {}

  /** USER with the count and one of the lines that are no objects. */
  static void require(Dataset<Row> rows, TableLocation at) {
    String broken = rows.sparkSession().conf().get("spark.sql.columnNameOfCorruptRecord");
    List<String> names = Arrays.asList(rows.columns());
    if (!names.contains(broken)) {
      return;
    }
    if (names.size() == 1) {
      throw FederationException.user(
          "data at %s has no line that is a JSON object: write one object a line, or set"
              + " data.options: {multiLine: true} where the file is one array or an object takes"
              + " several lines",
          at.path());
    }
    // Spark refuses to look at this column alone.
    String beside = names.stream().filter(name -> !name.equals(broken)).findFirst().orElseThrow();
    Row seen =
        Unreadable.guard(
            at,
            () ->
                rows.filter(col(broken).isNotNull())
                    .agg(
                        count(lit(1)),
                        min(broken),
                        max(col(ColumnName.quoted(beside)).cast("string")))
                    .first());
    String example = String.valueOf(seen.get(1));
    throw FederationException.user(
        "data at %s has %d lines that are no JSON objects, such as '%s': correct them, or set"
            + " data.options: {multiLine: true} where an object takes several lines",
        at.path(),
        seen.getLong(0),
        example.length() > SHOWN ? example.substring(0, SHOWN) + "..." : example);
  }
}
