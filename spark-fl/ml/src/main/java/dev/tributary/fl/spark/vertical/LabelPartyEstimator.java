package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.align.RowSets;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.Role;
import dev.tributary.fl.spark.data.LayoutSettings.FeatureOrder;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.fl.spark.stage.AlignedTable;
import dev.tributary.fl.spark.stage.CommonRows;
import dev.tributary.fl.spark.stage.DeclaredParams;
import dev.tributary.fl.spark.stage.FederatedSessions;
import dev.tributary.fl.spark.stage.RunListener;
import dev.tributary.fl.spark.stage.Schemas;
import dev.tributary.fl.spark.stage.SessionUse;
import dev.tributary.fl.spark.stage.SplitColumns;
import dev.tributary.fl.spark.stage.StoredPart;
import dev.tributary.fl.spark.vertical.VerticalTraining.Baseline;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.tree.TrainingResult;
import dev.tributary.fl.vertical.tree.model.LabelTreeModel;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PeerText;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The label party's side of a joint training: aligns its rows with the other parties, then boosts
 * trees over all parties' columns, while each of them fits its {@link VerticalGBTFeatureParty}. The
 * dataset must give the same rows whenever it is read; rows that another party lacks do not train.
 *
 * @param <E> the estimator itself
 * @param <M> its model
 */
