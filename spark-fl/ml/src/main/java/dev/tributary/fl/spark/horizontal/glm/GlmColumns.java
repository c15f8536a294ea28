package dev.tributary.fl.spark.horizontal.glm;

import dev.tributary.fl.spark.stage.Schemas;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns of a table that a stage reads, as doubles. */
final class GlmColumns {
  private GlmColumns() {}

  /** Refuses a table without the features, or with some that are no numbers. */
  static void require(StructType schema, String... features) {
    if (Arrays.stream(features).distinct().count() != features.length) {
      throw FederationException.user(
          "featureCols must be different. Provided value: %s", Arrays.toString(features));
    }
    for (String feature : features) {
      Schemas.requireNumeric(schema, feature, "featureCols");
    }
  }

  /** The name of a column that may be unset. */
  static Optional<String> optional(GlmParams<?> stage, Param<String> column) {
    return stage.isDefined(column) && !stage.getOrDefault(column).isEmpty()
        ? Optional.of(stage.getOrDefault(column))
        : Optional.empty();
  }

  /** A column, or what every row has without it. */
  static Column numbers(Optional<String> column, double otherwise) {
    return column.map(GlmColumns::numbers).orElse(functions.lit(otherwise));
  }

  static Column numbers(String column) {
    return Schemas.column(column).cast(DataTypes.DoubleType);
  }

  /** Features, label, weight and offset. */
  static Dataset<Row> ofTraining(Dataset<Row> table, GlmParams<?> stage) {
    List<Column> columns = new ArrayList<>();
    for (String feature : stage.getFeatureCols()) {
      columns.add(numbers(feature));
    }
    columns.add(numbers(stage.getLabelCol()));
    columns.add(numbers(optional(stage, stage.weightCol()), 1));
    columns.add(numbers(optional(stage, stage.offsetCol()), 0));
    return table.select(columns.toArray(Column[]::new));
  }
}
