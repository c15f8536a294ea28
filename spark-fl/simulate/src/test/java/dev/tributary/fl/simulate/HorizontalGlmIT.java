package dev.tributary.fl.simulate;

import static dev.tributary.fl.simulate.SimulatedRun.PEER;
import static dev.tributary.fl.simulate.SimulatedRun.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.fl.horizontal.glm.GlmModel;
import dev.tributary.fl.jobs.SparkForTests;
import dev.tributary.fl.spark.horizontal.glm.HorizontalGLMModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link SimulatedBanks} fit one linear model. */
class HorizontalGlmIT {
  private static final double CLOSE = 1e-6;

  private static final String TRAIN_BY_ID =
      "{algorithm: horizontal-glm, penalty: 0.01, iterations: 500, tolerance: 1.0e-11}\n"
          + "split: {test: \"cast(id as int) % 5 = 0\"}";

  @TempDir private Path folder;

  private SimulatedRun simulate(SimulatedBanks banks, List<Path> tables) {
    return banks.simulate(tables, TRAIN_BY_ID);
  }

  @Test
  void theModelOfAllIsThatOfSparkOnThePooledRows() throws IOException {
    SimulatedBanks banks = new SimulatedBanks(folder);
    List<Path> tables =
        List.of(
            banks.table(0, lines -> lines),
            banks.table(1, SimulatedBanks::turned),
            banks.table(2, lines -> lines.subList(0, 500)));

    SimulatedRun run = simulate(banks, tables);

    assertThat(run.exit()).as(run.err()).isZero();
    SparkForTests.session();
    GlmModel model = model(run, "north");
    Dataset<Row> pooled = pooled(tables, model.features());
    checkCoefficients(model, pooled.filter("cast(id as int) % 5 != 0"));
    Dataset<Row> test = pooled.filter("cast(id as int) % 5 = 0").cache();
    JsonNode joint = run.metrics("north").get("pooled");
    assertThat(joint.get("rows").asLong()).isEqualTo(test.count());
    assertThat(joint.get("split").asText()).isEqualTo("test");
    double auc =
        new BinaryClassificationEvaluator()
            .setLabelCol("y")
            .evaluate(
                HorizontalGLMModel.load(run.of("west").resolve("model").toString())
                    .transform(test));
    assertThat(auc)
        .isBetween(
            joint.at("/bounds/auc/least").asDouble() - 1e-9,
            joint.at("/bounds/auc/most").asDouble() + 1e-9);
    assertThat(joint.at("/bounds/auc/most").asDouble() - joint.at("/bounds/auc/least").asDouble())
        .isLessThan(0.002);
    assertThat(joint.at("/top/0.1/lift").asDouble()).isGreaterThan(2);
    for (String party : SimulatedBanks.PARTIES) {
      JsonNode metrics = run.metrics(party);
      assertThat(model(run, party).coefficients()).isDeepEqualTo(model.coefficients());
      assertThat(model(run, party).intercepts()).containsExactly(model.intercepts());
      assertThat(metrics.get("pooled")).as(party).isEqualTo(joint);
      checkOwn(run, party, metrics);
      checkWords(metrics);
    }
    assertThat(run.metrics("west").at("/rows/own").asLong()).isEqualTo(499);
    assertThat(run.metrics("south").at("/solo/test/auc"))
        .isNotEqualTo(run.metrics("north").at("/solo/test/auc"));
  }

