package dev.tributary.fl.spark.horizontal.kmeans;

import dev.tributary.crypto.random.SystemSource;
import dev.tributary.fl.horizontal.kmeans.KMeansFit;
import dev.tributary.fl.horizontal.kmeans.KMeansParameters;
import dev.tributary.fl.horizontal.kmeans.KMeansPrivacy;
import dev.tributary.fl.horizontal.kmeans.KMeansSettings;
import dev.tributary.fl.horizontal.kmeans.KMeansSettings.Scaling;
import dev.tributary.fl.horizontal.kmeans.KMeansSteps;
import dev.tributary.fl.horizontal.kmeans.PrivateKMeans;
import dev.tributary.fl.horizontal.rows.PartyRows;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.spark.horizontal.FeatureColumns;
import dev.tributary.fl.spark.horizontal.HorizontalEstimator;
import dev.tributary.fl.spark.horizontal.PrivacyTerms;
import dev.tributary.fl.spark.stage.DeclaredParams;
import dev.tributary.fl.spark.stage.RunListener;
import dev.tributary.fl.spark.stage.Schemas;
import dev.tributary.fl.spark.stage.StoredPart;
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
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Clusters of the rows of all parties, which have the same columns and different people: every
 * party fits one over its own table, and all get the same. From the same first centres it finds
 * what Spark's {@code KMeans} finds in the union of the rows; its first centres come from sums, so
 * that no row is shown. With {@code epsilon} all totals about rows have noise, and the clusters are
 * about those.
 */
public final class HorizontalKMeans
    extends HorizontalEstimator<HorizontalKMeans, HorizontalKMeansModel>
    implements KMeansParams<HorizontalKMeans> {
  /** Of jobs and manifests. */
  public static final String ALGORITHM = "horizontal-kmeans";

  private static final long serialVersionUID = 1L;

  private final DeclaredParams declared;

  public HorizontalKMeans() {
    this(Identifiable.randomUID("hkmeans"));
  }

  /** With a uid, for Spark. */
  public HorizontalKMeans(String uid) {
    super(uid);
    this.declared = KMeansParams.declare(this);
  }

  public static MLReader<HorizontalKMeans> read() {
    return new DefaultParamsReader<>();
  }

  public static HorizontalKMeans load(String path) {
    return read().load(path);
  }

  @Override
  public Param<?> declared(String name) {
    return declared.get(name);
  }

  @Override
  public HorizontalKMeans self() {
    return this;
  }

  @Override
  protected HorizontalKMeansModel fit(FederatedSession session, Dataset<Row> table) {
    KMeansSettings settings = settings();
    Optional<PrivacyTerms> privacy = PrivacyTerms.of(this, session.parties().size());
    if (privacy.isPresent()) {
      PrivacyTerms.requireUnused(this, KMeansParameters.LEAST_COUNT, KMeansParameters.TOLERANCE);
    }
    String terms = ALGORITHM + " " + settings + " " + PrivacyTerms.words(privacy);
    List<String> features = sameColumns(session, table, getFeatureCols(), terms);
    try (SecureSum sum = openSums(session)) {
      KMeansFit fit =
          listener()
              .time(
                  RunListener.TRAIN,
                  () -> fit(FeatureColumns.rows(table, features), sum, settings, privacy));
      return new HorizontalKMeansModel(uid())
          .made(this, new StoredPart<>(fit.model(), manifest(session, fit, privacy)), fit);
    }
  }

  private static KMeansFit fit(
      PartyRows rows, SecureSum sum, KMeansSettings settings, Optional<PrivacyTerms> privacy) {
    return privacy.isPresent()
        ? PrivateKMeans.fit(rows, sum, settings, kmeans(privacy.get()), new SystemSource())
        : KMeansSteps.fit(rows, sum, settings);
  }

  private static KMeansPrivacy kmeans(PrivacyTerms terms) {
    return new KMeansPrivacy(terms.budget(), terms.shares(), terms.clip());
  }

  private KMeansSettings settings() {
    return new KMeansSettings(
        getK(),
        getMaxIter(),
        getTol(),
        getLeastCount(),
        getStandardization() ? Scaling.STANDARDISED : Scaling.AS_GIVEN);
  }

  private Manifest manifest(
      FederatedSession session, KMeansFit fit, Optional<PrivacyTerms> privacy) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("algorithm", ALGORITHM);
    parameters.put("clusters", String.valueOf(getK()));
    parameters.put("standardize", String.valueOf(getStandardization()));
    parameters.put("iterations", String.valueOf(getMaxIter()));
    parameters.put("steps taken", String.valueOf(fit.iterations()));
    parameters.put("sums", String.valueOf(fit.sums()));
    if (privacy.isPresent()) {
      PrivacyTerms terms = privacy.get();
      int features = fit.model().features().size();
      parameters.putAll(terms.manifest(kmeans(terms).plan(settings(), features)));
    } else {
      parameters.put("tolerance", String.valueOf(getTol()));
      parameters.put("least-count", String.valueOf(getLeastCount()));
    }
    return manifest(session, parameters, HorizontalKMeansModel.PART, ModelJson.write(fit.model()));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    FeatureColumns.require(schema, getFeatureCols());
    return Schemas.append(schema, getPredictionCol(), DataTypes.IntegerType);
  }

  @Override
  public HorizontalKMeans copy(ParamMap extra) {
    return with(copyValues(new HorizontalKMeans(uid()), extra));
  }
}
