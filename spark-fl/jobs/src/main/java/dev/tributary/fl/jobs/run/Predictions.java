package dev.tributary.fl.jobs.run;

import dev.tributary.fl.data.RowOrder;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The label party's {@code predictions/}: the key's columns, {@code score} (multi-class: {@code
 * score_0, ...}), {@code label} and {@code split}, as Parquet.
 */
final class Predictions {
  private Predictions() {}

  /**
   * @param predictions {@code [row][output]} in row order
   * @param placement where an aligned row stands in the row order
   */
  static void write(
      AlignedTable aligned,
      double[][] predictions,
      LabelValues values,
      int[] placement,
      RowOrder order,
      String path) {
    int outputs = predictions[0].length;
    double[] flat = new double[Math.multiplyExact(predictions.length, outputs)];
    for (int row = 0; row < predictions.length; row++) {
      System.arraycopy(predictions[row], 0, flat, row * outputs, outputs);
    }
    JavaSparkContext spark =
        JavaSparkContext.fromSparkContext(aligned.keys().sparkSession().sparkContext());
    Broadcast<double[]> scores = spark.broadcast(flat);
    Broadcast<double[]> labels = spark.broadcast(values.labels());
    Broadcast<int[]> placed = spark.broadcast(placement);
    Lookup lookup =
        new Lookup(scores, labels, placed, outputs, order, aligned.keys().schema().length() - 1);
    aligned
        .keys()
        .mapPartitions(lookup, Encoders.row(schema(aligned.keys(), outputs)))
        .write()
        .parquet(path);
    List.of(scores, labels, placed).forEach(Broadcast::destroy);
  }

  private static StructType schema(Dataset<Row> keys, int outputs) {
    StructType schema = new StructType();
    StructField[] fields = keys.schema().fields();
    for (int k = 0; k + 1 < fields.length; k++) {
      schema = schema.add(fields[k]);
    }
    for (int o = 0; o < outputs; o++) {
      schema = schema.add(outputs == 1 ? "score" : "score_" + o, DataTypes.DoubleType);
    }
    return schema.add("label", DataTypes.DoubleType).add("split", DataTypes.StringType);
  }

  private static final class Lookup implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<double[]> scores;
    private final Broadcast<double[]> labels;
    private final Broadcast<int[]> placed;
    private final int outputs;
    private final RowOrder order;
    private final int keys;

    Lookup(
        Broadcast<double[]> scores,
        Broadcast<double[]> labels,
        Broadcast<int[]> placed,
        int outputs,
        RowOrder order,
        int keys) {
      this.scores = scores;
      this.labels = labels;
      this.placed = placed;
      this.outputs = outputs;
      this.order = order;
      this.keys = keys;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return rows.hasNext();
        }

        @Override
        public Row next() {
          return scored(rows.next());
        }
      };
    }

    private Row scored(Row row) {
      int at = placed.value()[row.getInt(keys)];
      Object[] values = new Object[keys + outputs + 2];
      for (int k = 0; k < keys; k++) {
        values[k] = row.get(k);
      }
      for (int o = 0; o < outputs; o++) {
        values[keys + o] = scores.value()[at * outputs + o];
      }
      values[keys + outputs] = labels.value()[at];
      values[keys + outputs + 1] =
          at < order.training() ? "train" : at < order.testStart() ? "validation" : "test";
      return RowFactory.create(values);
    }
  }
}
