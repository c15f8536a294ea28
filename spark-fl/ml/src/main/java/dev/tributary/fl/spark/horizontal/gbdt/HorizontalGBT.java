package dev.tributary.fl.spark.horizontal.gbdt;

import dev.tributary.crypto.random.SystemSource;
import dev.tributary.fl.horizontal.gbdt.BoostingFit;
import dev.tributary.fl.horizontal.gbdt.BoostingPrivacy;
import dev.tributary.fl.horizontal.gbdt.BoostingSettings;
import dev.tributary.fl.horizontal.gbdt.HorizontalGbt;
import dev.tributary.fl.horizontal.gbdt.PrivateGbt;
import dev.tributary.fl.horizontal.gbdt.RawRows;
import dev.tributary.fl.horizontal.gbdt.RowRules;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.spark.horizontal.FeatureColumns;
import dev.tributary.fl.spark.horizontal.HorizontalEstimator;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.fl.spark.stage.DeclaredParams;
import dev.tributary.fl.spark.stage.RunListener;
import dev.tributary.fl.spark.stage.Schemas;
import dev.tributary.fl.spark.stage.StoredPart;
import dev.tributary.fl.training.BoostingParameters;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Parameter;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Grows boosted trees on the rows of all parties, which have the same columns and different people:
 * every party fits one over its own table, and all get the same model. Rows are not matched. The
 * dataset must give the same rows whenever it is read.
 */
public final class HorizontalGBT extends HorizontalEstimator<HorizontalGBT, HorizontalGBTModel>
    implements BoostingSetters<HorizontalGBT> {
  /** Of jobs and manifests. */
  public static final String ALGORITHM = "horizontal-gbdt";

  private static final long serialVersionUID = 1L;

  private final DeclaredParams declared;
  private transient SamplingSecret secret;

  public HorizontalGBT() {
    this(Identifiable.randomUID("hgbt"));
  }

  /** With a uid, for Spark. */
  public HorizontalGBT(String uid) {
    super(uid);
    this.declared = BoostingParams.declare(this);
  }

  public static MLReader<HorizontalGBT> read() {
    return new DefaultParamsReader<>();
  }

  public static HorizontalGBT load(String path) {
    return read().load(path);
  }

  /** What this party's rows are drawn from; without one every fit draws anew. Never persisted. */
  public HorizontalGBT setSamplingSecret(SamplingSecret own) {
    secret = own;
    return this;
  }

  @Override
  public Param<?> declared(String name) {
    return declared.get(name);
  }

  @Override
  public HorizontalGBT self() {
    return this;
  }

  @Override
  protected HorizontalGBTModel fit(FederatedSession session, Dataset<Row> table) {
    BoostingSettings settings = settings();
    Optional<BoostingPrivacy> privacy = BoostedPrivacy.of(this, session.parties().size());
    privacy.ifPresent(p -> BoostingPrivacy.check(settings));
    List<String> features = sameColumns(session, table, getFeatureCols(), ALGORITHM);
    RowRules rules =
        new RowRules(
            features,
            getLabelCol(),
            FeatureColumns.optional(this, weightCol()).orElse(""),
            settings.objective(),
            settings.scalePosWeight());
    SparkCompute compute = (SparkCompute) session.compute(); // SessionUse takes no other
    try (SecureSum sum = openSums(session)) {
      BoostingFit fit =
          listener()
              .time(
                  RunListener.TRAIN,
                  () ->
                      fit(
                          new SparkRawRows(
                              BoostingColumns.of(table, this, features).javaRDD(), rules, compute),
                          sum,
                          settings,
                          privacy));
      Manifest manifest = manifest(session, fit, settings, privacy);
      HorizontalGBTModel model =
          new HorizontalGBTModel(uid()).made(this, new StoredPart<>(fit.model(), manifest), fit);
      privacy.ifPresent(
          p -> model.setMinParties(p.shares().parties()).setColluding(p.shares().colluding()));
      return model;
    }
  }

  private BoostingFit fit(
      RawRows rows, SecureSum sum, BoostingSettings settings, Optional<BoostingPrivacy> privacy) {
    Progress progress = report -> listener().round(RunListener.TRAIN, report);
    return privacy.isPresent()
        ? PrivateGbt.fit(rows, sum, settings, privacy.get(), new SystemSource(), progress)
        : HorizontalGbt.fit(rows, sum, settings, secret(settings), progress);
  }

  /** What this job's rows and columns are drawn from. */
  SamplingSecret secret(BoostingSettings settings) {
    return (secret == null ? SamplingSecret.fresh() : secret).forJob(job(settings));
  }

  /** What draws of another job have nothing to do with. */
  private String job(BoostingSettings settings) {
    return jobSha256().isEmpty() ? settings.toString() : jobSha256();
  }

  BoostingSettings settings() {
    try {
      return new BoostingSettings(
          Objective.of(getObjective(), getNumClasses()),
          getMaxIter(),
          getMaxDepth(),
          getStepSize(),
          new BoostingSettings.Splits(
              getRegParam(), getL1RegParam(), getMinInfoGain(), getMinChildWeight()),
          new BoostingSettings.Binning(getMaxBins(), getMinSideCount()),
          new BoostingSettings.Sample(getSubsamplingRate(), getFeatureSubsetRate(), getSeed()),
          getScalePosWeight(),
          getEarlyStoppingRounds());
    } catch (IllegalArgumentException e) {
      throw FederationException.user("%s", e.getMessage());
    }
  }

  private Manifest manifest(
      FederatedSession session,
      BoostingFit fit,
      BoostingSettings settings,
      Optional<BoostingPrivacy> privacy) {
    Map<String, String> parameters = new TreeMap<>(parameters(settings, privacy));
    parameters.put("rounds", String.valueOf(fit.rounds().size()));
    parameters.put("sums", String.valueOf(fit.sums()));
    return manifest(session, parameters, HorizontalGBTModel.PART, ModelJson.write(fit.model()));
  }

  /** What a manifest says of a training before it begins: what has a meaning in it. */
  Map<String, String> parameters(BoostingSettings settings, Optional<BoostingPrivacy> privacy) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("algorithm", ALGORITHM);
    parameters.put("objective", getObjective());
    for (Parameter<?> parameter : BoostingParameters.ALL) {
      if (privacy.isEmpty() || !BoostingPrivacy.UNUSED.contains(parameter)) {
        Param<?> param = declared(parameter.param());
        parameters.put(parameter.name(), String.valueOf(getOrDefault(param)));
      }
    }
    privacy.ifPresent(
        p -> parameters.putAll(BoostedPrivacy.manifest(p, settings, getFeatureCols().length)));
    return parameters;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    FeatureColumns.require(schema, getFeatureCols());
    Schemas.requireNumeric(schema, getLabelCol(), "labelCol");
    FeatureColumns.requireOptional(schema, this, weightCol());
    FeatureColumns.requireOptional(schema, this, validationIndicatorCol());
    return BoostingScores.append(schema, this, getObjective());
  }

  @Override
  public HorizontalGBT copy(ParamMap extra) {
    return with(copyValues(new HorizontalGBT(uid()), extra)).setSamplingSecret(secret);
  }
}
