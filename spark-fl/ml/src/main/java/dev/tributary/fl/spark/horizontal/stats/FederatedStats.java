package dev.tributary.fl.spark.horizontal.stats;

import dev.tributary.crypto.random.SystemSource;
import dev.tributary.fl.horizontal.columns.ColumnList;
import dev.tributary.fl.horizontal.columns.SharedColumns;
import dev.tributary.fl.horizontal.stats.JointFigures;
import dev.tributary.fl.horizontal.stats.PrivateFigures;
import dev.tributary.fl.horizontal.stats.StatsPrivacy;
import dev.tributary.fl.horizontal.stats.StatsTerms;
import dev.tributary.fl.horizontal.stats.TableFigures;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.spark.horizontal.FeatureColumns;
import dev.tributary.fl.spark.horizontal.HorizontalEstimator;
import dev.tributary.fl.spark.horizontal.PrivacyTerms;
import dev.tributary.fl.spark.stage.DeclaredParams;
import dev.tributary.fl.spark.stage.Schemas;
import dev.tributary.fl.spark.stage.StoredPart;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
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
import org.apache.spark.sql.types.StructType;

/**
 * Describes the rows of all parties, which have the same columns and different people: every party
 * fits one over its own table, with equal Params but for the order of the columns. Nothing is
 * trained and rows are not matched. With {@code epsilon} all joint figures are about those of the
 * rows, since all totals about rows have noise.
 */
public final class FederatedStats extends HorizontalEstimator<FederatedStats, FederatedStatsModel>
    implements StatsParams<FederatedStats> {
  /** Of jobs and manifests. */
  public static final String ALGORITHM = "federated-stats";

  private static final long serialVersionUID = 1L;
  private static final String COLUMNS = "compare columns";
  private static final String OWN = "own statistics";
  private static final String JOINT = "joint statistics";

  private final DeclaredParams declared;

  public FederatedStats() {
    this(Identifiable.randomUID("fstats"));
  }

  /** With a uid, for Spark. */
  public FederatedStats(String uid) {
    super(uid);
    this.declared = StatsParams.declare(this);
  }

  public static MLReader<FederatedStats> read() {
    return new DefaultParamsReader<>();
  }

  public static FederatedStats load(String path) {
    return read().load(path);
  }

  @Override
  public Param<?> declared(String name) {
    return declared.get(name);
  }

  @Override
  public FederatedStats self() {
    return this;
  }

  @Override
  protected FederatedStatsModel fit(FederatedSession session, Dataset<Row> table) {
    StatsTerms terms = terms();
    Optional<PrivacyTerms> privacy = PrivacyTerms.of(this, session.parties().size());
    if (privacy.isPresent()) {
      PrivacyTerms.requireUnused(this, StatsTerms.LEAST_COUNT);
    }
    ColumnList own =
        new ColumnList(
            FeatureColumns.kinds(table.schema(), getFeatureCols()),
            terms + " " + PrivacyTerms.words(privacy));
    List<String> names = listener().time(COLUMNS, () -> SharedColumns.agree(session, own));
    try (SparkRows rows = SparkRows.of(table, names)) {
      TableFigures alone =
          listener()
              .time(
                  OWN,
                  () ->
                      JointFigures.of(
                          PlainSum.alone(session.self()),
                          List.of(session.self()),
                          rows,
                          names,
                          terms.own()));
      JointFigures.Found joint = listener().time(JOINT, () -> joint(session, rows, names, privacy));
      PartyProfile profile =
          new PartyProfile(
              PartyProfile.FORMAT, terms.levels(), terms.leastCount(), joint.figures(), alone);
      FederatedStatsModel model =
          new FederatedStatsModel(uid())
              .with(
                  new StoredPart<>(profile, manifest(session, joint.parties(), profile, privacy)));
      model.setParent(this);
      return copyValues(model, ParamMap.empty());
    }
  }

  private JointFigures.Found joint(
      FederatedSession session,
      SparkRows rows,
      List<String> names,
      Optional<PrivacyTerms> privacy) {
    try (SecureSum sum = openSums(session)) {
      return privacy.isPresent()
          ? PrivateFigures.of(sum, rows, names, terms(), figures(privacy.get()), new SystemSource())
          : JointFigures.found(sum, session.parties(), rows, names, terms());
    }
  }

  private static StatsPrivacy figures(PrivacyTerms terms) {
    return new StatsPrivacy(terms.budget(), terms.shares(), terms.clip());
  }

  private Manifest manifest(
      FederatedSession session,
      List<PartyId> parties,
      PartyProfile profile,
      Optional<PrivacyTerms> privacy) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("algorithm", ALGORITHM);
    parameters.put("quantiles", profile.levels().toString());
    parameters.put("correlations", String.valueOf(getCorrelations()));
    if (privacy.isPresent()) {
      int columns = profile.joint().columns().size();
      parameters.putAll(
          privacy.get().manifest(figures(privacy.get()).plan(columns, terms().correlations())));
    } else {
      parameters.put("least-count", String.valueOf(profile.leastCount()));
    }
    return manifest(
        session, parties, parameters, FederatedStatsModel.PART, ModelJson.write(profile));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    if (!isDefined(featureCols()) || getFeatureCols().length == 0) {
      throw FederationException.user("set featureCols before fit");
    }
    if (Arrays.stream(getFeatureCols()).distinct().count() != getFeatureCols().length) {
      throw FederationException.user(
          "featureCols must be different. Provided value: %s", Arrays.toString(getFeatureCols()));
    }
    for (String feature : getFeatureCols()) {
      Schemas.requireNumeric(schema, feature, "featureCols");
    }
    return schema;
  }

  @Override
  public FederatedStats copy(ParamMap extra) {
    return with(copyValues(new FederatedStats(uid()), extra));
  }
}
