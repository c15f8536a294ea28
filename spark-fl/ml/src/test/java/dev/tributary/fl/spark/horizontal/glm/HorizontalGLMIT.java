package dev.tributary.fl.spark.horizontal.glm;

import static java.util.Arrays.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.horizontal.glm.GlmFit;
import dev.tributary.fl.horizontal.glm.GlmModel;
import dev.tributary.fl.spark.SharedData;
import dev.tributary.fl.spark.horizontal.ThreeParties;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three parties fit what Spark's own estimators fit to the union of their rows. */
class HorizontalGLMIT {
  private static final double CLOSE = 1e-6;

  /**
   * Spark's L-BFGS ends at a gradient of 1e-8 at the latest, so that it tells coefficients to 1e-8
   * over the least curvature (here the penalty): differences are relative to the largest one, that
   * of an intercept, which may be near 0, to the largest of all.
   */
  private static final double LARGEST = 1;

  /** With a tolerance of 0 Spark's OWL-QN goes on for as long as it may. */
  private static final int ENOUGH = 500;

  /** Of every coefficient, those near 0 relative to a thousandth of the largest. */
  private static final double EVERY = 1e-3;

  @TempDir Path folder;

  private static String[] features(Dataset<Row> table, String... others) {
    return stream(table.columns())
        .filter(c -> !Arrays.asList(others).contains(c))
        .toArray(String[]::new);
  }

  private static Dataset<Row> assembled(Dataset<Row> table, String... features) {
    return new VectorAssembler().setInputCols(features).setOutputCol("features").transform(table);
  }

  private ThreeParties parties(String... files) {
    return new ThreeParties(folder, stream(files).map(SharedData::table).toList());
  }

  private static Supplier<HorizontalGLM> stage(
      String objective, String[] features, UnaryOperator<HorizontalGLM> with) {
    return () ->
        with.apply(
            new HorizontalGLM()
                .setObjective(objective)
                .setFeatureCols(features)
                .setLabelCol("y")
                .setMaxIter(2000)
                .setTol(1e-11));
  }

  /** The model of all parties, once it is found to be the same at each. */
  private static GlmModel same(String what, List<HorizontalGLMModel> models) {
    GlmFit first = models.get(0).summary().orElseThrow();
    System.out.printf(
        "%s: %d rows, %d iterations, %d sums, gradient %.1e, %s%n",
        what,
        first.moments().rows(),
        first.iterations(),
        first.sums(),
        first.gradient(),
        first.end());
    for (HorizontalGLMModel model : models) {
      same(model.linearModel(), first.model());
    }
    return first.model();
  }

  private static void same(GlmModel one, GlmModel other) {
    assertThat(one.intercepts()).containsExactly(other.intercepts());
    assertThat(one.coefficients()).isDeepEqualTo(other.coefficients());
  }

  /**
   * @param coefficients of Spark's model, class by class
   */
  private static void close(GlmModel model, double[] coefficients, double... intercepts) {
    double[] own = stream(model.coefficients()).flatMapToDouble(Arrays::stream).toArray();
    close(stream(own), stream(coefficients), LARGEST);
    close(
        DoubleStream.concat(stream(own), stream(model.intercepts())),
        DoubleStream.concat(stream(coefficients), stream(intercepts)),
        LARGEST);
  }

  private static void close(DoubleStream ownValues, DoubleStream oracles, double floor) {
    double[] own = ownValues.toArray();
    double[] oracle = oracles.toArray();
    assertThat(own).hasSameSizeAs(oracle);
    double most = stream(oracle).map(Math::abs).max().orElse(0) + Double.MIN_NORMAL;
    double worst = 0;
    for (int j = 0; j < own.length; j++) {
      double off = Math.abs(own[j] - oracle[j]) / Math.max(Math.abs(oracle[j]), floor * most);
      worst = Math.max(worst, off);
    }
    System.out.printf("  largest relative difference %.1e%n", worst);
    assertThat(worst).as("largest relative difference of a coefficient").isLessThan(CLOSE);
  }

  @ParameterizedTest
  @CsvSource({"0.01,0,true", "0.01,0.5,true", "0.005,1,true", "0.02,0.3,false"})
  void creditDefaultsAreThoseOfLogisticRegression(double penalty, double l1, boolean standardised) {
    logistic(creditDefaults(), penalty, l1, standardised, true);
  }

  /**
   * Without a penalty the columns of bills leave so little curvature that Spark's L-BFGS, which
   * ends at a gradient of 1e-8, is off by 1e-6 itself; its reweighted least squares are not.
   */
  @Test
  void creditDefaultsWithoutPenaltyAreThoseOfReweightedLeastSquares() {
    ThreeParties parties = creditDefaults();
    Dataset<Row> pooled = parties.pooled();
    String[] features = features(pooled, "id", "y");
    GlmModel model = same("binary 0", parties.fit(stage("binary", features, s -> s)));
    glm(
        new GeneralizedLinearRegression().setFamily("binomial").setLink("logit"),
        pooled,
        features,
        model);
  }

