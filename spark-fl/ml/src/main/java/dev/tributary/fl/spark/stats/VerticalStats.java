package dev.tributary.fl.spark.stats;

import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.fl.spark.stage.AlignedTable;
import dev.tributary.fl.spark.stage.CommonRows;
import dev.tributary.fl.spark.stage.DeclaredParams;
import dev.tributary.fl.spark.stage.FederatedParams;
import dev.tributary.fl.spark.stage.FederatedSessions;
import dev.tributary.fl.spark.stage.RunListener;
import dev.tributary.fl.spark.stage.SessionUse;
import dev.tributary.fl.spark.stage.StoredPart;
import dev.tributary.fl.training.QuantileLevels;
import dev.tributary.fl.vertical.stats.SharedCounts;
import dev.tributary.fl.vertical.stats.TableCounts;
import dev.tributary.fl.vertical.stats.TableStatistics;
import dev.tributary.protocol.PartyId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.DoubleArrayParam;
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
 * Profiles the people that all parties have: every party fits one, over its own columns. Nothing is
 * trained and no label is read.
 */
public final class VerticalStats extends Estimator<VerticalStatsModel>
    implements FederatedParams<VerticalStats>, MLWritable {
  /** Of jobs and manifests. */
  public static final String ALGORITHM = "vertical-stats";

  /** Suite of the manifest: nothing is encrypted beyond the channel, since nothing is hidden. */
  static final String SUITE = "stats-1";

  private static final long serialVersionUID = 1L;
  private static final String STATS = "statistics";

  private final String uid;
  private final DeclaredParams declared;
  private final DoubleArrayParam quantileLevels;
  private transient FederatedSessions sessions;
  private transient RunListener listener = RunListener.silent();
  private transient String jobSha256 = "";

  public VerticalStats() {
    this(Identifiable.randomUID("vstats"));
  }

  /** With a uid, for Spark. */
  public VerticalStats(String uid) {
    this.uid = uid;
    this.declared = new DeclaredParams(this).federated();
    this.quantileLevels =
        new DoubleArrayParam(this, "quantileLevels", "levels of the quantiles, each 0 to 1");
    setDefault(quantileLevels, QuantileLevels.PRESET.stream().mapToDouble(d -> d).toArray());
  }

  public static MLReader<VerticalStats> read() {
    return new DefaultParamsReader<>();
  }

  public static VerticalStats load(String path) {
    return read().load(path);
  }

  @Override
  public Param<?> declared(String name) {
    return declared.get(name);
  }

  @Override
  public VerticalStats self() {
    return this;
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Levels of the quantiles, each 0 to 1, ascending; equal at all parties by custom only. */
  public DoubleArrayParam quantileLevels() {
    return quantileLevels;
  }

  public double[] getQuantileLevels() {
    return getOrDefault(quantileLevels);
  }

  public VerticalStats setQuantileLevels(double[] levels) {
    QuantileLevels.checked(Arrays.stream(levels).boxed().toList());
    set(quantileLevels, levels);
    return this;
  }

  /** The session of the next fit; the one after needs another. */
  public VerticalStats setSession(FederatedSession session) {
    return setSessions(FederatedSessions.once(session));
  }

  /** Where every fit gets its session; never persisted. */
  public VerticalStats setSessions(FederatedSessions source) {
    sessions = source;
    return this;
  }

  /** Told how every fit goes; never persisted. */
  public VerticalStats setListener(RunListener told) {
    listener = told;
    return this;
  }

  /** Hash of what the parties agreed on, for the manifest; empty where nothing is written. */
  public VerticalStats setJobSha256(String sha256) {
    jobSha256 = sha256;
    return this;
  }

  @Override
  public VerticalStatsModel fit(Dataset<?> dataset) {
    Dataset<Row> rows = dataset.toDF();
    transformSchema(rows.schema());
    return SessionUse.run(sessions, (session, compute) -> profile(session, compute, rows));
  }

  private VerticalStatsModel profile(
      FederatedSession session, SparkCompute compute, Dataset<Row> rows) {
    CommonRows common = CommonRows.find(session, compute, rows, this, listener);
    AlignedTable table = common.table(List.of(getFeatureCols()));
    listener.aligned(table.order());
    List<Double> levels = Arrays.stream(getQuantileLevels()).boxed().toList();
    TableStatistics profile = listener.time(STATS, () -> Profiling.of(table, levels));
    Map<PartyId, TableCounts> counts =
        SharedCounts.exchange(session, profile.rows(), profile.counts());
    VerticalStatsModel model =
        new VerticalStatsModel(uid)
            .with(new StoredPart<>(profile, manifest(session, profile)), counts);
    model.setParent(this);
    return copyValues(model, ParamMap.empty());
  }

  private Manifest manifest(FederatedSession session, TableStatistics profile) {
    byte[] json = ModelJson.write(profile).getBytes(StandardCharsets.UTF_8);
    return new Manifest(
        Manifest.FORMAT,
        SUITE,
        session.self().name(),
        session.parties().stream().map(PartyId::name).toList(),
        session.run().value(),
        jobSha256,
        Map.of("algorithm", ALGORITHM, "quantiles", profile.levels().toString()),
        Instant.now().toString(),
        Map.of(VerticalStatsModel.PART, Manifest.sha256(json)));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    requireInputs(schema);
    return schema;
  }

  @Override
  public VerticalStats copy(ParamMap extra) {
    return copyValues(new VerticalStats(uid), extra)
        .setSessions(sessions)
        .setListener(listener)
        .setJobSha256(jobSha256);
  }

  @Override
  public MLWriter write() {
    return new DefaultParamsWriter(this);
  }
}
