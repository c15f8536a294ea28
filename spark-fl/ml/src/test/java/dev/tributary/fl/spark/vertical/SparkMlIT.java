package dev.tributary.fl.spark.vertical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.spark.OtherValues;
import dev.tributary.fl.spark.SparkForTests;
import dev.tributary.fl.spark.vertical.TwoParties.Both;
import dev.tributary.fl.training.BoostingParameters;
import dev.tributary.fl.training.Parameter;
import dev.tributary.fl.vertical.tree.GbtParameters;
import dev.tributary.protocol.FederationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every cipher in Spark ML's own pipelines, evaluators and tuning, Kryo registration required. */
final class SparkMlIT {
  private static final int ROWS = 400;
  private static final String LENDER =
      """
      id,
      pmod(hash(id, 1), 1000) / 1000D AS income,
      IF(pmod(hash(id, 2), 3) = 0, 'Ulm', 'Bonn') AS town,
      pmod(hash(id, 1), 1000) / 1000D + pmod(hash(id, 3), 1000) / 1000D
        + IF(pmod(hash(id, 2), 3) = 0, 0.3, 0) AS amount
      """;
  private static final String BUREAU =
      "id, pmod(hash(id, 3), 1000) / 1000D AS debt, pmod(hash(id, 4), 1000) / 1000D AS noise";

  @TempDir private Path directory;
  private TwoParties parties;
  private Dataset<Row> lender;
  private Dataset<Row> bureau;

  @BeforeEach
  void start() {
    parties = new TwoParties(SparkForTests.session(), directory.resolve("work"));
    lender =
        rows(LENDER)
            .selectExpr(
                "*",
                "IF(amount > 1.1, 'yes', 'no') AS answer",
                "IF(amount > 1.4, 2D, IF(amount > 0.8, 1D, 0D)) AS grade");
    bureau = rows(BUREAU);
  }

  @AfterEach
  void stop() {
    parties.close();
  }

  private static Dataset<Row> rows(String columns) {
    return SparkForTests.session().range(ROWS).selectExpr(columns.split(",\\s*(?![^()]*\\))"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"paillier-1", "paillier-hidden-1", "lattice-1"})
  void classifiesInAPipelineUnderEveryCipher(String cipher) throws Exception {
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new StringIndexer().setInputCol("town").setOutputCol("townIndex"),
                  new StringIndexer().setInputCol("answer").setOutputCol("label"),
                  grown(new VerticalGBTClassifier().setSessions(parties.lender()), cipher)
                });
    Both<PipelineModel, VerticalGBTFeatureModel> models =
        parties.run(() -> pipeline.fit(lender), () -> party(cipher).fit(bureau));

    List<Row> scored = scored(models.lender(), models.bureau());

