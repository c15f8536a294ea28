package dev.tributary.fl.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.fl.jobs.SparkForTests;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of jobs without labels: three banks, each a process of its own, through the real
 * aggregator. Needs what {@link SimulateIT} needs.
 */
class UnlabelledIT {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Path DATA =
      Path.of(System.getProperty("tributary.data", ROOT.resolve("../shared/data").toString()));

  @TempDir private Path folder;

  @BeforeEach
  void needsData() {
    assumeThat(DATA).as("real data at %s (set -Dtributary.data)", DATA).isDirectory();
  }

  private Path simulate(String example) throws IOException {
    String job =
        Files.readString(ROOT.resolve("conf/examples").resolve(example))
            .replace("../shared/data", DATA.toString());
    Path out = folder.resolve("out");
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);
    int exit =
        new Simulation(BuiltInstallation.get(), Algorithms.parse(job, example), out, err).run();
    assertThat(exit).as(told.toString(StandardCharsets.UTF_8)).isZero();
    return out;
  }

  private static JsonNode metrics(Path side) throws IOException {
    return new ObjectMapper().readTree(side.resolve("metrics.json").toFile());
  }

  private static Dataset<Row> predictions(Path out) {
    return List.of("", "south", "west").stream()
        .map(
            p ->
                SparkForTests.session()
                    .read()
                    .parquet(out.resolve(p).resolve("predictions").toString()))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  @Test
  void clustersAreEqualAndEveryPartyHasThoseOfItsOwnRows() throws IOException {
    Path out = simulate("default-credit-clusters.yaml");
    JsonNode metrics = metrics(out);
    for (String party : List.of("south", "west")) {
      assertThat(metrics(out.resolve(party)).get("clusters")).isEqualTo(metrics.get("clusters"));
    }
    assertThat(metrics.at("/fit/rows").asLong()).isEqualTo(24_000);
    for (Row row : predictions(out).groupBy("cluster").count().collectAsList()) {
      assertThat(metrics.at("/clusters").get(row.getInt(0)).get("rows").asLong())
          .isEqualTo(row.getLong(1));
    }
    assertThat(out.resolve("report.html")).content().contains("Their centres", "Every party");
  }

  @Test
  void componentsHaveTheVariancesOfAllRowsScores() throws IOException {
    Path out = simulate("default-credit-components.yaml");
    JsonNode metrics = metrics(out);
    for (String party : List.of("south", "west")) {
      assertThat(metrics(out.resolve(party)).get("components"))
          .isEqualTo(metrics.get("components"));
    }
    Row scores =
        predictions(out)
            .selectExpr(
                "variance(component_1)", "variance(component_2)", "corr(component_1, component_2)")
            .first();
    for (int c = 0; c < 2; c++) {
      double variance = metrics.at("/components").get(c).get("variance").asDouble();
      assertThat(scores.getDouble(c)).isCloseTo(variance, within(1e-9 * variance));
    }
    assertThat(scores.getDouble(2)).isCloseTo(0, within(1e-9));
    assertThat(out.resolve("report.html")).content().contains("How columns make them up");
  }
}
