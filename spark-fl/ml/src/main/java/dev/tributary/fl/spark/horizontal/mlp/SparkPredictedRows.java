package dev.tributary.fl.spark.horizontal.mlp;

import dev.tributary.fl.horizontal.evaluation.ScoredRows;
import dev.tributary.fl.horizontal.exact.Words;
import dev.tributary.fl.horizontal.mlp.MlpModel;
import dev.tributary.fl.spark.shards.SparkFailures;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;

/**
 * Rows that a perceptron scores while they are summed.
 *
 * @param rows doubles: the features, then label, weight and what is not read
 */
record SparkPredictedRows(JavaRDD<Row> rows, MlpModel model) implements ScoredRows {
  @Override
  public long[] sum(Kernel kernel) {
    long[] sum =
        SparkFailures.unwrap(
            () ->
                rows.getNumPartitions() == 0
                    ? null
                    : rows.mapPartitions(new Partition(kernel, model))
                        .treeAggregate(null, new Add(), new Add()));
    return sum == null ? new long[kernel.words()] : sum;
  }

  private record Partition(Kernel kernel, MlpModel model)
      implements FlatMapFunction<Iterator<Row>, long[]> {
    @Override
    public Iterator<long[]> call(Iterator<Row> rows) {
      return Collections.singleton(kernel.sum(new Scoring(rows, model))).iterator();
    }
  }

  private record Scoring(Iterator<Row> rows, MlpModel model) implements Iterator<Scored> {
    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Scored next() {
      Row row = rows.next();
      double[] values = new double[model.features().size()];
      for (int j = 0; j < values.length; j++) {
        values[j] = number(row, j);
      }
      double[] predicted = model.predict(model.raw(values));
      double[] judged =
          model.objective().equals("binary") ? new double[] {predicted[1]} : predicted;
      return new Scored(judged, number(row, values.length), number(row, values.length + 1));
    }

    private static double number(Row row, int at) {
      return row.isNullAt(at) ? Double.NaN : row.getDouble(at);
    }
  }

  private record Add() implements Function2<long[], long[], long[]> {
    @Override
    public long[] call(long[] sum, long[] words) {
      if (sum == null || words == null) {
        return sum == null ? words : sum;
      }
      return Words.add(sum, words);
    }
  }
}
