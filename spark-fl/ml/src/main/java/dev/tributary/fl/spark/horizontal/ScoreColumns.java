package dev.tributary.fl.spark.horizontal;

import static org.apache.spark.sql.functions.udf;

import dev.tributary.fl.spark.stage.Schemas;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that a model of labels adds to rows, by the names that its stage has for them: of
 * classes {@code rawPredictionCol}, {@code probabilityCol} and {@code predictionCol}, of numbers
 * the last alone; an empty name stands for none.
 */
public final class ScoreColumns {
  private ScoreColumns() {}

  /** A model, on executors. */
  @FunctionalInterface
  public interface Scorer extends Serializable {
    /** Null where the model has no score for the row. */
    Scores of(Row row);
  }

  /**
   * What a row gets.
   *
   * @param raw {@code [class]}; null for a number
   * @param probability {@code [class]}; null for a number
   * @param prediction class or number
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Scores(double[] raw, double[] probability, double prediction) {
    /** A number. */
    public static Scores number(double prediction) {
      return new Scores(null, null, prediction);
    }

    /**
     * Classes, the one with the highest raw value predicted.
     *
     * @param raw {@code [class]}, or of two classes that of the second alone
     * @param probability the same
     */
    public static Scores classes(double[] raw, double[] probability) {
      return raw.length == 1
          ? classes(
              new double[] {-raw[0], raw[0]}, new double[] {1 - probability[0], probability[0]})
          : new Scores(raw, probability, Vectors.dense(raw).argmax());
    }
  }

  /** What a column holds. */
  private enum Kind {
    RAW("rawPredictionCol"),
    PROBABILITY("probabilityCol"),
    PREDICTION("predictionCol");

    private final String param;

    Kind(String param) {
      this.param = param;
    }

    Object of(Scores scores) {
      return switch (this) {
        case RAW -> Vectors.dense(scores.raw());
        case PROBABILITY -> Vectors.dense(scores.probability());
        case PREDICTION -> scores.prediction();
      };
    }

    DataType type() {
      return this == PREDICTION ? DataTypes.DoubleType : SQLDataTypes.VectorType();
    }

    String name(Params stage) {
      return (String) stage.getOrDefault(stage.getParam(param));
    }

    static List<Kind> all(boolean classes) {
      return classes ? List.of(values()) : List.of(PREDICTION);
    }
  }

  /** The schema with these columns. */
  public static StructType append(StructType schema, Params stage, boolean classes) {
    StructType result = schema;
    for (Kind kind : Kind.all(classes)) {
      result = Schemas.append(result, kind.name(stage), kind.type());
    }
    return result;
  }

  /**
   * The rows with these columns, lazily.
   *
   * @param read what the model reads of a row, as one struct
   */
  public static Dataset<Row> add(
      Dataset<Row> rows, Params stage, boolean classes, Column read, Scorer scorer) {
    Dataset<Row> result = rows;
    for (Kind kind : Kind.all(classes)) {
      String name = kind.name(stage);
      if (!name.isEmpty()) {
        result = result.withColumn(name, udf(new Score(scorer, kind), kind.type()).apply(read));
      }
    }
    return result;
  }

  private record Score(Scorer scorer, Kind kind) implements UDF1<Row, Object> {
    @Override
    public Object call(Row row) {
      Scores scores = scorer.of(row);
      return scores == null ? null : kind.of(scores);
    }
  }
}
