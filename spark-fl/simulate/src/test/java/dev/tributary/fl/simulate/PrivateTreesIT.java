package dev.tributary.fl.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.fl.jobs.SparkForTests;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.spark.horizontal.gbdt.HorizontalGBTModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link SimulatedBanks} grow trees with differential privacy. */
class PrivateTreesIT {
  @TempDir private Path folder;

  @Test
  void whatWasSpentIsSaidAndTheModelIsOneOfAll() throws IOException {
    SimulatedBanks banks = new SimulatedBanks(folder);
    UnaryOperator<List<String>> all = lines -> lines;
    SimulatedRun run =
        banks.simulate(
            List.of(banks.table(0, all), banks.table(1, all), banks.table(2, all)),
            """
            {algorithm: horizontal-gbdt, trees: 20, depth: 4, learning-rate: 0.3}
            privacy: {epsilon: 4, delta: 1.0e-5}
            split: {test: "cast(id as int) % 5 = 0"}
            """);

    assertThat(run.exit()).as(run.err()).isZero();
    String model = model(run, "north");
    for (String party : SimulatedBanks.PARTIES) {
      JsonNode metrics = run.metrics(party);
      assertThat(model(run, party)).as(party).isEqualTo(model);
      JsonNode spent = metrics.at("/fit/privacy");
      assertThat(spent.get("epsilon").asDouble()).isPositive().isLessThanOrEqualTo(4);
      assertThat(spent.get("delta").asDouble()).isEqualTo(1e-5);
      assertThat(metrics.at("/fit/rounds").asInt()).isEqualTo(20);
      assertThat(metrics.at("/fit").has("training-loss")).isFalse();
      assertThat(metrics.at("/sums/sums").asInt()).isEqualTo(1 + 3 + 20 + 2);
      assertThat(metrics.at("/pooled/auc").asDouble()).isGreaterThan(0.7);
      assertThat(run.of(party).resolve("report.html"))
          .content()
          .contains("Differential privacy of single rows", "without noise, since it stays here")
          .contains("drawn at random from the cuts, with seed 7", "Trained on about <b>");
    }
  }

  /** Its budget is spent, so that nobody should have to train it again. */
  @Test
  void aModelThatTooFewRowsCanJudgeIsKept() throws IOException {
    SimulatedBanks banks = new SimulatedBanks(folder);
    UnaryOperator<List<String>> all = lines -> lines;
    SimulatedRun run =
        banks.simulate(
            List.of(banks.table(0, all), banks.table(1, all), banks.table(2, all)),
            """
            {algorithm: horizontal-gbdt, trees: 2, depth: 2}
            privacy: {epsilon: 2, delta: 1.0e-5}
            split: {test: "cast(id as int) % 500 = 0"}
            """);

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err())
        .contains(
            "warning: the joint model is not judged on the rows of all: the parties judge the model"
                + " on so few rows of label 1 that the noise of privacy hides how many");
    String model = model(run, "north");
    for (String party : SimulatedBanks.PARTIES) {
      JsonNode metrics = run.metrics(party);
      assertThat(model(run, party)).as(party).isEqualTo(model);
      assertThat(metrics.has("pooled")).as(party).isFalse();
      assertThat(metrics.at("/fit/privacy/epsilon").asDouble()).isPositive();
      assertThat(run.of(party).resolve("report.html"))
          .content()
          .contains(
              "Not judged on the rows of all parties, which are too few for that or of one label");
    }
  }

  private static String model(SimulatedRun run, String party) {
    SparkForTests.session();
    return ModelJson.write(
        HorizontalGBTModel.load(run.of(party).resolve("model").toString()).boostedModel());
  }
}
