package dev.tributary.fl.spark.vertical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.spark.SharedData;
import dev.tributary.fl.spark.SparkForTests;
import dev.tributary.fl.spark.vertical.TwoParties.Both;
import dev.tributary.protocol.FederationException;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Regression with validation rows, rows that one party lacks, Params and misuse. */
final class JointModelIT {
  private static final String[] OWN = {"pm", "stator_yoke", "stator_tooth", "stator_winding"};
  private static final String[] FOREIGN = {
    "ambient", "coolant", "u_d", "u_q", "torque", "i_d", "i_q"
  };

  @TempDir Path directory;

  @Test
  void stopsEarlyAndKeepsOrSkipsUnmatchedRows() throws Exception {
    Dataset<Row> guest =
        SharedData.table("motor_hetero_guest.csv")
            .selectExpr("*", "idx % 5 = 1 AS held", "idx % 5 = 2 AS tested")
            .cache();
    Dataset<Row> host = SharedData.table("motor_hetero_host.csv").cache();
    try (TwoParties parties = new TwoParties(SparkForTests.session(), directory.resolve("work"))) {
      VerticalGBTRegressor lender =
          new VerticalGBTRegressor()
              .setSessions(parties.lender())
              .setIdCols(new String[] {"idx"})
              .setFeatureCols(OWN)
              .setLabelCol("motor_speed")
              .setValidationIndicatorCol("held")
              .setTestIndicatorCol("tested")
              .setMaxIter(12)
              .setStepSize(0.5)
              .setEarlyStoppingRounds(2)
              .setMaxDepth(3)
              .setCipher("plain-1");
      VerticalGBTFeatureParty bureau =
          new VerticalGBTFeatureParty()
              .setSessions(parties.bureau())
              .setIdCols(new String[] {"idx"})
              .setFeatureCols(FOREIGN)
              .setMaxIter(12)
              .setStepSize(0.5)
              .setEarlyStoppingRounds(2)
              .setMaxDepth(3)
              .setCipher("plain-1");
      Both<VerticalGBTRegressionModel, VerticalGBTFeatureModel> models =
          parties.run(() -> lender.fit(guest.filter("idx % 5 <> 0")), () -> bureau.fit(host));

      TrainingSummary summary = models.lender().summary().orElseThrow();
      assertThat(summary.rows()).isEqualTo((int) guest.filter("idx % 5 <> 0").count());
      assertThat(summary.order().validation()).isEqualTo((int) guest.filter("held").count());
      assertThat(summary.order().test()).isEqualTo((int) guest.filter("tested").count());
      assertThat(summary.predictions().count()).isEqualTo(summary.rows());
      assertThat(r2(summary.predictions().filter("tested"))).isGreaterThan(0.9);
      assertThat(summary.rounds().get(0).validationLoss()).isFinite();
      Dataset<Row> test = guest.filter("idx % 5 = 0");
      Dataset<Row> known = host.filter("idx % 2 = 0");
      Dataset<Row> skipped = transform(parties, models, "skip", test, known);
      assertThat(skipped.count()).isEqualTo(test.filter("idx % 2 = 0").count());
      double r2 = r2(skipped);
      System.out.println("motor_hetero joint test R2 " + r2);
      assertThat(r2).isGreaterThan(0.9);
      Dataset<Row> kept = transform(parties, models, "keep", test, known);
      assertThat(kept.count()).isEqualTo(test.count());
      assertThat(kept.filter("prediction IS NULL").count())
          .isEqualTo(test.filter("idx % 2 = 1").count());
      assertThat(kept.columns()).startsWith(test.columns()).endsWith("prediction");
    }
  }

  private static double r2(Dataset<Row> scored) {
    return scored
        .selectExpr("1 - avg(pow(motor_speed - prediction, 2)) / var_pop(motor_speed) AS r2")
        .first()
        .getDouble(0);
  }

  private static Dataset<Row> transform(
      TwoParties parties,
      Both<VerticalGBTRegressionModel, VerticalGBTFeatureModel> models,
      String unmatched,
      Dataset<Row> rows,
      Dataset<Row> foreign)
      throws Exception {
    VerticalGBTRegressionModel model =
        models.lender().copy(org.apache.spark.ml.param.ParamMap.empty());
    model.setHandleInvalid(unmatched).setMinIntersection(10);
    models.bureau().setMinIntersection(10);
    return parties
        .run(() -> model.transform(rows), () -> models.bureau().transform(foreign))
        .lender();
  }

