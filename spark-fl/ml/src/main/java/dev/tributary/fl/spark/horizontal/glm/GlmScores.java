package dev.tributary.fl.spark.horizontal.glm;

import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import dev.tributary.fl.horizontal.glm.GlmModel;
import dev.tributary.fl.horizontal.glm.GlmObjective;
import dev.tributary.fl.spark.horizontal.FeatureColumns;
import dev.tributary.fl.spark.stage.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns that a linear model adds to rows; null where a feature is missing. */
final class GlmScores {
  private GlmScores() {}

  /** What a column holds. */
  private enum Kind {
    RAW,
    PROBABILITY,
    PREDICTION;

    Object of(GlmModel model, double[] eta) {
      GlmObjective objective = model.fitted();
      if (!objective.isClassification()) {
        return objective.predict(eta)[0];
      }
      double[] probability = objective.predict(eta);
      if (eta.length == 1) {
        eta = new double[] {-eta[0], eta[0]};
        probability = new double[] {1 - probability[0], probability[0]};
      }
      return switch (this) {
        case RAW -> Vectors.dense(eta);
        case PROBABILITY -> Vectors.dense(probability);
        case PREDICTION -> (double) Vectors.dense(eta).argmax();
      };
    }

    DataType type() {
      return this == PREDICTION ? DataTypes.DoubleType : SQLDataTypes.VectorType();
    }
  }

  private static List<Kind> kinds(String objective) {
    return GlmObjective.of(objective, 2, 1.5).isClassification()
        ? List.of(Kind.values())
        : List.of(Kind.PREDICTION);
  }

  private static String name(GlmParams<?> stage, Kind kind) {
    return switch (kind) {
      case RAW -> stage.getRawPredictionCol();
      case PROBABILITY -> stage.getProbabilityCol();
      case PREDICTION -> stage.getPredictionCol();
    };
  }

  /** The schema with these columns. */
  static StructType append(StructType schema, GlmParams<?> stage, String objective) {
    StructType result = schema;
    for (Kind kind : kinds(objective)) {
      result = Schemas.append(result, name(stage, kind), kind.type());
    }
    return result;
  }

  /** The rows with these columns, lazily. */
  static Dataset<Row> add(Dataset<Row> rows, GlmParams<?> stage, GlmModel model) {
    List<Column> read = new ArrayList<>();
    model.features().forEach(feature -> read.add(FeatureColumns.number(feature)));
    Optional<String> offset = FeatureColumns.optional(stage, stage.offsetCol());
    read.add(FeatureColumns.number(offset, 0));
    Column row = struct(read.toArray(Column[]::new));
    Dataset<Row> result = rows;
    for (Kind kind : kinds(model.objective())) {
      String name = name(stage, kind);
      if (!name.isEmpty()) {
        result =
            result.withColumn(name, udf(new Score(model, kind.name()), kind.type()).apply(row));
      }
    }
    return result;
  }

  private record Score(GlmModel model, String kind) implements UDF1<Row, Object> {
    @Override
    public Object call(Row row) {
      double[] values = new double[model.features().size()];
      for (int j = 0; j <= values.length; j++) {
        if (row.isNullAt(j) || Double.isNaN(row.getDouble(j))) {
          return null;
        }
        if (j < values.length) {
          values[j] = row.getDouble(j);
        }
      }
      return Kind.valueOf(kind).of(model, model.eta(values, row.getDouble(values.length)));
    }
  }
}
