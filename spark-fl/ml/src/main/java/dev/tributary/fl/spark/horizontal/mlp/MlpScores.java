package dev.tributary.fl.spark.horizontal.mlp;

import static org.apache.spark.sql.functions.udf;

import dev.tributary.fl.horizontal.mlp.MlpModel;
import dev.tributary.fl.horizontal.mlp.MlpObjective;
import dev.tributary.fl.spark.horizontal.FeatureColumns;
import dev.tributary.fl.spark.stage.Schemas;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns that a perceptron adds to rows; null where a feature is missing. */
final class MlpScores {
  private MlpScores() {}

  /** What a column holds. */
  private enum Kind {
    RAW,
    PROBABILITY,
    PREDICTION;

    Object of(MlpModel model, double[] raw) {
      double[] predicted = model.predict(raw);
      if (!model.fitted().isClassification()) {
        return predicted[0];
      }
      return switch (this) {
        case RAW -> Vectors.dense(centred(raw));
        case PROBABILITY -> Vectors.dense(predicted);
        case PREDICTION -> (double) Vectors.dense(raw).argmax();
      };
    }

    /**
     * Less their mean, which no probability depends on: with two classes an evaluator reads the
     * second alone, which then ranks rows as their probabilities do.
     */
    private static double[] centred(double[] raw) {
      double mean = Arrays.stream(raw).sum() / raw.length;
      return Arrays.stream(raw).map(output -> output - mean).toArray();
    }

    DataType type() {
      return this == PREDICTION ? DataTypes.DoubleType : SQLDataTypes.VectorType();
    }
  }

  private static List<Kind> kinds(String objective) {
    return new MlpObjective(objective, 2).isClassification()
        ? List.of(Kind.values())
        : List.of(Kind.PREDICTION);
  }

  private static String name(MlpParams<?> stage, Kind kind) {
    return switch (kind) {
      case RAW -> stage.getRawPredictionCol();
      case PROBABILITY -> stage.getProbabilityCol();
      case PREDICTION -> stage.getPredictionCol();
    };
  }

  /** The schema with these columns. */
  static StructType append(StructType schema, MlpParams<?> stage, String objective) {
    StructType result = schema;
    for (Kind kind : kinds(objective)) {
      result = Schemas.append(result, name(stage, kind), kind.type());
    }
    return result;
  }

  /** The rows with these columns, lazily. */
  static Dataset<Row> add(Dataset<Row> rows, MlpParams<?> stage, MlpModel model) {
    Dataset<Row> result = rows;
    for (Kind kind : kinds(model.objective())) {
      String name = name(stage, kind);
      if (!name.isEmpty()) {
        result =
            result.withColumn(
                name,
                udf(new Score(model, kind.name()), kind.type())
                    .apply(FeatureColumns.row(model.features())));
      }
    }
    return result;
  }

  private record Score(MlpModel model, String kind) implements UDF1<Row, Object> {
    @Override
    public Object call(Row row) {
      double[] values = FeatureColumns.values(row);
      return values == null ? null : Kind.valueOf(kind).of(model, model.raw(values));
    }
  }
}
