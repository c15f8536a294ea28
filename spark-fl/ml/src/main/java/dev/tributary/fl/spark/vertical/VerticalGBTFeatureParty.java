package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.align.RowSets;
import dev.tributary.fl.data.RowOrder;
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
import dev.tributary.fl.spark.stage.SessionUse;
import dev.tributary.fl.spark.stage.StoredPart;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.tree.FeatureResult;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A feature party's side of a joint training: {@link #fit} takes part until the label party's
 * classifier or regressor has finished. Its growth Params must equal the label party's.
 */
public class VerticalGBTFeatureParty extends Estimator<VerticalGBTFeatureModel>
    implements GbtSetters<VerticalGBTFeatureParty>, MLWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final DeclaredParams declared;
  private transient FederatedSessions sessions;
  private transient FederatedSessions modelSessions;
  private transient LinearMap map;
  private transient SamplingSecret sampling;
  private transient MixedRun mixed;
  private transient RunListener listener = RunListener.silent();

  public VerticalGBTFeatureParty() {
    this(Identifiable.randomUID("vgbtf"));
  }

  /** With a uid, for Spark. */
  public VerticalGBTFeatureParty(String uid) {
    this.uid = uid;
    this.declared = GbtSettings.declare(this).trees();
  }

  /** Reads an estimator's Params. */
  public static MLReader<VerticalGBTFeatureParty> read() {
    return new DefaultParamsReader<>();
  }

  public static VerticalGBTFeatureParty load(String path) {
    return read().load(path);
  }

  @Override
  public Param<?> declared(String name) {
    return declared.get(name);
  }

  @Override
  public VerticalGBTFeatureParty self() {
    return this;
  }

  @Override
  public String uid() {
    return uid;
  }

  /** The session of the next fit; the one after, and the model, need others. */
  public VerticalGBTFeatureParty setSession(FederatedSession session) {
    sessions = FederatedSessions.once(session);
    modelSessions = null;
    return this;
  }

  /** Where every fit, and every transform of its models, gets its session; never persisted. */
  public VerticalGBTFeatureParty setSessions(FederatedSessions source) {
    sessions = source;
    modelSessions = source;
    return this;
  }

  /** Told how every fit, and every transform of its models, goes; never persisted. */
  public VerticalGBTFeatureParty setListener(RunListener told) {
    listener = told;
    return this;
  }

  /** A cipher that is not of this release; {@code cipher} becomes its suite. Never persisted. */
  public VerticalGBTFeatureParty setLinearMap(LinearMap given) {
    map = given;
    return setCipher(given.suite());
  }

  /**
   * What this party's draws of rows and columns come from, never persisted. A party that keeps its
   * secret draws alike when it repeats a training; without one every fit draws afresh. Other
   * parties must not know it.
   */
  public VerticalGBTFeatureParty setSamplingSecret(SamplingSecret own) {
    sampling = own;
    return this;
  }

  /**
   * Serves label parties that train together, each with people of its own; never persisted. The
   * party answers them one after the other while rows are matched, then at the same time.
   */
  public VerticalGBTFeatureParty setMixed(MixedRun run) {
    mixed = run;
    return this;
  }

  /**
   * Trees of a boosting round, which the label party must announce: the classes of {@code
   * multiclass}; 1, the default, for two classes, amounts and counts.
   */
  public IntParam numClasses() {
    return (IntParam) declared("numClasses");
  }

  public int getNumClasses() {
    return (int) getOrDefault(numClasses());
  }

  public VerticalGBTFeatureParty setNumClasses(int value) {
    set(numClasses(), value);
    return this;
  }

  @Override
  public VerticalGBTFeatureModel fit(Dataset<?> dataset) {
    Dataset<Row> rows = dataset.toDF();
    return SessionUse.run(sessions, (session, compute) -> serve(session, compute, rows));
  }

  private VerticalGBTFeatureModel serve(
      FederatedSession session, SparkCompute compute, Dataset<Row> rows) {
    SessionUse.requireRole(session, Role.FEATURE);
    transformSchema(rows.schema());
    if (mixed != null) {
      return serveGroups(session, compute, rows);
    }
    AlignedTable table = align(session, compute, rows);
    listener.aligned(table.order());
    LinearMap cipher = GbtSettings.map(this, map);
    FeatureResult result =
        GbtSettings.training(
                session, compute, this, FeatureOrder.RANDOM, cipher, sampling, listener)
            .feature(table, getNumClasses());
    return made(session, cipher, Map.of(), result);
  }

  private AlignedTable align(FederatedSession session, SparkCompute compute, Dataset<Row> rows) {
    CommonRows common = CommonRows.find(session, compute, rows, this, listener);
    RowSets sets = listener.time(RunListener.SPLIT, () -> RowSets.receive(session, common.count()));
    return common.table(List.of(getFeatureCols()), sets.order(), sets.placement());
  }

  private VerticalGBTFeatureModel serveGroups(
      FederatedSession run, SparkCompute compute, Dataset<Row> rows) {
    List<AlignedTable> tables = new ArrayList<>();
    for (PartyId label : mixed.groups().served(run.self())) {
      tables.add(align(run.among(mixed.groups().group(label)), compute, rows));
    }
    listener.aligned(
        tables.stream().map(AlignedTable::order).reduce(VerticalGBTFeatureParty::both).get());
    List<LinearMap> used = Collections.synchronizedList(new ArrayList<>());
    FeatureResult result =
        GbtSettings.mixed(run, compute, this, () -> cipher(used), sampling, mixed, listener)
            .feature(tables, getNumClasses());
    Map<String, String> agreed = new TreeMap<>(Map.of("algorithm", MixedRun.ALGORITHM));
    used.subList(0, tables.size())
        .forEach(
            of -> of.agreed().forEach((peer, plan) -> agreed.put(of.suite() + "/" + peer, plan)));
    return made(run, used.get(0), agreed, result);
  }

  /** Those of the joint training come first. */
  private LinearMap cipher(List<LinearMap> used) {
    LinearMap one = GbtSettings.map(this, map);
    used.add(one);
    return one;
  }

  private static RowOrder both(RowOrder one, RowOrder other) {
    return new RowOrder(
        one.training() + other.training(),
        one.validation() + other.validation(),
        one.test() + other.test());
  }

  private VerticalGBTFeatureModel made(
      FederatedSession session, LinearMap cipher, Map<String, String> more, FeatureResult result) {
    String json = ModelJson.write(result.model());
    Manifest manifest =
        GbtSettings.manifest(session, this, cipher, more, StoredPart.FEATURE_PART, json);
    VerticalGBTFeatureModel model =
        new VerticalGBTFeatureModel(uid).with(new StoredPart<>(result.model(), manifest));
    model.trained(modelSessions, result);
    model.setListener(listener);
    model.setParent(this);
    return copyValues(model, ParamMap.empty());
  }

  @Override
  public StructType transformSchema(StructType schema) {
    requireInputs(schema);
    return schema;
  }

  @Override
  public VerticalGBTFeatureParty copy(ParamMap extra) {
    VerticalGBTFeatureParty copied = copyValues(new VerticalGBTFeatureParty(uid), extra);
    copied.sessions = sessions;
    copied.modelSessions = modelSessions;
    copied.map = map;
    copied.sampling = sampling;
    copied.mixed = mixed;
    copied.listener = listener;
    return copied;
  }

  @Override
  public MLWriter write() {
    return new DefaultParamsWriter(this);
  }
}
