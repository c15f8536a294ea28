package dev.tributary.fl.spark.horizontal.glm;

import dev.tributary.crypto.random.SystemSource;
import dev.tributary.fl.horizontal.glm.GlmFit;
import dev.tributary.fl.horizontal.glm.GlmObjective;
import dev.tributary.fl.horizontal.glm.GlmParameters;
import dev.tributary.fl.horizontal.glm.GlmPrivacy;
import dev.tributary.fl.horizontal.glm.GlmSettings;
import dev.tributary.fl.horizontal.glm.HorizontalGlm;
import dev.tributary.fl.horizontal.glm.Intercept;
import dev.tributary.fl.horizontal.glm.Penalised;
import dev.tributary.fl.horizontal.glm.PrivateGlm;
import dev.tributary.fl.horizontal.glm.RowLimits;
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
import dev.tributary.fl.training.optimize.Stopping;
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
 * Fits one linear model to the rows of all parties, which have the same columns and different
 * people: every party fits one over its own table, and all get the same model. Rows are not
 * matched. The dataset must give the same rows whenever it is read.
 */
public final class HorizontalGLM extends HorizontalEstimator<HorizontalGLM, HorizontalGLMModel>
    implements GlmSetters<HorizontalGLM> {
  /** Of jobs and manifests. */
  public static final String ALGORITHM = "horizontal-glm";

  private static final long serialVersionUID = 1L;

  private final DeclaredParams declared;

  public HorizontalGLM() {
    this(Identifiable.randomUID("hglm"));
  }

  /** With a uid, for Spark. */
  public HorizontalGLM(String uid) {
    super(uid);
    this.declared = GlmParams.declare(this);
  }

  public static MLReader<HorizontalGLM> read() {
    return new DefaultParamsReader<>();
  }

  public static HorizontalGLM load(String path) {
    return read().load(path);
  }

  @Override
  public Param<?> declared(String name) {
    return declared.get(name);
  }

  @Override
  public HorizontalGLM self() {
    return this;
  }

  @Override
  protected HorizontalGLMModel fit(FederatedSession session, Dataset<Row> table) {
    GlmSettings settings = settings();
    Optional<GlmPrivacy> privacy = StagePrivacy.of(this, session.parties().size());
    List<String> features = sameColumns(session, table, getFeatureCols(), ALGORITHM);
    RowLimits limits =
        new RowLimits(
            features,
            getLabelCol(),
            FeatureColumns.optional(this, weightCol()).orElse(""),
            FeatureColumns.optional(this, offsetCol()).orElse(""),
            settings.objective());
    try (SecureSum sum = openSums(session)) {
      GlmFit fit =
          listener()
              .time(
                  RunListener.TRAIN,
                  () ->
                      fit(
                          SparkRowBlocks.of(GlmColumns.of(table, this, features).javaRDD(), limits),
                          sum,
                          settings,
                          privacy));
      Manifest manifest = manifest(session, fit, settings, privacy);
      HorizontalGLMModel model =
          new HorizontalGLMModel(uid()).made(this, new StoredPart<>(fit.model(), manifest), fit);
      privacy.ifPresent(
          p -> model.setMinParties(p.shares().parties()).setColluding(p.shares().colluding()));
      return model;
    }
  }

  private static GlmFit fit(
      PartyRows rows, SecureSum sum, GlmSettings settings, Optional<GlmPrivacy> privacy) {
    return privacy.isPresent()
        ? PrivateGlm.fit(rows, sum, settings, privacy.get(), new SystemSource())
        : HorizontalGlm.fit(rows, sum, settings);
  }

  private GlmSettings settings() {
    try {
      return new GlmSettings(
          GlmObjective.of(getObjective(), getNumClasses(), getVariancePower()),
          getRegParam(),
          getElasticNetParam(),
          getStandardization() ? Penalised.STANDARDISED : Penalised.AS_GIVEN,
          getFitIntercept() ? Intercept.FITTED : Intercept.NONE,
          new Stopping(getMaxIter(), getTol()));
    } catch (IllegalArgumentException e) {
      throw FederationException.user("%s", e.getMessage());
    }
  }

  private Manifest manifest(
      FederatedSession session, GlmFit fit, GlmSettings settings, Optional<GlmPrivacy> privacy) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("algorithm", ALGORITHM);
    parameters.put("objective", getObjective());
    for (Parameter<?> parameter : GlmParameters.ALL) {
      Param<?> param = declared(parameter.param());
      parameters.put(parameter.name(), String.valueOf(getOrDefault(param)));
    }
    parameters.put("standardize", String.valueOf(getStandardization()));
    parameters.put("intercept", String.valueOf(getFitIntercept()));
    parameters.put("steps taken", String.valueOf(fit.iterations()));
    parameters.put("sums", String.valueOf(fit.sums()));
    privacy.ifPresent(
        p -> parameters.putAll(StagePrivacy.manifest(p, settings, fit.model().features().size())));
    return manifest(
        session, fit.parties(), parameters, HorizontalGLMModel.PART, ModelJson.write(fit.model()));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    FeatureColumns.require(schema, getFeatureCols());
    Schemas.requireNumeric(schema, getLabelCol(), "labelCol");
    FeatureColumns.requireOptional(schema, this, weightCol());
    FeatureColumns.requireOptional(schema, this, offsetCol());
    return GlmScores.append(schema, this, getObjective());
  }

  @Override
  public HorizontalGLM copy(ParamMap extra) {
    return with(copyValues(new HorizontalGLM(uid()), extra));
  }
}