  private ThreeParties creditDefaults() {
    return parties(
        "default_credit_homo_guest.csv",
        "default_credit_homo_host_1.csv",
        "default_credit_homo_host_2.csv");
  }

  @ParameterizedTest
  @CsvSource({"0.01,0,true,true", "0.05,0.7,true,true", "0.01,0,true,false"})
  void tumoursAreThoseOfLogisticRegression(
      double penalty, double l1, boolean standardised, boolean intercept) {
    ThreeParties parties =
        parties("breast_homo_guest.csv", "breast_homo_host.csv", "breast_homo_test.csv");
    logistic(parties, penalty, l1, standardised, intercept);
  }

  @Test
  void aHundredColumnsAreThoseOfLogisticRegression() {
    logistic(
        parties(
            "epsilon_5k_homo_guest.csv", "epsilon_5k_homo_host.csv", "epsilon_5k_homo_test.csv"),
        0.01,
        0,
        true,
        true);
  }

  /** Two clinics whose patients differ, the second of which has two branches. */
  @Test
  void heartPatientsOfUnlikeClinicsGainFromEachOther() {
    Dataset<Row> first = SharedData.table("unified_dataset_noniid_1_1000.csv");
    Dataset<Row> second = SharedData.table("unified_dataset_noniid_2_1000_mani.csv");
    ThreeParties parties =
        new ThreeParties(
            folder,
            List.of(first, second.filter("pmod(id, 2) = 0"), second.filter("pmod(id, 2) = 1")));
    Dataset<Row> test = SharedData.table("unified_dataset_validation_1000.csv");
    // As the reference of the data's README: a penalty of 1 over all rows.
    double joint = heart(parties.fit(patients(first, 1542)).get(0), test);
    double alone = heart(parties.alone(patients(first, 826).get()), test);
    System.out.printf("heart: auc joint %.4f, the first alone %.4f%n", joint, alone);
    assertThat(joint).isCloseTo(0.9320, within(0.003));
    assertThat(alone).isCloseTo(0.9156, within(0.003));
  }

  private static Supplier<HorizontalGLM> patients(Dataset<Row> table, int rows) {
    return stage(
        "binary",
        features(table, "id", "target"),
        s -> s.setLabelCol("target").setRegParam(1.0 / rows));
  }

  private static double heart(HorizontalGLMModel model, Dataset<Row> test) {
    return new BinaryClassificationEvaluator()
        .setLabelCol("target")
        .evaluate(model.transform(test));
  }

  private static void logistic(
      ThreeParties parties, double penalty, double l1, boolean standardised, boolean intercept) {
    Dataset<Row> pooled = parties.pooled();
    String[] features = features(pooled, "id", "y");
    GlmModel model =
        same(
            "binary %s %s %s".formatted(penalty, l1, standardised),
            parties.fit(
                stage(
                    "binary",
                    features,
                    s ->
                        s.setRegParam(penalty)
                            .setElasticNetParam(l1)
                            .setStandardization(standardised)
                            .setFitIntercept(intercept))));
    LogisticRegressionModel oracle =
        new LogisticRegression()
            .setLabelCol("y")
            .setRegParam(penalty)
            .setElasticNetParam(l1)
            .setStandardization(standardised)
            .setFitIntercept(intercept)
            .setMaxIter(ENOUGH)
            .setTol(0)
            .fit(assembled(pooled, features));
    close(model, oracle.coefficients().toArray(), oracle.intercept());
  }

