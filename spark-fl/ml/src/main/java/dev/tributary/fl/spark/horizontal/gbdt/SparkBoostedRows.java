package dev.tributary.fl.spark.horizontal.gbdt;

import dev.tributary.fl.horizontal.evaluation.ScoredRows;
import dev.tributary.fl.horizontal.exact.Words;
import dev.tributary.fl.horizontal.gbdt.BoostedScorer;
import dev.tributary.fl.spark.shards.SparkFailures;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;

/**
 * Rows that boosted trees score while they are summed.
 *
 * @param rows doubles: the features, then label, weight and what is not read
 * @param features how many there are
 */
record SparkBoostedRows(JavaRDD<Row> rows, int features, BoostedScorer scorer)
    implements ScoredRows {
  @Override
  public long[] sum(Kernel kernel) {
    long[] sum =
        SparkFailures.unwrap(
            () ->
                rows.getNumPartitions() == 0
                    ? null
                    : rows.mapPartitions(new Partition(kernel, features, scorer))
                        .treeAggregate(null, new Add(), new Add()));
    return sum == null ? new long[kernel.words()] : sum;
  }

  private record Partition(Kernel kernel, int features, BoostedScorer scorer)
      implements FlatMapFunction<Iterator<Row>, long[]> {
    @Override
    public Iterator<long[]> call(Iterator<Row> rows) {
      return Collections.singleton(kernel.sum(new Scoring(rows, features, scorer))).iterator();
    }
  }

  private record Scoring(Iterator<Row> rows, int features, BoostedScorer scorer)
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
          scorer.predict(scorer.rawScores(values)),
          number(row, features),
          number(row, features + 1));
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
