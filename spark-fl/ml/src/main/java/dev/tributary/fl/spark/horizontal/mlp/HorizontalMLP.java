package dev.tributary.fl.spark.horizontal.mlp;

import dev.tributary.crypto.random.SystemSource;
import dev.tributary.fl.horizontal.glm.RowLimits;
import dev.tributary.fl.horizontal.mlp.Activation;
import dev.tributary.fl.horizontal.mlp.Aggregate;
import dev.tributary.fl.horizontal.mlp.HorizontalMlp;
import dev.tributary.fl.horizontal.mlp.MlpFit;
import dev.tributary.fl.horizontal.mlp.MlpObjective;
import dev.tributary.fl.horizontal.mlp.MlpParameters;
import dev.tributary.fl.horizontal.mlp.MlpPrivacy;
import dev.tributary.fl.horizontal.mlp.MlpSettings;
import dev.tributary.fl.horizontal.mlp.PrivateMlp;
import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.spark.horizontal.FeatureColumns;
import dev.tributary.fl.spark.horizontal.HorizontalEstimator;
import dev.tributary.fl.spark.horizontal.SparkRowBlocks;
import dev.tributary.fl.spark.stage.DeclaredParams;
import dev.tributary.fl.spark.stage.RunListener;
import dev.tributary.fl.spark.stage.Schemas;
import dev.tributary.fl.spark.stage.StoredPart;
import dev.tributary.fl.training.Parameter;
import dev.tributary.fl.training.Progress;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
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
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Trains one multilayer perceptron on the rows of all parties, which have the same columns and
 * different people: every party fits one over its own table, and all get the same model. Rows are
 * not matched. The dataset must give the same rows whenever it is read.
 */
public final class HorizontalMLP extends HorizontalEstimator<HorizontalMLP, HorizontalMLPModel>
    implements MlpSetters<HorizontalMLP> {
  /** Of jobs and manifests. */
  public static final String ALGORITHM = "horizontal-mlp";

  private static final long serialVersionUID = 1L;

  private final DeclaredParams declared;

  public HorizontalMLP() {
    this(Identifiable.randomUID("hmlp"));
  }

  /** With a uid, for Spark. */
  public HorizontalMLP(String uid) {
    super(uid);
    this.declared = MlpParams.declare(this);
  }

  public static MLReader<HorizontalMLP> read() {
    return new DefaultParamsReader<>();
  }

  public static HorizontalMLP load(String path) {
    return read().load(path);
  }

  @Override
  public Param<?> declared(String name) {
    return declared.get(name);
  }

  @Override
  public HorizontalMLP self() {
    return this;
  }

  @Override
  protected HorizontalMLPModel fit(FederatedSession session, Dataset<Row> table) {
    MlpSettings settings = settings();
    Optional<MlpPrivacy> privacy = PerceptronPrivacy.of(this, session.parties().size());
    privacy.ifPresent(p -> MlpPrivacy.check(settings));
    List<String> features = sameColumns(session, table, getFeatureCols(), ALGORITHM);
    try (SecureSum sum = openSums(session)) {
      MlpFit fit =
          listener().time(RunListener.TRAIN, () -> fit(table, features, sum, settings, privacy));
      Manifest manifest = manifest(session, fit, settings, privacy);
      HorizontalMLPModel model =
          new HorizontalMLPModel(uid()).made(this, new StoredPart<>(fit.model(), manifest), fit);
      privacy.ifPresent(
          p -> model.setMinParties(p.shares().parties()).setColluding(p.shares().colluding()));
      return model;
    }
  }

  private MlpFit fit(
      Dataset<Row> table,
      List<String> features,
      SecureSum sum,
      MlpSettings settings,
      Optional<MlpPrivacy> privacy) {
    PartyRows training =
        rows(table.filter(functions.not(MlpColumns.validates(this))), features, settings);
    Progress progress = report -> listener().round(RunListener.TRAIN, report);
    return privacy.isPresent()
        ? PrivateMlp.fit(training, sum, settings, privacy.get(), new SystemSource(), progress)
        : HorizontalMlp.fit(
            training,
            rows(table.filter(MlpColumns.validates(this)), features, settings),
            sum,
            settings,
            progress);
  }

  private PartyRows rows(Dataset<Row> table, List<String> features, MlpSettings settings) {
    RowLimits limits =
        new RowLimits(
            features,
            getLabelCol(),
            FeatureColumns.optional(this, weightCol()).orElse(""),
            "",
            settings.objective().labels());
    return SparkRowBlocks.of(MlpColumns.of(table, this, features).javaRDD(), limits);
  }

  MlpSettings settings() {
    try {
      Aggregate aggregate = Aggregate.of(getAggregate());
      return new MlpSettings(
          new MlpObjective(getObjective(), getNumClasses()),
          Arrays.stream(getHiddenLayers()).boxed().toList(),
          Activation.of(getActivation()),
          getMaxIter(),
          new MlpSettings.Local(
              getLocalEpochs(),
              getBatchSize(),
              getStepSize(),
              getRegParam(),
              aggregate == Aggregate.FEDPROX ? getProximalParam() : 0,
              getShardRows()),
          new MlpSettings.Server(aggregate, getServerStepSize()),
          getEarlyStoppingRounds(),
          getSeed());
    } catch (IllegalArgumentException e) {
      throw FederationException.user("%s", e.getMessage());
    }
  }

  private Manifest manifest(
      FederatedSession session, MlpFit fit, MlpSettings settings, Optional<MlpPrivacy> privacy) {
    Map<String, String> parameters = new TreeMap<>(parameters(settings, privacy));
    parameters.put("rounds taken", String.valueOf(fit.rounds().size()));
    parameters.put("rounds kept", String.valueOf(fit.kept()));
    parameters.put("sums", String.valueOf(fit.sums()));
    return manifest(
        session, fit.parties(), parameters, HorizontalMLPModel.PART, ModelJson.write(fit.model()));
  }

  /** What a manifest says of a training before it begins: what has a meaning in it. */
  Map<String, String> parameters(MlpSettings settings, Optional<MlpPrivacy> privacy) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("algorithm", ALGORITHM);
    parameters.put("objective", getObjective());
    parameters.put("hidden", Arrays.toString(getHiddenLayers()));
    parameters.put("activation", getActivation());
    for (Parameter<?> parameter : MlpParameters.ALL) {
      Param<?> param = declared(parameter.param());
      if (isDefined(param) && (privacy.isEmpty() || !MlpPrivacy.UNUSED.contains(parameter))) {
        parameters.put(parameter.name(), String.valueOf(getOrDefault(param)));
      }
    }
    if (privacy.isPresent()) {
      parameters.putAll(
          PerceptronPrivacy.manifest(privacy.get(), settings, getFeatureCols().length));
    } else {
      parameters.put("aggregate", getAggregate());
      parameters.put("server-learning-rate", String.valueOf(getServerStepSize()));
    }
    return parameters;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    FeatureColumns.require(schema, getFeatureCols());
    Schemas.requireNumeric(schema, getLabelCol(), "labelCol");
    FeatureColumns.requireOptional(schema, this, weightCol());
    FeatureColumns.requireOptional(schema, this, validationIndicatorCol());
    return MlpScores.append(schema, this, getObjective());
  }

  @Override
  public HorizontalMLP copy(ParamMap extra) {
    return with(copyValues(new HorizontalMLP(uid()), extra));
  }
}
