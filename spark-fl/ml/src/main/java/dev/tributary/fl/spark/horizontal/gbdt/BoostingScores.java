package dev.tributary.fl.spark.horizontal.gbdt;

import static org.apache.spark.sql.functions.udf;

import dev.tributary.fl.horizontal.gbdt.BoostedModel;
import dev.tributary.fl.horizontal.gbdt.BoostedScorer;
import dev.tributary.fl.spark.horizontal.FeatureColumns;
import dev.tributary.fl.spark.stage.Schemas;
import dev.tributary.fl.training.Objective;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns that boosted trees add to rows. */
final class BoostingScores {
  private BoostingScores() {}

  /** What a column holds. */
  private enum Kind {
    RAW,
    PROBABILITY,
    PREDICTION;

    Object of(BoostedScorer scorer, boolean classes, double[] raw) {
      if (!classes) {
        return scorer.predict(raw)[0];
      }
      double[] probability = scorer.predict(raw);
      double[] shown = raw;
      if (raw.length == 1) {
        shown = new double[] {-raw[0], raw[0]};
        probability = new double[] {1 - probability[0], probability[0]};
      }
      return switch (this) {
        case RAW -> Vectors.dense(shown);
        case PROBABILITY -> Vectors.dense(probability);
        case PREDICTION -> (double) Vectors.dense(shown).argmax();
      };
    }

    DataType type() {
      return this == PREDICTION ? DataTypes.DoubleType : SQLDataTypes.VectorType();
    }
  }

  private static List<Kind> kinds(String objective) {
    return Objective.OF_CLASSES.contains(objective)
        ? List.of(Kind.values())
        : List.of(Kind.PREDICTION);
  }

  private static String name(BoostingParams<?> stage, Kind kind) {
    return switch (kind) {
      case RAW -> stage.getRawPredictionCol();
      case PROBABILITY -> stage.getProbabilityCol();
      case PREDICTION -> stage.getPredictionCol();
    };
  }

  /** The schema with these columns. */
  static StructType append(StructType schema, BoostingParams<?> stage, String objective) {
    StructType result = schema;
    for (Kind kind : kinds(objective)) {
      result = Schemas.append(result, name(stage, kind), kind.type());
    }
    return result;
  }

  /** The rows with these columns, lazily. */
  static Dataset<Row> add(Dataset<Row> rows, BoostingParams<?> stage, BoostedModel model) {
    Column row = FeatureColumns.row(model.features());
    BoostedScorer scorer = new BoostedScorer(model);
    boolean classes = Objective.OF_CLASSES.contains(model.objective());
    Dataset<Row> result = rows;
    for (Kind kind : kinds(model.objective())) {
      String name = name(stage, kind);
      if (!name.isEmpty()) {
        Score score = new Score(scorer, classes, kind.name());
        result = result.withColumn(name, udf(score, kind.type()).apply(row));
      }
    }
    return result;
  }

  private record Score(BoostedScorer scorer, boolean classes, String kind)
      implements UDF1<Row, Object> {
    @Override
    public Object call(Row row) {
      double[] values = new double[row.size()];
      for (int j = 0; j < values.length; j++) {
        values[j] = row.isNullAt(j) ? Double.NaN : row.getDouble(j);
      }
      return Kind.valueOf(kind).of(scorer, classes, scorer.rawScores(values));
    }
  }
}
