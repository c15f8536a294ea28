package dev.tributary.fl.spark.estimator;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import dev.tributary.fl.FederatedSession;
import dev.tributary.fl.model.LabelModel;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.spark.AlignedTable;
import dev.tributary.fl.spark.SparkCompute;
import dev.tributary.fl.spark.data.FeatureLayout;
import dev.tributary.fl.spark.data.LaidOutFeatures;
import dev.tributary.fl.tree.FederatedScoring;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The label party's part of a joint model.
 *
 * <p>With sessions, {@link #transform} aligns the rows with the other parties and scores them there
 * and then, while each feature party's model transforms its rows; what it returns reads the
 * session's work directory. Rows that another party lacks are skipped, kept or refused as {@code
 * handleInvalid} says. Without sessions, a model with own splits only (such as the solo baseline)
 * scores every row on its own, lazily. The dataset must give the same rows whenever it is read.
 *
 * @param <M> the model itself
 */
public abstract class LabelPartyModel<M extends LabelPartyModel<M>> extends Model<M>
    implements PredictionParams<M>, MLWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final DeclaredParams declared;
  private transient ModelParts<LabelModel> parts;
  private transient FederatedSessions sessions;
  private transient M solo;
  private transient TrainingSummary summary;

  LabelPartyModel(String uid) {
    this.uid = uid;
    this.declared = new DeclaredParams(this).federated().predictions();
  }

  /** Columns that the model adds, in order. */
  abstract List<OutputColumn> outputs();

  abstract M empty(String sameUid);

  final DeclaredParams declaredParams() {
    return declared;
  }

  @Override
  public final Param<?> declared(String name) {
    return declared.get(name);
  }

  @Override
  public final String uid() {
    return uid;
  }

  /** The session of the next transform; the one after needs another. */
  public final M setSession(FederatedSession session) {
    return setSessions(FederatedSessions.once(session));
  }

  /** Where every transform gets its session; kept by copies, never persisted. */
  public final M setSessions(FederatedSessions source) {
    sessions = source;
    return self();
  }

  /** Trees with own splits and opaque splits of other parties. */
  public final LabelModel labelModel() {
    return parts().part();
  }

  /** The run that made this model. */
  public final Manifest manifest() {
    return parts().manifest();
  }

  /** The model of the label party alone, if the estimator was asked for it; not persisted. */
  public final Optional<M> soloModel() {
    return Optional.ofNullable(solo);
  }

  /** How the training went; absent in a model that was read. */
  public final Optional<TrainingSummary> summary() {
    return Optional.ofNullable(summary);
  }

  final M with(ModelParts<LabelModel> newParts) {
    parts = newParts;
    return self();
  }

  final void trained(FederatedSessions source, TrainingSummary how, M alone) {
    sessions = source;
    summary = how;
    solo = alone;
  }

  @Override
  public final Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    Dataset<Row> rows = dataset.toDF();
    if (sessions == null && OwnTrees.suffice(labelModel())) {
      return alone(rows);
    }
    return Meeting.run(sessions, (session, compute) -> jointly(session, compute, rows));
  }

  private Dataset<Row> alone(Dataset<Row> rows) {
    List<String> columns = labelModel().scoringCuts().names();
    Column[] doubles =
        columns.stream().map(c -> Schemas.column(c).cast("double")).toArray(Column[]::new);
    // A struct needs a field, and a model may consist of leaves.
    Column row = struct(doubles.length > 0 ? doubles : new Column[] {lit(1.0)});
    return select(rows, OwnTrees.of(labelModel(), columns), row);
  }

  private Dataset<Row> jointly(FederatedSession session, SparkCompute compute, Dataset<Row> rows) {
    Meeting.requireRole(session, Meeting.Role.LABEL);
    CommonRows common = CommonRows.find(session, compute, rows, this);
    List<String> features = labelModel().scoringCuts().names();
    AlignedTable table = common.table(features);
    LaidOutFeatures own =
        new FeatureLayout(compute, table.rows(), AlignedTable.ROW, null)
            .forScoring(labelModel().scoringCuts(), common.count());
    double[][] scores;
    try {
      scores = FederatedScoring.score(session, labelModel(), common.count(), own.blocks());
    } finally {
      own.blocks().release();
    }
    JavaSparkContext spark = compute.spark();
    Column number = Schemas.column(AlignedTable.ROW).cast("long");
    Dataset<Row> all = unmatched(common.allRows(), rows, common.count());
    return select(all, new Scores.Looked(spark.broadcast(scores)), number).drop(AlignedTable.ROW);
  }

  private Dataset<Row> unmatched(Dataset<Row> all, Dataset<Row> rows, int count) {
    return switch (getHandleInvalid()) {
      case "keep" -> all;
      case "error" -> {
        long here = rows.count();
        if (here != count) {
          throw FederationException.user(
              "another party lacks %d of %d rows; set handleInvalid to skip or keep",
              here - count, here);
        }
        yield all;
      }
      default -> all.filter(Schemas.column(AlignedTable.ROW).isNotNull());
    };
  }

  private <K> Dataset<Row> select(Dataset<Row> rows, Scores<K> scores, Column key) {
    LabelModel model = labelModel();
    Dataset<Row> result = rows;
    for (OutputColumn column : outputs()) {
      if (!column.name().isEmpty()) {
        Output<K> output = new Output<>(scores, model.objective(), model.classes(), column.kind());
        result = result.withColumn(column.name(), udf(output, column.type()).apply(key));
      }
    }
    return result;
  }

  @Override
  public final StructType transformSchema(StructType schema) {
    for (String feature : labelModel().scoringCuts().names()) {
      Schemas.requireNumeric(schema, feature, "the model");
    }
    StructType result = schema;
    for (OutputColumn column : outputs()) {
      result = Schemas.append(result, column.name(), column.type());
    }
    return result;
  }

  @Override
  public final M copy(ParamMap extra) {
    M copied = copyValues(empty(uid), extra);
    LabelPartyModel<M> target = copied;
    target.parts = parts;
    target.trained(sessions, summary, solo);
    copied.setParent(parent());
    return copied;
  }

  @Override
  public final MLWriter write() {
    return parts().writer(this, ModelParts.LABEL_PART);
  }

  private ModelParts<LabelModel> parts() {
    if (parts == null) {
      throw FederationException.user(
          "this model is empty; it is made by fit or load, not by its constructor");
    }
    return parts;
  }
}
