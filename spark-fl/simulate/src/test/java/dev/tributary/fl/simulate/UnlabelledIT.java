package dev.tributary.fl.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of jobs without labels: three banks, {@link PartyThreads}, through the real
 * aggregator. Needs what {@link SimulatedRun} needs.
 */
class UnlabelledIT {
  @TempDir private Path folder;

  private static String example(String name) throws IOException {
    return Files.readString(SimulatedRun.ROOT.resolve("conf/examples").resolve(name))
        .replace("../shared/data", SimulatedRun.data().toString());
  }

  private SimulatedRun simulate(String job) {
    SimulatedRun run = SimulatedRun.threads(job, folder.resolve("out"));
    assertThat(run.exit()).as(run.err()).isZero();
    return run;
  }

  private static Dataset<Row> predictions(SimulatedRun run) {
    return SimulatedBanks.PARTIES.stream()
        .map(run::predictions)
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  @Test
  void clustersAreEqualAndEveryPartyHasThoseOfItsOwnRows() throws IOException {
    SimulatedRun run = simulate(example("default-credit-clusters.yaml"));
    JsonNode metrics = run.metrics("north");
    for (String party : List.of("south", "west")) {
      assertThat(run.metrics(party).get("clusters")).isEqualTo(metrics.get("clusters"));
    }
    assertThat(metrics.at("/fit/rows").asLong()).isEqualTo(24_000);
    for (Row row : predictions(run).groupBy("cluster").count().collectAsList()) {
      assertThat(metrics.at("/clusters").get(row.getInt(0)).get("rows").asLong())
          .isEqualTo(row.getLong(1));
    }
    assertThat(run.out().resolve("report.html")).content().contains("Their centres", "Every party");
  }

  @Test
  void withPrivacyAllTotalsOfRowsHaveNoiseAndTheSpentIsTold() throws IOException {
    String job =
        example("default-credit-clusters.yaml").replace(", least-count: 25", "")
            + "\nprivacy: {epsilon: 4, delta: 1.0e-6}\n";
    SimulatedRun run = simulate(job);
    for (String party : SimulatedBanks.PARTIES) {
      JsonNode metrics = run.metrics(party);
      assertThat(metrics.get("clusters")).isEqualTo(run.metrics("north").get("clusters"));
      assertThat(metrics.at("/privacy/epsilon").asDouble()).isBetween(3.0, 4.0);
      assertThat(metrics.at("/privacy/unit").asText()).isEqualTo("row");
      assertThat(metrics.at("/fit/rows").asLong()).isBetween(23_500L, 24_500L);
      assertThat(run.of(party).resolve("report.html"))
          .content()
          .contains("All totals about rows have noise", "about 2");
    }
  }

  /** North leaves rows out; predictions have the key as the job calls it, and no party does. */
  @Test
  void componentsHaveTheVariancesOfAllRowsScores() throws IOException {
    SimulatedRun run =
        simulate(
            example("default-credit-components.yaml")
                    .replaceFirst(
                        "exclude: \\[y\\]", "exclude: [y], where: 'cast(id as int) % 7 != 0'")
                + "align: {key: customer}\n");
    JsonNode metrics = run.metrics("north");
    for (String party : List.of("south", "west")) {
      assertThat(run.metrics(party).get("components")).isEqualTo(metrics.get("components"));
    }
    Row scores =
        predictions(run)
            .selectExpr(
                "variance(component_1)", "variance(component_2)", "corr(component_1, component_2)")
            .first();
    for (int c = 0; c < 2; c++) {
      double variance = metrics.at("/components").get(c).get("variance").asDouble();
      assertThat(scores.getDouble(c)).isCloseTo(variance, within(1e-9 * variance));
    }
    assertThat(scores.getDouble(2)).isCloseTo(0, within(1e-9));
    assertThat(run.predictions("north").columns())
        .containsExactly("customer", "component_1", "component_2", "component_3", "component_4");
    assertThat(run.predictions("north").count()).isEqualTo(6908);
    assertThat(run.of("north").resolve("report.html"))
        .content()
        .contains("How columns make them up")
        .contains("Of your table's 8,000 rows 6,908 are used: data.where is true for these.");
    assertThat(run.of("west").resolve("report.html"))
        .content()
        .contains("Your table has 8,000 rows.");
  }
}
