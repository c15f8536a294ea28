package dev.tributary.fl.jobs.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * Labels and weights of the common rows, at the label party's driver, in row order.
 *
 * @param labels by row of the row order
 * @param weights the same, or null where all are 1
 */
record LabelValues(double[] labels, double[] weights) {
  private static final int WIDTH = 3;

  /**
   * @param placement where an aligned row stands in the row order
   * @param weighted whether the source has weights
   */
  static LabelValues collect(AlignedTable aligned, int[] placement, WeightColumn weighted) {
    double[] labels = new double[placement.length];
    double[] weights = weighted == WeightColumn.PRESENT ? new double[placement.length] : null;
    Column weight = weights == null ? lit(1.0) : col(SourceTable.WEIGHT);
    List<double[]> packed =
        aligned
            .table()
            .select(
                col(AlignedTable.ROW).cast("double"), col(SourceTable.LABEL), weight.as("weight"))
            .toJavaRDD()
            .mapPartitions(new Pack())
            .collect();
    for (double[] partition : packed) {
      for (int i = 0; i < partition.length; i += WIDTH) {
        int at = placement[(int) partition[i]];
        labels[at] = partition[i + 1];
        if (weights != null) {
          weights[at] = partition[i + 2];
        }
      }
    }
    return new LabelValues(labels, weights);
  }

  /** Labels of some rows of the row order. */
  double[] labels(int from, int to) {
    return Arrays.copyOfRange(labels, from, to);
  }

  /** Weights of some rows of the row order. */
  double[] weights(int from, int to) {
    if (weights != null) {
      return Arrays.copyOfRange(weights, from, to);
    }
    double[] ones = new double[to - from];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Whether the source has a weight column. */
  enum WeightColumn {
    PRESENT,
    ABSENT
  }

  private static final class Pack implements FlatMapFunction<Iterator<Row>, double[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<double[]> call(Iterator<Row> rows) {
      double[] packed = new double[WIDTH * 512];
      int length = 0;
      while (rows.hasNext()) {
        Row row = rows.next();
        if (length + WIDTH > packed.length) {
          packed = Arrays.copyOf(packed, 2 * packed.length);
        }
        for (int i = 0; i < WIDTH; i++) {
          packed[length++] = row.isNullAt(i) ? Double.NaN : row.getDouble(i);
        }
      }
      return List.of(Arrays.copyOf(packed, length)).iterator();
    }
  }
}
