package dev.tributary.fl.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** Puts scores, which come by row, back beside the keys of their rows. */
public final class RowScores {
  private RowScores() {}

  /**
   * @param table has the keys and {@link AlignedTable#ROW}
   * @param names of the new columns
   * @param scores {@code [column][row]} in row order
   */
  public static Dataset<Row> attach(AlignedTable table, List<String> names, double[][] scores) {
    JavaSparkContext spark =
        JavaSparkContext.fromSparkContext(table.rows().sparkSession().sparkContext());
    Broadcast<Scores> shared = spark.broadcast(new Scores(scores, table.placement()));
    Dataset<Row> result = table.rows();
    Column row = col(AlignedTable.ROW).cast(DataTypes.LongType);
    for (int k = 0; k < names.size(); k++) {
      result =
          result.withColumn(
              names.get(k), udf(new Lookup(shared, k), DataTypes.DoubleType).apply(row));
    }
    return result;
  }

  /** What executors look up. */
  static final class Scores implements Serializable {
    private static final long serialVersionUID = 1L;
    private final double[][] values;
    private final int[] placement;

    Scores(double[][] values, int[] placement) {
      this.values = values;
      this.placement = placement;
    }

    double of(int column, int aligned) {
      return values[column][placement == null ? aligned : placement[aligned]];
    }
  }

  private static final class Lookup implements UDF1<Long, Double> {
    private static final long serialVersionUID = 1L;
    private final Broadcast<Scores> scores;
    private final int column;

    Lookup(Broadcast<Scores> scores, int column) {
      this.scores = scores;
      this.column = column;
    }

    @Override
    public Double call(Long aligned) {
      return scores.value().of(column, Math.toIntExact(aligned));
    }
  }
}