  /**
   * South has rows of one class alone, which fit no model by themselves, and west hardly any; each
   * leaves rows out.
   */
  @Test
  void whoseRowsSufficeForNoModelHasThatOfAll() throws IOException {
    SimulatedBanks banks = new SimulatedBanks(folder);
    List<Path> tables =
        List.of(
            banks.table(0, lines -> lines.subList(0, 3_001)),
            banks.table(1, HorizontalGlmIT::paid),
            banks.table(2, lines -> lines.subList(0, 31)));

    SimulatedRun run =
        banks.simulate(
            tables, "label: y, missing: [none], where: \"cast(id as int) % 7 != 0\"", TRAIN_BY_ID);

    assertThat(run.exit()).as(run.err()).isZero();
    SparkForTests.session();
    GlmModel model = model(run, "north");
    checkCoefficients(
        model,
        pooled(tables, model.features())
            .filter("cast(id as int) % 5 != 0 and cast(id as int) % 7 != 0"));
    JsonNode joint = run.metrics("north").get("pooled");
    assertThat(joint.get("auc").asDouble()).isBetween(0.6, 0.9);
    for (String party : SimulatedBanks.PARTIES) {
      assertThat(model(run, party).coefficients()).isDeepEqualTo(model.coefficients());
      assertThat(model(run, party).intercepts()).containsExactly(model.intercepts());
      assertThat(run.metrics(party).get("pooled")).as(party).isEqualTo(joint);
    }
    assertThat(run.metrics("west").at("/rows/own").asLong()).isEqualTo(24);
    assertThat(run.of("west").resolve("report.html"))
        .content()
        .contains(
            "Of your table's 30 rows 24 are used, for training and judging: data.where is true for"
                + " these.")
        .doesNotContain("Your table has");
    assertThat(run.log("south"))
        .contains("warning: there is no model of this party's own rows to compare with");
  }

  /** The header and 2,000 rows of label 0. */
  private static List<String> paid(List<String> lines) {
    int label = List.of(lines.get(0).split(",")).indexOf("y");
    return Stream.concat(
            lines.stream().limit(1),
            lines.stream().skip(1).filter(line -> line.split(",")[label].equals("0")).limit(2_000))
        .toList();
  }

  private static GlmModel model(SimulatedRun run, String party) {
    return HorizontalGLMModel.load(run.of(party).resolve("model").toString()).linearModel();
  }

  private static Dataset<Row> pooled(List<Path> tables, List<String> features) {
    Dataset<Row> pooled =
        tables.stream()
            .map(
                table ->
                    SparkForTests.session()
                        .read()
                        .option("header", true)
                        .option("inferSchema", true)
                        .csv(table.toString()))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    return new VectorAssembler()
        .setInputCols(features.toArray(String[]::new))
        .setOutputCol("features")
        .transform(pooled)
        .cache();
  }

  private static void checkCoefficients(GlmModel model, Dataset<Row> training) {
    LogisticRegressionModel oracle =
        new LogisticRegression()
            .setLabelCol("y")
            .setRegParam(0.01)
            .setMaxIter(2000)
            .setTol(0)
            .fit(training);
    double[] due = oracle.coefficients().toArray();
    double most = Arrays.stream(due).map(Math::abs).max().orElseThrow();
    assertThat(due).hasSize(23);
    for (int j = 0; j < due.length; j++) {
      assertThat(Math.abs(model.coefficients()[0][j] - due[j]) / most)
          .as(model.features().get(j))
          .isLessThan(CLOSE);
    }
    assertThat(Math.abs(model.intercepts()[0] - oracle.intercept()) / most).isLessThan(CLOSE);
  }

  private static void checkOwn(SimulatedRun run, String party, JsonNode metrics) {
    for (String place : List.of("/joint/test/auc", "/solo/test/auc", "/uplift/auc")) {
      assertThat(metrics.at(place).isNumber()).as(place).isTrue();
    }
    assertThat(metrics.at("/judged/split").asText()).isEqualTo("test");
    assertThat(metrics.at("/fit/ended").asText()).isIn("converged", "precision");
    Dataset<Row> predictions = run.predictions(party);
    assertThat(predictions.count()).isEqualTo(metrics.at("/rows/own").asLong());
    assertThat(predictions.columns())
        .containsExactly("id", "score", "solo_score", "label", "split");
    assertThat(predictions.filter("split = 'test'").count())
        .isEqualTo(metrics.at("/judged/rows").asLong());
    assertThat(run.of(party).resolve("report.html"))
        .content()
        .contains("Solo against joint, on your own rows", "Coefficients", "x22", "Every party")
        .contains("What training together was worth, on your own rows", "paired interval")
        .containsPattern("finished \\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2} UTC</p>")
        .doesNotContain("in common", "Feature party", "partner");
  }

