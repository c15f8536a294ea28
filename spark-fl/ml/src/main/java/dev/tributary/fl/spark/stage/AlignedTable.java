package dev.tributary.fl.spark.stage;

import static org.apache.spark.sql.functions.broadcast;

import dev.tributary.fl.data.RowOrder;
import dev.tributary.fl.spark.data.RowValues;
import dev.tributary.fl.spark.shards.SparkFailures;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A party's table restricted to the common rows, each with its row number.
 *
 * @param rows the source's columns and {@link #ROW}, in any order
 * @param features numeric columns to learn from; feature numbers are places in this list
 * @param order how many rows train, validate and test
 * @param placement where an aligned row stands in row order; null if it stands where it is
 */
public record AlignedTable(
    Dataset<Row> rows, List<String> features, RowOrder order, int[] placement) {
  /** Column of row numbers; no source column may have this name. */
  public static final String ROW = "tributary_row";

  /** Aligned rows up to which the join ships them to the source instead of shuffling it. */
  private static final long BROADCAST_ROWS = 2_000_000;

  public AlignedTable {
    features = List.copyOf(features);
  }

  /**
   * Joins a source to what alignment found. Below two million rows the source is not shuffled.
   *
   * @param aligned the id columns as the source has them, and a row number
   * @param rowColumn column of {@code aligned} with row numbers {@code 0 .. n - 1}
   * @param ids id columns
   */
  public static AlignedTable join(
      Dataset<Row> source,
      Dataset<Row> aligned,
      String rowColumn,
      List<String> ids,
      List<String> features,
      RowOrder order,
      int[] placement) {
    Column[] columns = new Column[ids.size() + 1];
    for (int i = 0; i < ids.size(); i++) {
      columns[i] = Schemas.column(ids.get(i));
    }
    columns[ids.size()] = Schemas.column(rowColumn).as(ROW);
    Dataset<Row> numbers = aligned.select(columns);
    if (order.rows() <= BROADCAST_ROWS) {
      numbers = broadcast(numbers);
    }
    Dataset<Row> joined = source.join(numbers, ids.toArray(new String[0]), "inner");
    return new AlignedTable(joined, features, order, placement);
  }

  /** The values of a numeric column in row order; NaN where missing. */
  public double[] values(String column) {
    return SparkFailures.unwrap(
        () -> RowValues.collect(rows, ROW, column, placement, order.rows()));
  }
}
