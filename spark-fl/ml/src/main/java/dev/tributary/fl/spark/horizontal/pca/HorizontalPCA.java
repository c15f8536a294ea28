package dev.tributary.fl.spark.horizontal.pca;

import dev.tributary.crypto.random.SystemSource;
import dev.tributary.fl.horizontal.pca.JointCovariance;
import dev.tributary.fl.horizontal.pca.PcaPrivacy;
import dev.tributary.fl.horizontal.pca.PrivateCovariance;
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
import dev.tributary.protocol.FederationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Principal components of the rows of all parties, which have the same columns and different
 * people: every party fits one over its own table, and all get the same. They are those of Spark's
 * {@code PCA} over the union of the rows (of standardised columns unless {@code standardization} is
 * false); scores are of columns less their means, which Spark's are not. With {@code epsilon} they
 * are about those, since all totals about rows have noise.
 */
public final class HorizontalPCA extends HorizontalEstimator<HorizontalPCA, HorizontalPCAModel>
    implements PcaParams<HorizontalPCA> {
  /** Of jobs and manifests. */
  public static final String ALGORITHM = "horizontal-pca";

  private static final long serialVersionUID = 1L;

  private final DeclaredParams declared;

  public HorizontalPCA() {
    this(Identifiable.randomUID("hpca"));
  }

  /** With a uid, for Spark. */
  public HorizontalPCA(String uid) {
    super(uid);
    this.declared = PcaParams.declare(this);
  }

  public static MLReader<HorizontalPCA> read() {
    return new DefaultParamsReader<>();
  }

  public static HorizontalPCA load(String path) {
    return read().load(path);
  }

  @Override
  public Param<?> declared(String name) {
    return declared.get(name);
  }

  @Override
  public HorizontalPCA self() {
    return this;
  }

  @Override
  protected HorizontalPCAModel fit(FederatedSession session, Dataset<Row> table) {
    Optional<PrivacyTerms> privacy = PrivacyTerms.of(this, session.parties().size());
    if (privacy.isPresent()) {
      PrivacyTerms.requireUnused(this, LEAST_COUNT);
    }
    String terms =
        "%s %d %d %s %s"
            .formatted(
                ALGORITHM,
                getK(),
                getLeastCount(),
                getStandardization(),
                PrivacyTerms.words(privacy));
    List<String> features = sameColumns(session, table, getFeatureCols(), terms);
    try (SecureSum sum = openSums(session)) {
      JointCovariance covariance =
          listener()
              .time(
                  RunListener.TRAIN,
                  () -> covariance(FeatureColumns.rows(table, features), sum, privacy));
      PrincipalComponents found =
          PrincipalComponents.of(features, covariance, getStandardization(), getK());
      return new HorizontalPCAModel(uid())
          .made(this, new StoredPart<>(found, manifest(session, found, privacy)), covariance);
    }
  }

  private JointCovariance covariance(
      PartyRows rows, SecureSum sum, Optional<PrivacyTerms> privacy) {
    return privacy.isPresent()
        ? PrivateCovariance.of(rows, sum, pca(privacy.get()), new SystemSource())
        : JointCovariance.of(rows, sum, getLeastCount());
  }

  private static PcaPrivacy pca(PrivacyTerms terms) {
    return new PcaPrivacy(terms.budget(), terms.shares(), terms.clip());
  }

  private Manifest manifest(
      FederatedSession session, PrincipalComponents found, Optional<PrivacyTerms> privacy) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("algorithm", ALGORITHM);
    parameters.put("components", String.valueOf(getK()));
    parameters.put("standardize", String.valueOf(getStandardization()));
    if (privacy.isPresent()) {
      PrivacyTerms terms = privacy.get();
      parameters.putAll(terms.manifest(pca(terms).plan(found.features().size())));
    } else {
      parameters.put("least-count", String.valueOf(getLeastCount()));
    }
    return manifest(session, parameters, HorizontalPCAModel.PART, ModelJson.write(found));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    FeatureColumns.require(schema, getFeatureCols());
    if (getK() > getFeatureCols().length) {
      throw FederationException.user(
          "%d columns have no more than %d components. Provided value: %d",
          getFeatureCols().length, getFeatureCols().length, getK());
    }
    return Schemas.append(schema, getOutputCol(), SQLDataTypes.VectorType());
  }

  @Override
  public HorizontalPCA copy(ParamMap extra) {
    return with(copyValues(new HorizontalPCA(uid()), extra));
  }
}