  @ParameterizedTest
  @CsvSource({"0.01,0", "0.05,0.5"})
  void vehiclesAreThoseOfMultinomialRegression(double penalty, double l1) {
    Dataset<Row> host = SharedData.table("vehicle_scale_homo_host.csv");
    ThreeParties parties =
        new ThreeParties(
            folder,
            List.of(
                SharedData.table("vehicle_scale_homo_guest.csv"),
                host.filter("id % 2 = 0"),
                host.filter("id % 2 = 1")));
    Dataset<Row> pooled = parties.pooled();
    String[] features = features(pooled, "id", "y");
    GlmModel model =
        same(
            "multiclass %s %s".formatted(penalty, l1),
            parties.fit(
                stage(
                    "multiclass",
                    features,
                    s -> s.setNumClasses(4).setRegParam(penalty).setElasticNetParam(l1))));
    LogisticRegressionModel oracle =
        new LogisticRegression()
            .setFamily("multinomial")
            .setLabelCol("y")
            .setRegParam(penalty)
            .setElasticNetParam(l1)
            .setMaxIter(ENOUGH)
            .setTol(0)
            .fit(assembled(pooled, features));
    close(
        model,
        oracle.coefficientMatrix().transpose().toArray(),
        oracle.interceptVector().toArray());
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0.3,0", "0.3,0.5", "0.2,1"})
  void gradesAreThoseOfLinearRegression(double penalty, double l1) {
    ThreeParties parties =
        parties("student_homo_guest.csv", "student_homo_host.csv", "student_homo_test.csv");
    Dataset<Row> pooled = parties.pooled();
    String[] features = features(pooled, "id", "y");
    GlmModel model =
        same(
            "squared-error %s %s".formatted(penalty, l1),
            parties.fit(
                stage(
                    "squared-error",
                    features,
                    s -> s.setRegParam(penalty).setElasticNetParam(l1))));
    LinearRegressionModel oracle =
        new LinearRegression()
            .setSolver("l-bfgs")
            .setLabelCol("y")
            .setRegParam(penalty)
            .setElasticNetParam(l1)
            .setMaxIter(ENOUGH)
            .setTol(0)
            .fit(assembled(pooled, features));
    close(model, oracle.coefficients().toArray(), oracle.intercept());
  }

  private static Dataset<Row> visits() {
    return SharedData.table("dvisits_hetero_guest.csv")
        .join(SharedData.table("dvisits_hetero_host.csv"), "id")
        .withColumnRenamed("doctorco", "y")
        .selectExpr("*", "1 + age as w", "log(1 + illness) as o");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "weighted"})
  void doctorVisitsAreThoseOfPoissonRegression(String kind) {
    Dataset<Row> visits = visits().cache();
    boolean weighted = kind.equals("weighted");
    String[] features = features(visits, "id", "y", "w", "o", weighted ? "illness" : "none");
    GlmModel model =
        same(
            "poisson " + kind,
            new ThreeParties(folder, ThreeParties.divided(visits, "id"))
                .fit(
                    stage(
                        "poisson",
                        features,
                        s -> weighted ? s.setWeightCol("w").setOffsetCol("o") : s)));
    GeneralizedLinearRegression glr =
        new GeneralizedLinearRegression().setFamily("poisson").setLink("log");
    glm(weighted ? glr.setWeightCol("w").setOffsetCol("o") : glr, visits, features, model);
  }

  private static Dataset<Row> credit(String label) {
    return SharedData.table("UCI_Credit_Card.csv")
        .selectExpr("ID as id", "AGE", "SEX", "EDUCATION", "MARRIAGE", "PAY_0", label + " as y");
  }

  @Test
  void creditLimitsAreThoseOfGammaRegression() {
    Dataset<Row> limits = credit("LIMIT_BAL / 1000D").cache();
    String[] features = features(limits, "id", "y");
    GlmModel model =
        same(
            "gamma",
            new ThreeParties(folder, ThreeParties.divided(limits, "id"))
                .fit(stage("gamma", features, s -> s)));
    glm(
        new GeneralizedLinearRegression().setFamily("gamma").setLink("log"),
        limits,
        features,
        model);
  }

  @Test
  void paymentsAreThoseOfTweedieRegression() {
    Dataset<Row> payments = credit("PAY_AMT1 / 1000D").cache();
    String[] features = features(payments, "id", "y");
    GlmModel model =
        same(
            "tweedie",
            new ThreeParties(folder, ThreeParties.divided(payments, "id"))
                .fit(stage("tweedie", features, s -> s.setVariancePower(1.6))));
    glm(
        new GeneralizedLinearRegression()
            .setFamily("tweedie")
            .setVariancePower(1.6)
            .setLinkPower(0),
        payments,
        features,
        model);
  }

  private static void glm(
      GeneralizedLinearRegression glr, Dataset<Row> pooled, String[] features, GlmModel model) {
    GeneralizedLinearRegressionModel oracle =
        glr.setLabelCol("y").setMaxIter(100).setTol(1e-13).fit(assembled(pooled, features));
    close(stream(model.coefficients()[0]), stream(oracle.coefficients().toArray()), EVERY);
    close(stream(model.intercepts()), DoubleStream.of(oracle.intercept()), EVERY);
  }

  @Test
  void partitionsDoNotMatter() {
    Dataset<Row> visits = visits().cache();
    String[] features = features(visits, "id", "y", "w", "o");
    List<Dataset<Row>> tables = ThreeParties.divided(visits, "id");
    GlmModel few =
        same(
            "one partition each",
            new ThreeParties(folder, tables.stream().map(t -> t.coalesce(1)).toList())
                .fit(stage("poisson", features, s -> s.setMaxIter(10))));
    GlmModel many =
        same(
            "seven partitions each, rows shuffled",
            new ThreeParties(folder, tables.stream().map(t -> t.repartition(7)).toList())
                .fit(stage("poisson", features, s -> s.setMaxIter(10))));
    same(many, few);
  }
}