    assertThat(models.bureau().manifest().suite()).isEqualTo(cipher);
    assertThat(models.bureau().manifest().parameters().containsKey(cipher + "/lender"))
        .isEqualTo(cipher.equals("lattice-1"));
    assertThat(models.bureau().featureModel().splits()).isNotEmpty();
    String path = directory.resolve("lender").toString();
    String other = directory.resolve("bureau").toString();
    models.lender().save(path);
    models.bureau().save(other);
    PipelineModel read = PipelineModel.load(path);
    ((VerticalGBTClassificationModel) read.stages()[2]).setSessions(parties.lender());
    assertThat(scored(read, VerticalGBTFeatureModel.load(other).setSessions(parties.bureau())))
        .isEqualTo(scored);
  }

  /** Both columns decide the label, so that neither party alone could reach these figures. */
  private List<Row> scored(PipelineModel own, VerticalGBTFeatureModel foreign) throws Exception {
    Dataset<Row> scored = transformed(() -> own.transform(lender), foreign).cache();
    assertThat(new BinaryClassificationEvaluator().evaluate(scored)).isGreaterThan(0.97);
    assertThat(new MulticlassClassificationEvaluator().evaluate(scored)).isGreaterThan(0.9);
    return scored.select("id", "rawPrediction", "prediction").orderBy("id").collectAsList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"paillier-1", "lattice-1"})
  void predictsAmountsUnderEveryCipher(String cipher) throws Exception {
    Dataset<Row> rows = lender.withColumn("townIndex", lender.col("town").equalTo("Ulm"));
    VerticalGBTRegressor regressor =
        grown(new VerticalGBTRegressor().setSessions(parties.lender()), cipher)
            .setLabelCol("amount");
    Both<VerticalGBTRegressionModel, VerticalGBTFeatureModel> models =
        parties.run(() -> regressor.fit(rows), () -> party(cipher).fit(bureau));
    Dataset<Row> scored = transformed(() -> models.lender().transform(rows), models.bureau());

    RegressionEvaluator evaluator = new RegressionEvaluator().setLabelCol("amount");
    assertThat(evaluator.setMetricName("r2").evaluate(scored)).isGreaterThan(0.8);
    assertThat(evaluator.setMetricName("mae").evaluate(scored)).isLessThan(0.2);
  }

  @Test
  void everyParameterIsInTheManifestsOfBothPartsAsItWasSet() throws Exception {
    Map<Parameter<?>, Integer> given =
        Map.of(
            GbtParameters.KEY_BITS, 3072, BoostingParameters.TREES, 2, BoostingParameters.DEPTH, 2);
    VerticalGBTClassifier classifier =
        grown(new VerticalGBTClassifier().setSessions(parties.lender()), "plain-1")
            .setValidationIndicatorCol("later");
    VerticalGBTFeatureParty party = party("plain-1");
    Map<String, String> values = OtherValues.set(classifier, GbtParameters.ALL, given);
    OtherValues.set(party, GbtParameters.ALL, given);
    Dataset<Row> rows =
        lender.selectExpr(
            "id",
            "income",
            "town = 'Ulm' AS townIndex",
            "IF(amount > 1.1, 1D, 0D) AS label",
            "id % 4 = 0 AS later");
    Both<VerticalGBTClassificationModel, VerticalGBTFeatureModel> models =
        parties.run(() -> classifier.fit(rows), () -> party.fit(bureau));

    assertThat(values).hasSameSizeAs(GbtParameters.ALL);
    assertThat(models.lender().manifest().parameters()).containsAllEntriesOf(values);
    assertThat(models.bureau().manifest().parameters()).containsAllEntriesOf(values);
  }

  /** Amounts rise with income and with debt: bound the other way, neither is of any use. */
  @Test
  void monotoneColumnsOfEachPartyAreFollowedAndStayItsOwn() throws Exception {
    Dataset<Row> rows = lender.withColumn("townIndex", lender.col("town").equalTo("Ulm"));
    VerticalGBTRegressor regressor =
        grown(new VerticalGBTRegressor().setSessions(parties.lender()), "plain-1")
            .setLabelCol("amount");
    Both<VerticalGBTRegressionModel, VerticalGBTFeatureModel> free =
        parties.run(() -> regressor.fit(rows), () -> party("plain-1").fit(bureau));
    regressor.setDecreasingCols(new String[] {"income"});
    String[] debt = {"debt"};
    Both<VerticalGBTRegressionModel, VerticalGBTFeatureModel> bound =
        parties.run(
            () -> regressor.fit(rows), () -> party("plain-1").setDecreasingCols(debt).fit(bureau));

    assertThat(gain(free, "income")).isGreaterThan(20 * gain(bound, "income"));
    assertThat(free.bureau().importances().get(0).name()).isEqualTo("debt");
    assertThat(debtGain(free.bureau())).isGreaterThan(20 * debtGain(bound.bureau()));
    assertThat(bound.lender().manifest().parameters())
        .containsEntry("monotone/income", "decreasing")
        .doesNotContainKey("monotone/debt");
    assertThat(bound.bureau().manifest().parameters())
        .containsEntry("monotone/debt", "decreasing")
        .doesNotContainKey("monotone/income");
    regressor.setDecreasingCols(debt);
    assertThatThrownBy(
            () -> parties.run(() -> regressor.fit(rows), () -> party("plain-1").fit(bureau)))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("the monotone column 'debt' is not in featureCols");
  }

  private static double gain(
      Both<VerticalGBTRegressionModel, VerticalGBTFeatureModel> models, String column) {
    return models.lender().summary().orElseThrow().importances().stream()
        .filter(f -> f.name().equals(column))
        .mapToDouble(f -> f.gain())
        .sum();
  }

  private static double debtGain(VerticalGBTFeatureModel model) {
    return model.importances().stream()
        .filter(f -> f.name().equals("debt"))
        .mapToDouble(f -> f.gain())
        .sum();
  }

  @Test
  void predictsClasses() throws Exception {
    Dataset<Row> rows = lender.withColumn("townIndex", lender.col("town").equalTo("Ulm"));
    VerticalGBTClassifier classifier =
        grown(new VerticalGBTClassifier().setSessions(parties.lender()), "plain-1")
            .setLabelCol("grade");
    Both<VerticalGBTClassificationModel, VerticalGBTFeatureModel> models =
        parties.run(
            () -> classifier.fit(rows), () -> party("plain-1").setNumClasses(3).fit(bureau));
    Dataset<Row> scored = transformed(() -> models.lender().transform(rows), models.bureau());

    MulticlassClassificationEvaluator evaluator =
        new MulticlassClassificationEvaluator().setLabelCol("grade");
    assertThat(evaluator.setMetricName("accuracy").evaluate(scored)).isGreaterThan(0.85);
    assertThat(evaluator.setMetricName("logLoss").evaluate(scored)).isLessThan(0.7);
  }

  @Test
  void refusesPartsOfDifferentTrainings() throws Exception {
    Dataset<Row> rows = lender.withColumn("townIndex", lender.col("town").equalTo("Ulm"));
    VerticalGBTRegressor regressor =
        grown(new VerticalGBTRegressor().setSessions(parties.lender()), "plain-1")
            .setLabelCol("amount")
            .setMaxIter(1);
    Callable<VerticalGBTRegressionModel> own = () -> regressor.fit(rows);
    Callable<VerticalGBTFeatureModel> foreign = () -> party("plain-1").setMaxIter(1).fit(bureau);
    VerticalGBTRegressionModel first = parties.run(own, foreign).lender();
    VerticalGBTFeatureModel second = parties.run(own, foreign).bureau();

    assertThatThrownBy(() -> transformed(() -> first.transform(rows), second))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("not of one training: use the parts of one");
  }

  /** The feature party follows: one fit and one transform per fold, then the fit on all rows. */
  @Test
  void crossValidates() throws Exception {
    Dataset<Row> rows = lender.withColumn("townIndex", lender.col("town").equalTo("Ulm"));
    Evaluator evaluator = new RegressionEvaluator().setLabelCol("amount").setMetricName("r2");
    CrossValidator validator =
        new CrossValidator()
            .setEstimator(
                grown(new VerticalGBTRegressor().setSessions(parties.lender()), "plain-1")
                    .setLabelCol("amount"))
            .setEvaluator(evaluator)
            .setEstimatorParamMaps(new ParamGridBuilder().build())
            .setNumFolds(2);
    Both<CrossValidatorModel, VerticalGBTFeatureModel> models =
        parties.run(
            () -> validator.fit(rows),
            () -> {
              for (int fold = 0; fold < validator.getNumFolds(); fold++) {
                party("plain-1").fit(bureau).transform(bureau);
              }
              return party("plain-1").fit(bureau);
            });

    assertThat(models.lender().avgMetrics()[0]).isBetween(0.6, 1.0);
    Dataset<Row> scored = transformed(() -> models.lender().transform(rows), models.bureau());
    assertThat(evaluator.evaluate(scored)).isGreaterThan(0.8);
  }

  private Dataset<Row> transformed(Callable<Dataset<Row>> own, VerticalGBTFeatureModel foreign)
      throws Exception {
    return parties.run(own, () -> foreign.transform(bureau)).lender();
  }

  private VerticalGBTFeatureParty party(String cipher) {
    return growth(new VerticalGBTFeatureParty().setSessions(parties.bureau()), cipher)
        .setFeatureCols(new String[] {"debt", "noise"});
  }

  private static <E extends LabelPartyEstimator<E, ?>> E grown(E estimator, String cipher) {
    return growth(estimator, cipher).setFeatureCols(new String[] {"income", "townIndex"});
  }

  private static <E extends GbtSetters<E>> E growth(E estimator, String cipher) {
    estimator
        .setMaxIter(5)
        .setMaxDepth(3)
        .setStepSize(0.7)
        .setMaxBins(16)
        .setCipher(cipher)
        .setSigmaOut(0.01)
        .setIdCols(new String[] {"id"});
    return estimator;
  }
}
