package dev.tributary.fl.spark.vertical;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import dev.tributary.fl.spark.stage.AlignedTable;
import dev.tributary.fl.spark.stage.Schemas;
import dev.tributary.fl.vertical.tree.model.LabelTreeModel;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The columns that a label party's model adds to rows.
 *
 * @param outputs in the order in which they are added; those without a name are left out
 */
record ScoredColumns(LabelTreeModel model, List<OutputColumn> outputs) {
  /** From a model all of whose splits are the label party's; lazily. */
  Dataset<Row> ofOwnTrees(Dataset<Row> rows) {
    List<String> columns = model.scoringCuts().names();
    Column[] doubles =
        columns.stream().map(c -> Schemas.column(c).cast("double")).toArray(Column[]::new);
    // A struct needs a field, and a model may consist of leaves.
    Column row = struct(doubles.length > 0 ? doubles : new Column[] {lit(1.0)});
    return add(rows, OwnTrees.of(model, columns), row);
  }

  /** From scores that are known, in the place of {@link AlignedTable#ROW}. */
  Dataset<Row> ofScores(Dataset<Row> rows, RowScores scores) {
    return besideNumbers(rows, scores).drop(AlignedTable.ROW);
  }

  /** The same, with {@link AlignedTable#ROW}. */
  Dataset<Row> besideNumbers(Dataset<Row> rows, RowScores scores) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext());
    Column number = Schemas.column(AlignedTable.ROW).cast("long");
    return add(rows, new Scores.Looked(spark.broadcast(scores)), number);
  }

  /** The same columns under names that begin so. */
  ScoredColumns prefixed(String prefix) {
    return new ScoredColumns(
        model,
        outputs.stream()
            .map(
                column ->
                    column.name().isEmpty()
                        ? column
                        : new OutputColumn(prefix + column.name(), column.kind(), column.type()))
            .toList());
  }

  private <K> Dataset<Row> add(Dataset<Row> rows, Scores<K> scores, Column key) {
    Dataset<Row> result = rows;
    for (OutputColumn column : outputs) {
      if (!column.name().isEmpty()) {
        Output<K> output = new Output<>(scores, model.objective(), model.classes(), column.kind());
        result = result.withColumn(column.name(), udf(output, column.type()).apply(key));
      }
    }
    return result;
  }
}
