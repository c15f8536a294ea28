package dev.tributary.fl.jobs.run;

import dev.tributary.fl.evaluation.BinaryEvaluation;
import dev.tributary.fl.evaluation.Evaluation;
import dev.tributary.fl.evaluation.MulticlassEvaluation;
import dev.tributary.fl.evaluation.PoissonEvaluation;
import dev.tributary.fl.evaluation.RegressionEvaluation;
import dev.tributary.fl.evaluation.Sample;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.Supervised;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Scored rows at the driver, in any order: eight bytes per number.
 *
 * @param columns {@code [column][row]}: scores, label, weight, and which set the row is of
 */
record JudgedRows(double[][] columns) {
  private static final int BESIDE_SCORES = 3;

  /**
   * @param rows double columns: scores, label, weight, set; null is read as NaN
   */
  static JudgedRows collect(Dataset<Row> rows) {
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
    return new JudgedRows(columns);
  }

  int count() {
    return columns[0].length;
  }

  double[] labels() {
    return columns[outputs()];
  }

  private int outputs() {
    return columns.length - BESIDE_SCORES;
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
            .toArray(double[][]::new));
  }

  /** How good the scores are, by the job's objective; all rows have labels. */
  Evaluation evaluate(JobFile job) {
    double[] weights = columns[outputs() + 1];
    if (outputs() > 1) {
      return MulticlassEvaluation.of(byRow(), labels(), weights);
    }
    Sample sample = new Sample(columns[0], labels(), weights);
    return switch (Supervised.of(job).objective()) {
      case SQUARED_ERROR -> RegressionEvaluation.of(sample);
      case POISSON -> PoissonEvaluation.of(sample);
      default ->
          BinaryEvaluation.of(
              sample,
              job.evaluate().topFractions().stream().mapToDouble(Double::doubleValue).toArray());
    };
  }

  private double[][] byRow() {
    double[][] scores = new double[count()][outputs()];
    for (int row = 0; row < scores.length; row++) {
      for (int c = 0; c < outputs(); c++) {
        scores[row][c] = columns[c][row];
      }
    }
    return scores;
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
