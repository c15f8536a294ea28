package dev.tributary.fl.spark.estimator;

import dev.tributary.fl.FederatedSession;
import dev.tributary.fl.linearmap.LinearMap;
import dev.tributary.fl.model.LabelModel;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.spark.AlignedTable;
import dev.tributary.fl.spark.LabelColumns;
import dev.tributary.fl.spark.LabelOutcome;
import dev.tributary.fl.spark.SparkCompute;
import dev.tributary.fl.spark.VerticalTraining.Baseline;
import dev.tributary.fl.spark.data.LayoutSettings.FeatureOrder;
import dev.tributary.fl.tree.Objective;
import dev.tributary.fl.tree.Progress;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
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
    extends Estimator<M> implements GrowthSetters<E>, LabelParams<E>, MLWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final DeclaredParams declared;
  private transient FederatedSessions sessions;
  private transient FederatedSessions modelSessions;
  private transient LinearMap map;

  LabelPartyEstimator(String uid) {
    this.uid = uid;
    this.declared = new DeclaredParams(this).federated().training().predictions().labels();
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

  /** A cipher that is not of this release; {@code cipher} becomes its suite. Never persisted. */
  public final E setLinearMap(LinearMap given) {
    map = given;
    return setCipher(given.suite());
  }

  @Override
  public final M fit(Dataset<?> dataset) {
    Dataset<Row> rows = dataset.toDF();
    return Meeting.run(sessions, (session, compute) -> train(session, compute, rows));
  }

  private M train(FederatedSession session, SparkCompute compute, Dataset<Row> rows) {
    Meeting.requireRole(session, Meeting.Role.LABEL);
    transformSchema(rows.schema());
    List<String> features = List.of(getFeatureCols());
    CommonRows common = CommonRows.find(session, compute, rows, this);
    ValidationRows validation = ValidationRows.none(common.count());
    if (isDefined(validationIndicatorCol())) {
      double[] indicator = common.table(features).values(getValidationIndicatorCol());
      validation = ValidationRows.of(indicator);
    }
    AlignedTable table = common.table(features, validation.order(), validation.placement());
    Objective objective = objective(table);
    validation.send(session);
    LabelOutcome outcome =
        Growth.training(session, compute, this, FeatureOrder.NATURAL, map)
            .label(
                table,
                new LabelColumns(
                    getLabelCol(),
                    isDefined(weightCol()) ? Optional.of(getWeightCol()) : Optional.empty()),
                objective,
                getSoloBaseline() ? Baseline.SOLO : Baseline.NONE,
                Progress.silent());
    return model(session, outcome, common.count());
  }

  private M model(FederatedSession session, LabelOutcome outcome, int rows) {
    M alone =
        outcome
            .solo()
            .map(
                solo -> {
                  M made = made(session, solo.model());
                  made.trained(null, TrainingSummary.of(solo, rows), null);
                  return made;
                })
            .orElse(null);
    M joint = made(session, outcome.joint().model());
    joint.trained(modelSessions, TrainingSummary.of(outcome.joint(), rows), alone);
    return joint;
  }

  private M made(FederatedSession session, LabelModel part) {
    String json = ModelJson.write(part);
    M model =
        emptyModel()
            .with(
                new ModelParts<>(
                    part, Growth.manifest(session, this, ModelParts.LABEL_PART, json)));
    model.setParent(this);
    return copyValues(model, ParamMap.empty());
  }

  @Override
  public final StructType transformSchema(StructType schema) {
    if (!isDefined(featureCols()) || !isDefined(idCols())) {
      throw FederationException.user("set featureCols and idCols before fit");
    }
    for (String feature : getFeatureCols()) {
      Schemas.requireNumeric(schema, feature, "featureCols");
    }
    for (String id : getIdCols()) {
      Schemas.requirePresent(schema, id, "idCols");
    }
    Schemas.requireNumeric(schema, getLabelCol(), "labelCol");
    if (isDefined(weightCol())) {
      Schemas.requireNumeric(schema, getWeightCol(), "weightCol");
    }
    if (isDefined(validationIndicatorCol())) {
      Schemas.requireNumeric(schema, getValidationIndicatorCol(), "validationIndicatorCol");
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
    return copied;
  }

  @Override
  public final MLWriter write() {
    return new DefaultParamsWriter(this);
  }
}