  /** What went is what a plan says, but for shortened steps and bins that were not needed. */
  private static void checkWords(JsonNode metrics) {
    int losses = metrics.at("/sums/sums").asInt() - 6;
    long wide = 8; // words of one sum of real numbers
    long least = 1 + wide * 30 + wide * 24 + 26L * losses + wide * 4 + wide * 2 * 4096;
    assertThat(losses).isGreaterThan(metrics.at("/fit/steps").asInt());
    assertThat(metrics.at("/sums/words").asLong()).isBetween(least, least + wide * 2 * 8192);
  }

  /** Days of illness, with an exponent that is given for everybody. */
  @Test
  void amountsWithAnOffsetHaveTheLeastDevianceOfThePooledRows() throws IOException {
    SimulatedBanks banks = new SimulatedBanks(folder);
    List<Path> tables = banks.thirds("dvisits_hetero_host.csv");

    SimulatedRun run =
        banks.simulate(
            tables,
            "label: actdays, offset: age, columns: [sex, income, levyplus, illness]",
            "{algorithm: horizontal-glm, objective: tweedie, tweedie-power: 1.6, iterations: 500,"
                + " tolerance: 1.0e-10}\nsplit: {test: \"cast(id as int) % 5 = 0\"}");

    assertThat(run.exit()).as(run.err()).isZero();
    SparkForTests.session();
    GlmModel model = model(run, "west");
    Dataset<Row> pooled = pooled(tables, model.features());
    Dataset<Row> means = pooled.withColumn("mu", functions.expr(mean(model)));
    // At the least deviance of the training rows its slope is 0 by every coefficient.
    for (String column : Stream.concat(Stream.of("1"), model.features().stream()).toList()) {
      double slope =
          means
              .filter("cast(id as int) % 5 != 0")
              .selectExpr("avg(power(mu, -0.6) * (mu - actdays) * " + column + ")")
              .first()
              .getDouble(0);
      assertThat(slope).as(column).isCloseTo(0, within(1e-8));
    }
    Row judged =
        means
            .filter("cast(id as int) % 5 = 0")
            .selectExpr(
                "count(*)",
                "avg(2 * (power(actdays, 0.4) / (-0.6 * 0.4) + actdays * power(mu, -0.6) / 0.6"
                    + " + power(mu, 0.4) / 0.4))")
            .first();
    JsonNode joint = run.metrics("south").get("pooled");
    assertThat(joint.get("rows").asLong()).isEqualTo(judged.getLong(0));
    assertThat(joint.get("deviance").asDouble()).isCloseTo(judged.getDouble(1), within(CLOSE));
    assertThat(run.of("south").resolve("report.html"))
        .content()
        .contains("here age, is added to the linear predictor", "Mean deviance")
        .doesNotContain("Poisson");
  }

  /** The mean that a model gives, with the offset in column {@code age}. */
  private static String mean(GlmModel model) {
    StringBuilder eta = new StringBuilder("exp(age + " + model.intercepts()[0]);
    for (int j = 0; j < model.features().size(); j++) {
      eta.append(" + ").append(model.coefficients()[0][j]).append(" * ");
      eta.append(model.features().get(j));
    }
    return eta.append(")").toString();
  }

  @Test
  void aMissingValueIsNamedAtItsOwnerBeforeItJoins() throws IOException {
    SimulatedBanks banks = new SimulatedBanks(folder);
    UnaryOperator<List<String>> some = lines -> lines.subList(0, 300);
    SimulatedRun run =
        simulate(
            banks,
            List.of(
                banks.table(0, some),
                banks.table(1, some),
                banks.table(
                    2,
                    lines -> {
                      List<String> few = lines.subList(0, 300);
                      few.set(17, few.get(17).replaceFirst(",[^,]*$", ",none"));
                      return few;
                    })));

    assertThat(run.exit()).as(run.err()).isEqualTo(USER);
    run.assertFailed(
        "west",
        USER,
        "column 'x22' has missing values, which a linear model has no term for: fill");
    for (String other : List.of("north", "south")) {
      run.assertFailed(other, PEER, "west gave up: its own data or configuration was refused");
    }
  }
}
