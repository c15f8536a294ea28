package dev.tributary.fl.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Made up rows of several parties, drawn where they are used: features, a label of 0 or 1 that
 * depends on them, weight 1, and a 0 (an offset, or that the row trains).
 *
 * @param rows of each party
 * @param features columns
 */
record MadeUpRows(int rows, int features) {
  /** Two a party, as many as cores. */
  private static final int PARTITIONS = 2;

  List<String> names() {
    return IntStream.range(0, features).mapToObj(j -> "x" + j).toList();
  }

  JavaRDD<Row> of(JavaSparkContext context, int party) {
    int each = rows / PARTITIONS;
    int width = features;
    List<Integer> parts = IntStream.range(0, PARTITIONS).boxed().toList();
    return context
        .parallelize(parts, PARTITIONS)
        .flatMap(
            part -> IntStream.range(0, each).mapToObj(r -> row(width, party, part, r)).iterator());
  }

  /** Those of all parties in one table. */
  JavaRDD<Row> pooled(JavaSparkContext context, int parties) {
    return IntStream.range(0, parties)
        .mapToObj(party -> of(context, party))
        .reduce(JavaRDD::union)
        .orElseThrow();
  }

  private static Row row(int features, int party, int part, int number) {
    SplittableRandom random =
        new SplittableRandom(31L * (31L * party + part) + 1_000_003L * number);
    Object[] row = new Object[features + 3];
    double eta = -1;
    for (int j = 0; j < features; j++) {
      double value = random.nextDouble() * 4 - 2 + 0.1 * party;
      row[j] = value;
      eta += value * Math.sin(j) / Math.sqrt(features);
    }
    row[features] = random.nextDouble() < 1 / (1 + Math.exp(-eta)) ? 1.0 : 0.0;
    row[features + 1] = 1.0;
    row[features + 2] = 0.0;
    return RowFactory.create(row);
  }
}
