package dev.tributary.fl.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.fl.jobs.SparkForTests;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.spark.horizontal.mlp.HorizontalMLPModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link SimulatedBanks} train one perceptron. */
class HorizontalMlpIT {
  private static final int ROWS = 2000;

  @TempDir private Path folder;

  @Test
  void allGetOnePerceptronThatBeatsWhatOneHas() throws IOException {
    SimulatedBanks banks = new SimulatedBanks(folder);
    UnaryOperator<List<String>> some = lines -> lines.subList(0, ROWS + 1);
    SimulatedRun run =
        banks.simulate(
            List.of(
                banks.table(0, some),
                banks.table(1, lines -> SimulatedBanks.turned(some.apply(lines))),
                banks.table(2, some)),
            "{algorithm: horizontal-mlp, hidden: [8], activation: relu, rounds: 15,"
                + " local-epochs: 3, learning-rate: 0.05}\n"
                + "split: {test: \"cast(id as int) % 5 = 0\"}");

    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode joint = run.metrics("north").get("pooled");
    assertThat(joint.at("/auc").asDouble()).isGreaterThan(0.7);
    String model = model(run, "north");
    for (String party : SimulatedBanks.PARTIES) {
      JsonNode metrics = run.metrics(party);
      assertThat(model(run, party)).as(party).isEqualTo(model);
      assertThat(metrics.get("pooled")).as(party).isEqualTo(joint);
      assertThat(metrics.at("/fit/rows").asInt() + joint.get("rows").asInt()).isEqualTo(3 * ROWS);
      assertThat(metrics.at("/fit/rounds").asInt()).isEqualTo(15);
      assertThat(metrics.at("/fit/ended").asText()).isEqualTo("rounds");
      assertThat(metrics.at("/uplift/auc").isNumber()).isTrue();
      Dataset<Row> predictions = run.predictions(party);
      assertThat(predictions.count()).isEqualTo(ROWS);
      assertThat(run.of(party).resolve("report.html"))
          .content()
          .contains("perceptron of all parties", "What the first layer makes of the columns")
          .contains("Solo against joint, on your own rows")
          .doesNotContain("in common", "Feature party");
    }
    Row scored =
        SparkForTests.session()
            .read()
            .parquet(run.of("west").resolve("predictions").toString())
            .selectExpr("avg(score) as joint", "avg(label) as due")
            .first();
    assertThat(scored.getDouble(0)).isCloseTo(scored.getDouble(1), within(0.05));
  }

  private static String model(SimulatedRun run, String party) {
    SparkForTests.session();
    return ModelJson.write(
        HorizontalMLPModel.load(run.of(party).resolve("model").toString()).perceptron());
  }
}
