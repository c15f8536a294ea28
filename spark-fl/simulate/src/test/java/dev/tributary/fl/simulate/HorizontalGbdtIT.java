package dev.tributary.fl.simulate;

import static dev.tributary.fl.simulate.SimulatedRun.PEER;
import static dev.tributary.fl.simulate.SimulatedRun.USER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.fl.horizontal.gbdt.BoostedModel;
import dev.tributary.fl.horizontal.gbdt.BoostingFit;
import dev.tributary.fl.horizontal.gbdt.BoostingSettings;
import dev.tributary.fl.horizontal.gbdt.HorizontalGbt;
import dev.tributary.fl.horizontal.gbdt.LocalRawRows;
import dev.tributary.fl.horizontal.gbdt.RowRules;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.jobs.SparkForTests;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.spark.horizontal.gbdt.HorizontalGBTModel;
import dev.tributary.fl.training.Objective;
import dev.tributary.fl.training.Progress;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link SimulatedBanks} grow one boosted model. */
class HorizontalGbdtIT {
  @TempDir private Path folder;

  private static SimulatedRun simulate(SimulatedBanks banks, List<Path> tables) {
    return banks.simulate(
        tables,
        "{algorithm: horizontal-gbdt, trees: 12, depth: 4, learning-rate: 0.3,"
            + " early-stopping-rounds: 5}\n"
            + "split: {test: \"cast(id as int) % 5 = 0\","
            + " validation: \"cast(id as int) % 5 = 1\"}");
  }

  @Test
  void theTreesOfAllAreThoseOfOneWithThePooledRows() throws IOException {
    SimulatedBanks banks = new SimulatedBanks(folder);
    List<Path> tables =
        List.of(
            banks.table(0, lines -> lines),
            banks.table(1, SimulatedBanks::turned),
            banks.table(2, HorizontalGbdtIT::someMissing));

    SimulatedRun run = simulate(banks, tables);

    assertThat(run.exit()).as(run.err()).isZero();
    SparkForTests.session();
    BoostedModel model = model(run, "north");
    Dataset<Row> pooled = pooled(tables);
    BoostingFit due = alone(pooled.filter("cast(id as int) % 5 != 0"), model.features());
    assertThat(ModelJson.write(model)).isEqualTo(ModelJson.write(due.model()));
    JsonNode joint = run.metrics("north").get("pooled");
    Dataset<Row> test = pooled.filter("cast(id as int) % 5 = 0").cache();
    assertThat(joint.get("rows").asLong()).isEqualTo(test.count());
    double auc =
        new BinaryClassificationEvaluator()
            .setLabelCol("y")
            .evaluate(
                HorizontalGBTModel.load(run.of("west").resolve("model").toString())
                    .transform(test));
    assertThat(auc)
        .isGreaterThan(0.76)
        .isBetween(
            joint.at("/bounds/auc/least").asDouble() - 1e-9,
            joint.at("/bounds/auc/most").asDouble() + 1e-9);
    for (String party : SimulatedBanks.PARTIES) {
      JsonNode metrics = run.metrics(party);
      assertThat(model(run, party)).isEqualTo(model);
      assertThat(metrics.get("pooled")).as(party).isEqualTo(joint);
      assertThat(metrics.at("/fit/rows").asLong()).isEqualTo(due.rows());
      assertThat(metrics.at("/fit/validation-rows").asLong()).isEqualTo(due.validation());
      assertThat(metrics.at("/fit/kept").asInt()).isEqualTo(model.rounds().size());
      // Those of the training, and three that judge it.
      assertThat(metrics.at("/sums/sums").asInt()).isEqualTo(due.sums() + 3);
      checkOwn(run, party, metrics);
    }
  }

  /** Every third row of a party lacks the last column. */
  private static List<String> someMissing(List<String> lines) {
    List<String> changed = new ArrayList<>(lines.subList(0, 1));
    for (int row = 1; row < 3000; row++) {
      String line = lines.get(row);
      changed.add(row % 3 == 0 ? line.replaceFirst(",[^,]*$", ",none") : line);
    }
    return changed;
  }

  private static BoostedModel model(SimulatedRun run, String party) {
    return HorizontalGBTModel.load(run.of(party).resolve("model").toString()).boostedModel();
  }

  private static Dataset<Row> pooled(List<Path> tables) {
    return tables.stream()
        .map(
            table ->
                SparkForTests.session()
                    .read()
                    .option("header", true)
                    .option("inferSchema", true)
                    .option("nullValue", "none")
                    .csv(table.toString()))
        .reduce(Dataset::unionByName)
        .orElseThrow()
        .cache();
  }

  private static BoostingFit alone(Dataset<Row> rows, List<String> features) {
    BoostingSettings settings =
        BoostingSettings.of(Objective.binary()).with(12, 4, 0.3).withEarlyStopping(5);
    List<double[]> table = new ArrayList<>();
    for (Row row : rows.collectAsList()) {
      double[] values = new double[features.size() + 3];
      for (int j = 0; j < features.size(); j++) {
        Object value = row.getAs(features.get(j));
        values[j] = value == null ? Double.NaN : ((Number) value).doubleValue();
      }
      values[features.size()] = ((Number) row.getAs("y")).doubleValue();
      values[features.size() + 1] = 1;
      values[features.size() + 2] = ((Number) row.getAs("id")).longValue() % 5 == 1 ? 1 : 0;
      table.add(values);
    }
    return HorizontalGbt.fit(
        new LocalRawRows(new RowRules(features, "y", "", settings.objective(), 1), List.of(table)),
        PlainSum.alone(new PartyId("all")),
        settings,
        SamplingSecret.fresh(),
        Progress.silent());
  }

  private static void checkOwn(SimulatedRun run, String party, JsonNode metrics)
      throws IOException {
    for (String place : List.of("/joint/test/auc", "/solo/test/auc", "/uplift/auc")) {
      assertThat(metrics.at(place).isNumber()).as(place).isTrue();
    }
    assertThat(metrics.at("/judged/split").asText()).isEqualTo("test");
    Dataset<Row> predictions = run.predictions(party);
    assertThat(predictions.count()).isEqualTo(metrics.at("/rows/own").asLong());
    assertThat(predictions.columns())
        .containsExactly("id", "score", "solo_score", "label", "split");
    assertThat(run.of(party).resolve("report.html"))
        .content()
        .contains("Solo against joint, on your own rows", "What the columns brought", "Every party")
        .contains("At every level of every tree")
        .doesNotContain("in common", "Feature party", "partner");
    assertThat(Files.readString(run.out().resolve(party).resolve("log.txt")))
        .contains("train joint: round 1 of 12");
  }

  @Test
  void anInfiniteValueIsNamedAtItsOwnerBeforeItJoins() throws IOException {
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
                      few.set(17, few.get(17).replaceFirst(",[^,]*$", ",Infinity"));
                      return few;
                    })));

    assertThat(run.exit()).as(run.err()).isEqualTo(USER);
    run.assertFailed(
        "west",
        USER,
        "column 'x22' has infinite values, which no bin of all parties holds: correct");
    for (String other : List.of("north", "south")) {
      run.assertFailed(other, PEER, "west gave up: its own data or configuration was refused");
    }
  }
}
