package dev.tributary.fl.spark.horizontal;

import dev.tributary.fl.horizontal.evaluation.ScoredRows;
import dev.tributary.fl.horizontal.exact.Words;
import dev.tributary.fl.spark.shards.PartitionSums;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/**
 * Rows that a model scores while they are summed.
 *
 * @param rows doubles: the features, then label, weight and one that the model may read
 * @param features how many there are
 */
public record SparkScoredRows(JavaRDD<Row> rows, int features, Predictor predictor)
    implements ScoredRows {
  /** A model, on executors. */
  @FunctionalInterface
  public interface Predictor extends Serializable {
    /**
     * What a row is judged by.
     *
     * @param values {@code [feature]}, NaN where missing
     * @param more what stands behind label and weight
     */
    double[] predict(double[] values, double more);
  }

  @Override
  public long[] sum(Kernel kernel) {
    return PartitionSums.of(
        rows, kernel.words(), new Partition(kernel, features, predictor), Words::add);
  }

  private record Partition(Kernel kernel, int features, Predictor predictor)
      implements PartitionSums.Kernel<Row> {
    @Override
    public long[] sum(Iterator<Row> rows) {
      return kernel.sum(new Scoring(rows, features, predictor));
    }
  }

  private record Scoring(Iterator<Row> rows, int features, Predictor predictor)
      implements Iterator<Scored> {
    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Scored next() {
      Row row = rows.next();
      double[] values = new double[features];
      for (int j = 0; j < features; j++) {
        values[j] = number(row, j);
      }
      return new Scored(
          predictor.predict(values, number(row, features + 2)),
          number(row, features),
          number(row, features + 1));
    }

    private static double number(Row row, int at) {
      return row.isNullAt(at) ? Double.NaN : row.getDouble(at);
    }
  }
}
