package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.model.ModelIdentity;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Role;
import dev.tributary.fl.spark.data.FeatureLayout;
import dev.tributary.fl.spark.data.LaidOutFeatures;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.fl.spark.stage.AlignedTable;
import dev.tributary.fl.spark.stage.CommonRows;
import dev.tributary.fl.spark.stage.DeclaredParams;
import dev.tributary.fl.spark.stage.FederatedSessions;
import dev.tributary.fl.spark.stage.RunListener;
import dev.tributary.fl.spark.stage.Schemas;
import dev.tributary.fl.spark.stage.SessionUse;
import dev.tributary.fl.spark.stage.StoredPart;
import dev.tributary.fl.vertical.tree.model.LabelTreeModel;
import dev.tributary.fl.vertical.tree.scoring.FederatedScoring;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
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
  private transient StoredPart<LabelTreeModel> parts;
  private transient FederatedSessions sessions;
  private transient M solo;
  private transient M group;
  private transient TrainingSummary summary;
  private transient RunListener listener = RunListener.silent();

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

  /** Told how every transform goes; kept by copies, never persisted. */
  public final M setListener(RunListener told) {
    listener = told;
    return self();
  }

  /** Trees with own splits and opaque splits of other parties. */
  public final LabelTreeModel labelModel() {
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

  /**
   * The model of this label party's people and its group's columns, where several label parties
   * trained together and the estimator was asked for it; not persisted, and no other party has its
   * splits.
   */
  public final Optional<M> groupModel() {
    return Optional.ofNullable(group);
  }

  /** How the training went; absent in a model that was read. */
  public final Optional<TrainingSummary> summary() {
    return Optional.ofNullable(summary);
  }

  final M with(StoredPart<LabelTreeModel> newParts) {
    parts = newParts;
    return self();
  }

  final M trained(TrainingSummary how) {
    summary = how;
    return self();
  }

  final void setGroup(M ofGroup) {
    group = ofGroup;
  }

  final void setSolo(M alone) {
    solo = alone;
  }

  @Override
  public final Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    Dataset<Row> rows = dataset.toDF();
    if (sessions == null && OwnTrees.suffice(labelModel())) {
      return scoredColumns().ofOwnTrees(rows);
    }
    return SessionUse.run(sessions, (session, compute) -> jointly(session, compute, rows));
  }

  /**
   * Every row with the columns of this model, from the label party's own columns; lazily, and no
   * other party is asked.
   *
   * @param prefix what the names of the added columns begin with
   * @throws FederationException USER for a model with splits of other parties, unlike the solo one
   */
  public final Dataset<Row> transformAlone(Dataset<?> dataset, String prefix) {
    if (!OwnTrees.suffice(labelModel())) {
      throw FederationException.user(
          "the model has splits of other parties: it scores with them only");
    }
    requireFeatures(dataset.schema());
    return scoredColumns().prefixed(prefix).ofOwnTrees(dataset.toDF());
  }

  private Dataset<Row> jointly(FederatedSession session, SparkCompute compute, Dataset<Row> rows) {
    SessionUse.requireRole(session, Role.LABEL);
    ModelIdentity.of(manifest()).announce(session);
    CommonRows common = CommonRows.find(session, compute, rows, this, listener);
    List<String> features = labelModel().scoringCuts().names();
    AlignedTable table = common.table(features);
    listener.aligned(table.order());
    LaidOutFeatures own =
        listener.time(
            RunListener.LAYOUT,
            () ->
                new FeatureLayout(compute, table.rows(), AlignedTable.ROW, null)
                    .forScoring(labelModel().scoringCuts(), common.count()));
    double[][] scores;
    try {
      scores =
          listener.time(
              RunListener.SCORE,
              () -> FederatedScoring.score(session, labelModel(), common.count(), own.blocks()));
    } finally {
      own.blocks().release();
    }
    Dataset<Row> all = unmatched(common.allRows(), rows, common.count());
    return scoredColumns().ofScores(all, new RowScores(scores, null));
  }

  final ScoredColumns scoredColumns() {
    return new ScoredColumns(labelModel(), outputs());
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

  @Override
  public final StructType transformSchema(StructType schema) {
    requireFeatures(schema);
    StructType result = schema;
    for (OutputColumn column : outputs()) {
      result = Schemas.append(result, column.name(), column.type());
    }
    return result;
  }

  private void requireFeatures(StructType schema) {
    labelModel()
        .scoringCuts()
        .names()
        .forEach(feature -> Schemas.requireNumeric(schema, feature, "the model"));
  }

  @Override
  public final M copy(ParamMap extra) {
    M copied = copyValues(empty(uid), extra);
    LabelPartyModel<M> target = copied;
    target.parts = parts;
    target.sessions = sessions;
    target.summary = summary;
    target.solo = solo;
    target.group = group;
    target.listener = listener;
    copied.setParent(parent());
    return copied;
  }

  @Override
  public final MLWriter write() {
    return parts().writer(this, StoredPart.LABEL_PART);
  }

  private StoredPart<LabelTreeModel> parts() {
    if (parts == null) {
      throw FederationException.user(
          "this model is empty; it is made by fit or load, not by its constructor");
    }
    return parts;
  }
}