public abstract class LabelPartyEstimator<
        E extends LabelPartyEstimator<E, M>, M extends LabelPartyModel<M>>
    extends Estimator<M> implements GbtSetters<E>, LabelParams<E>, ObjectiveParams<E>, MLWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final DeclaredParams declared;
  private transient FederatedSessions sessions;
  private transient FederatedSessions modelSessions;
  private transient LinearMap map;
  private transient SamplingSecret sampling;
  private transient MixedRun mixed;
  private transient RunListener listener = RunListener.silent();

  LabelPartyEstimator(String uid) {
    this.uid = uid;
    this.declared = GbtSettings.declare(this).predictions().labels();
  }

  /** What is minimised. */
  abstract Objective objective(AlignedTable table);

  abstract E empty(String sameUid);

  abstract M emptyModel();

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

  /** The session of the next fit; the one after, and the model, need others. */
  public final E setSession(FederatedSession session) {
    sessions = FederatedSessions.once(session);
    modelSessions = null;
    return self();
  }

  /** Where every fit, and every transform of its models, gets its session; never persisted. */
  public final E setSessions(FederatedSessions source) {
    sessions = source;
    modelSessions = source;
    return self();
  }

  /** Told how every fit, and every transform of its models, goes; never persisted. */
  public final E setListener(RunListener told) {
    listener = told;
    return self();
  }

  /** A cipher that is not of this release; {@code cipher} becomes its suite. Never persisted. */
  public final E setLinearMap(LinearMap given) {
    map = given;
    return setCipher(given.suite());
  }

  /**
   * What this party's draws of rows and columns come from, never persisted. A party that keeps its
   * secret draws alike when it repeats a training; without one every fit draws afresh. Other
   * parties must not know it.
   */
  public final E setSamplingSecret(SamplingSecret own) {
    sampling = own;
    return self();
  }

  /**
   * Trains together with other label parties, each of which has people of its own and the same
   * columns; never persisted.
   */
  public final E setMixed(MixedRun run) {
    mixed = run;
    return self();
  }

  @Override
  public final M fit(Dataset<?> dataset) {
    Dataset<Row> rows = dataset.toDF();
    return SessionUse.run(sessions, (session, compute) -> train(session, compute, rows));
  }

  private M train(FederatedSession run, SparkCompute compute, Dataset<Row> rows) {
    SessionUse.requireRole(run, Role.LABEL);
    FederatedSession session = mixed == null ? run : mixed.group(run);
    transformSchema(rows.schema());
    List<String> features = List.of(getFeatureCols());
    CommonRows common = CommonRows.find(session, compute, rows, this, listener);
    RowSets sets = listener.time(RunListener.SPLIT, () -> sets(common.table(features)));
    AlignedTable table = common.table(features, sets.order(), sets.placement());
    listener.aligned(table.order());
    Objective objective = objective(table);
    sets.send(session);
    LinearMap cipher = GbtSettings.map(this, map);
    LabelColumns columns =
        new LabelColumns(
            getLabelCol(), isDefined(weightCol()) ? Optional.of(getWeightCol()) : Optional.empty());
    Baseline baseline = getSoloBaseline() ? Baseline.SOLO : Baseline.NONE;
    LabelOutcome outcome =
        mixed == null
            ? GbtSettings.training(
                    session, compute, this, FeatureOrder.NATURAL, cipher, sampling, listener)
                .label(table, columns, objective, baseline)
            : GbtSettings.mixed(run, compute, this, ciphers(cipher), sampling, mixed, listener)
                .label(table, columns, objective, baseline);
    // A manifest names those who trained it: all parties, or of a group's own training that group.
    M joint = made(run, cipher, outcome.joint(), table, common).setListener(listener);
    joint.setSessions(modelSessions);
    outcome.solo().ifPresent(solo -> joint.setSolo(made(run, cipher, solo, table, common)));
    outcome.group().ifPresent(own -> joint.setGroup(made(session, cipher, own, table, common)));
    return joint;
  }

  /** The cipher of the joint training, then one more for each that follows. */
  private Supplier<LinearMap> ciphers(LinearMap first) {
    Iterator<LinearMap> given = List.of(first).iterator();
    return () -> given.hasNext() ? given.next() : GbtSettings.map(this, map);
  }

  private RowSets sets(AlignedTable rows) {
    Column validation = indicator(validationIndicatorCol());
    Column test = indicator(testIndicatorCol());
    if (validation == null && test == null) {
      return RowSets.training(rows.order().rows());
    }
    RowSets sets = SplitColumns.read(rows, validation, test);
    requireSome(validation, sets.order().validation(), "validate", rows.order().rows());
    requireSome(test, sets.order().test(), "test", rows.order().rows());
    return sets;
  }

  /** A set that was asked for and is empty would go unnoticed until somebody misses it. */
  private static void requireSome(Column asked, int rows, String use, int common) {
    if (asked != null && rows == 0) {
      throw FederationException.agreed(
          PeerText.NOTHING_HELD_OUT,
          "the split leaves none of %d common rows to %s on: change it, or ask for no such rows",
          common,
          use);
    }
  }

  private Column indicator(Param<String> column) {
    return isDefined(column) ? Schemas.column(getOrDefault(column)) : null;
  }

  private M made(
      FederatedSession session,
      LinearMap cipher,
      TrainingResult result,
      AlignedTable table,
      CommonRows common) {
    LabelTreeModel part = result.model();
    String json = ModelJson.write(part);
    Map<String, String> kind = new TreeMap<>();
    kind.put("objective", part.objective());
    kind.put("classes", String.valueOf(part.classes()));
    if (mixed != null) {
      kind.put("algorithm", MixedRun.ALGORITHM);
    }
    Manifest manifest =
        GbtSettings.manifest(session, this, cipher, kind, StoredPart.LABEL_PART, json);
    M model = emptyModel().with(new StoredPart<>(part, manifest));
    model.setParent(this);
    copyValues(model, ParamMap.empty());
    return model.trained(new TrainingSummary(result, table, common, model));
  }

  @Override
  public final StructType transformSchema(StructType schema) {
    requireInputs(schema);
    Schemas.requireNumeric(schema, getLabelCol(), "labelCol");
    if (isDefined(weightCol())) {
      Schemas.requireNumeric(schema, getWeightCol(), "weightCol");
    }
    for (Param<String> indicator : List.of(validationIndicatorCol(), testIndicatorCol())) {
      if (isDefined(indicator)) {
        Schemas.requireNumeric(schema, getOrDefault(indicator), indicator.name());
      }
    }
    StructType result = schema;
    for (OutputColumn column : copyValues(emptyModel(), ParamMap.empty()).outputs()) {
      result = Schemas.append(result, column.name(), column.type());
    }
    return result;
  }

  @Override
  public final E copy(ParamMap extra) {
    E copied = copyValues(empty(uid), extra);
    LabelPartyEstimator<E, M> target = copied;
    target.sessions = sessions;
    target.modelSessions = modelSessions;
    target.map = map;
    target.sampling = sampling;
    target.mixed = mixed;
    target.listener = listener;
    return copied;
  }

  @Override
  public final MLWriter write() {
    return new DefaultParamsWriter(this);
  }
}
