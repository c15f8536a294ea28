package dev.tributary.fl.spark.data;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** One column at the driver, in row order: labels and weights, eight bytes a row. */
public final class RowValues {
  private RowValues() {}

  /**
   * @param placement where an aligned row stands in row order; null if it stands where it is
   * @param rows number of rows, each of which must be there once
   * @return NaN where a value is missing
   */
  public static double[] collect(
      Dataset<Row> table, String rowColumn, String column, int[] placement, int rows) {
    List<String> columns = List.of(column);
    NumericColumns numeric = NumericColumns.of(table, rowColumn, columns);
    double[] values = new double[rows];
    BitSet seen = new BitSet(rows);
    for (double[] pairs :
        NumericColumns.rows(table, rowColumn, columns)
            .mapPartitionsWithIndex(new PairsTask(numeric), false)
            .collect()) {
      for (int i = 0; i < pairs.length; i += 2) {
        int aligned = (int) pairs[i];
        if (aligned < 0 || aligned >= rows || seen.get(aligned)) {
          throw new FederationException(
              ErrorCode.INTERNAL, "row " + aligned + " of " + rows + " is foreign or repeated");
        }
        seen.set(aligned);
        values[placement == null ? aligned : placement[aligned]] = pairs[i + 1];
      }
    }
    if (seen.cardinality() != rows) {
      throw new FederationException(
          ErrorCode.INTERNAL,
          "row " + seen.nextClearBit(0) + " of " + rows + " is not in the table");
    }
    return values;
  }

  /** Row numbers and values of a partition, alternating; both are exact in a double. */
  private static final class PairsTask
      implements Function2<Integer, Iterator<InternalRow>, Iterator<double[]>> {
    private static final long serialVersionUID = 1L;
    private final NumericColumns columns;

    PairsTask(NumericColumns columns) {
      this.columns = columns;
    }

    @Override
    public Iterator<double[]> call(Integer partition, Iterator<InternalRow> rows) {
      double[] pairs = new double[1024];
      int filled = 0;
      while (rows.hasNext()) {
        InternalRow row = rows.next();
        if (filled == pairs.length) {
          pairs = Arrays.copyOf(pairs, 2 * filled);
        }
        pairs[filled++] = columns.row(row);
        pairs[filled++] = columns.value(row, 0);
      }
      return Collections.singleton(Arrays.copyOf(pairs, filled)).iterator();
    }
  }
}