  /** The rows that were to test are not among the common ones. */
  @Test
  void refusesASetThatIsAskedForAndHasNoCommonRow() throws Exception {
    Dataset<Row> guest =
        SharedData.table("motor_hetero_guest.csv")
            .selectExpr("*", "idx % 5 = 1 AS held", "idx % 5 = 2 AS tested");
    Dataset<Row> host = SharedData.table("motor_hetero_host.csv");
    assertEmptySetRefused(guest, host.filter("idx % 5 <> 2"), "to test on", "test");
    assertEmptySetRefused(guest, host.filter("idx % 5 <> 1"), "to validate on", "validation");
  }

  private void assertEmptySetRefused(
      Dataset<Row> guest, Dataset<Row> host, String message, String work) {
    try (TwoParties parties = new TwoParties(SparkForTests.session(), directory.resolve(work))) {
      VerticalGBTRegressor lender =
          new VerticalGBTRegressor()
              .setSessions(parties.lender())
              .setIdCols(new String[] {"idx"})
              .setFeatureCols(OWN)
              .setLabelCol("motor_speed")
              .setValidationIndicatorCol("held")
              .setTestIndicatorCol("tested")
              .setCipher("plain-1");
      VerticalGBTFeatureParty bureau =
          new VerticalGBTFeatureParty()
              .setSessions(parties.bureau())
              .setIdCols(new String[] {"idx"})
              .setFeatureCols(FOREIGN)
              .setCipher("plain-1");
      assertThatThrownBy(() -> parties.run(() -> lender.fit(guest), () -> bureau.fit(host)))
          .isInstanceOf(FederationException.class)
          .hasMessageContaining("the split leaves none of")
          .hasMessageContaining(message);
    }
  }

  @Test
  void persistsParamsButNoSession() throws Exception {
    String path = directory.resolve("estimator").toString();
    try (TwoParties parties = new TwoParties(SparkForTests.session(), directory.resolve("work"))) {
      VerticalGBTRegressor written =
          new VerticalGBTRegressor()
              .setSessions(parties.lender())
              .setIdCols(new String[] {"a", "b"})
              .setFeatureCols(OWN)
              .setMaxBins(16)
              .setRegParam(2.5)
              .setObjective("poisson");
      written.write().overwrite().save(path);
    }
    VerticalGBTRegressor read = VerticalGBTRegressor.load(path);
    assertThat(read.getIdCols()).containsExactly("a", "b");
    assertThat(read.getFeatureCols()).containsExactly(OWN);
    assertThat(read.getMaxBins()).isEqualTo(16);
    assertThat(read.getRegParam()).isEqualTo(2.5);
    assertThat(read.getObjective()).isEqualTo("poisson");
    assertThat(read.getStepSize()).isEqualTo(0.1);
    assertThatThrownBy(() -> read.fit(SparkForTests.session().range(3)))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("setSession");
  }

  @Test
  void refusesTheOtherRoleAndASecondUse() {
    try (TwoParties parties = new TwoParties(SparkForTests.session(), directory.resolve("work"))) {
      VerticalGBTClassifier classifier =
          new VerticalGBTClassifier().setSession(parties.bureau().next());
      Dataset<Long> rows = SparkForTests.session().range(3);
      assertThatThrownBy(() -> classifier.fit(rows))
          .isInstanceOf(FederationException.class)
          .hasMessageContaining("not a label party");
      assertThatThrownBy(() -> classifier.fit(rows))
          .isInstanceOf(FederationException.class)
          .hasMessageContaining("used before");
    }
  }

  @Test
  void refusesWrongParamsAndColumns() {
    assertThatThrownBy(() -> new VerticalGBTClassifier().setKeyBits(1024))
        .hasMessageContaining("keyBits");
    assertThatThrownBy(() -> new VerticalGBTClassifier().setStepSize(0))
        .hasMessageContaining("stepSize");
    VerticalGBTClassifier classifier =
        new VerticalGBTClassifier()
            .setIdCols(new String[] {"id"})
            .setFeatureCols(new String[] {"gone"});
    assertThatThrownBy(() -> classifier.transformSchema(SparkForTests.session().range(3).schema()))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("'gone'");
    assertThatThrownBy(() -> new VerticalGBTFeatureModel("empty").featureModel())
        .isInstanceOf(FederationException.class);
  }
}
