package dev.tributary.fl.jobs.run;

import dev.tributary.fl.evaluation.ModelScores;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Scored rows at the driver, in any order, which is the same for all models: eight bytes per
 * number.
 *
 * @param columns {@code [column][row]}: outputs of each model, label, weight, and which set the row
 *     is of
 * @param outputs columns of one model
 */
record JudgedRows(double[][] columns, int outputs) {
  private static final int BESIDE_SCORES = 3;

  /**
   * @param rows double columns: scores of one or more models, label, weight, set; null is read as
   *     NaN
   */
  static JudgedRows collect(Dataset<Row> rows, int outputs) {
    int width = rows.columns().length;
    List<double[]> packed = rows.toJavaRDD().mapPartitions(new Pack(width)).collect();
    int count = packed.stream().mapToInt(part -> part.length / width).sum();
    double[][] columns = new double[width][count];
    int row = 0;
    for (double[] part : packed) {
      for (int i = 0; i < part.length; i++) {
        columns[i % width][row + i / width] = part[i];
      }
      row += part.length / width;
    }
    return new JudgedRows(columns, outputs);
  }

  int count() {
    return columns[0].length;
  }

  double[] labels() {
    return columns[columns.length - BESIDE_SCORES];
  }

  /** How many different labels have rows that weigh anything. */
  long kinds() {
    double[] weights = weights();
    return IntStream.range(0, count())
        .filter(row -> weights[row] > 0)
        .mapToDouble(row -> labels()[row])
        .distinct()
        .count();
  }

  /** The scores of a model, 0 for the first. */
  ModelScores model(int number) {
    double[][] scores = Arrays.copyOfRange(columns, number * outputs, number * outputs + outputs);
    return new ModelScores(scores, labels(), weights());
  }

  private double[] weights() {
    return columns[columns.length - BESIDE_SCORES + 1];
  }

  /** The rows of a set that have a label. */
  JudgedRows of(double set) {
    double[] sets = columns[columns.length - 1];
    int[] chosen =
        IntStream.range(0, count())
            .filter(row -> sets[row] == set && !Double.isNaN(labels()[row]))
            .toArray();
    return new JudgedRows(
        Arrays.stream(columns)
            .map(column -> Arrays.stream(chosen).mapToDouble(row -> column[row]).toArray())
            .toArray(double[][]::new),
        outputs);
  }

  private static final class Pack implements FlatMapFunction<Iterator<Row>, double[]> {
    private static final long serialVersionUID = 1L;

    private final int width;

    Pack(int width) {
      this.width = width;
    }

    @Override
    public Iterator<double[]> call(Iterator<Row> rows) {
      double[] packed = new double[width * 512];
      int length = 0;
      while (rows.hasNext()) {
        Row row = rows.next();
        if (length + width > packed.length) {
          packed = Arrays.copyOf(packed, 2 * packed.length);
        }
        for (int i = 0; i < width; i++) {
          packed[length++] = row.isNullAt(i) ? Double.NaN : row.getDouble(i);
        }
      }
      return List.of(Arrays.copyOf(packed, length)).iterator();
    }
  }
}
