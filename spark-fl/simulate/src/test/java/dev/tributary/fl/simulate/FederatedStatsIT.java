package dev.tributary.fl.simulate;

import static dev.tributary.fl.simulate.SimulatedRun.PEER;
import static dev.tributary.fl.simulate.SimulatedRun.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.fl.jobs.SparkForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three banks with the same columns and different customers, {@link PartyThreads}, through the real
 * aggregator. Needs what {@link SimulatedRun} needs.
 */
class FederatedStatsIT {
  private static final List<String> PARTIES = List.of("north", "south", "west");
  private static final List<String> FILES =
      List.of(
          "default_credit_homo_guest.csv",
          "default_credit_homo_host_1.csv",
          "default_credit_homo_host_2.csv");

  @TempDir private Path folder;

  private SimulatedRun simulate(List<Path> tables, String train) {
    return simulate(tables, train, "missing: [none]");
  }

  /**
   * @param columns what is below {@code data:} beside path and id
   */
  private SimulatedRun simulate(List<Path> tables, String train, String columns) {
    StringBuilder job = new StringBuilder("job: banks\nparties:\n");
    List<String> parties = PARTIES.subList(0, tables.size());
    parties.forEach(party -> job.append("  ").append(party).append(": {role: label}\n"));
    if (parties.size() == 2) {
      job.append("consent: two-party-sum\n");
    }
    job.append("deadlines: {start: 3m, step: 5m}\ntrain: ").append(train).append("\nsimulate:\n");
    for (int p = 0; p < tables.size(); p++) {
      job.append(
          "  %s: {data: {path: %s, id: id, %s}}\n"
              .formatted(parties.get(p), tables.get(p), columns));
    }
    return SimulatedRun.threads(job.toString(), folder.resolve("out"));
  }

  /** A party's table, its lines changed. */
  private Path table(int party, UnaryOperator<List<String>> change) throws IOException {
    List<String> lines =
        new ArrayList<>(Files.readAllLines(SimulatedRun.data().resolve(FILES.get(party))));
    return Files.write(folder.resolve(PARTIES.get(party) + ".csv"), change.apply(lines));
  }

  /** Columns from last to first, and a third of the values of x3 missing. */
  private static List<String> turned(List<String> lines) {
    List<String> turned = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      List<String> cells = new ArrayList<>(List.of(lines.get(i).split(",")));
      if (i % 3 == 1) {
        cells.set(5, "none");
      }
      Collections.reverse(cells);
      turned.add(String.join(",", cells));
    }
    return turned;
  }

  @Test
  void withNoiseFiguresAreAboutThoseAndSayHowMuch() throws IOException {
    UnaryOperator<List<String>> all = lines -> lines;
    SimulatedRun run =
        simulate(
            List.of(table(0, all), table(1, all), table(2, all)),
            """
            {algorithm: federated-stats, correlations: true}
            privacy: {epsilon: 4, delta: 1.0e-6}
            """,
            "where: 'cast(y as double) < 2'");

    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode metrics = run.metrics("north");
    double noise = metrics.at("/privacy/noise/counts").asDouble();
    assertThat(noise).isBetween(8.0, 200.0);
    assertThat(metrics.at("/joint/rows").asDouble()).isCloseTo(24_000, within(6 * noise));
    assertThat(metrics.at("/own/rows").asLong()).isEqualTo(8000);
    assertThat(metrics.at("/privacy/epsilon").asDouble()).isBetween(2.0, 4.0);
    assertThat(metrics.has("least-count")).isFalse();
    assertThat(metrics.at("/sums/sums").asInt()).isEqualTo(5);
    for (String party : List.of("south", "west")) {
      assertThat(run.metrics(party).get("joint")).isEqualTo(metrics.get("joint"));
    }
    assertThat(run.of("north").resolve("report.html"))
        .content()
        .contains("About <b>", "All joint figures follow from totals with noise")
        .contains("stands for what the noise hides", "Differential privacy of single rows")
        .contains("Of your table's 8,000 rows 8,000 are used: data.where is true for these.")
        .doesNotContain("rest on fewer than");
  }

  @Test
  void figuresAreThoseThatSparkHasOfThePooledRows() throws IOException {
    List<Path> tables =
        List.of(
            table(0, lines -> lines),
            table(1, FederatedStatsIT::turned),
            table(2, lines -> lines.subList(0, 500)));

    SimulatedRun run = simulate(tables, "{algorithm: federated-stats, correlations: true}");

    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode metrics = run.metrics("north");
    assertThat(metrics.at("/rows/own").asLong()).isEqualTo(8000);
    assertThat(metrics.at("/joint/rows").asLong()).isEqualTo(16_499);
    assertThat(metrics.at("/sums/sums").asInt()).isEqualTo(4);
    for (String party : List.of("south", "west")) {
      JsonNode other = run.metrics(party);
      assertThat(other.get("joint")).isEqualTo(metrics.get("joint"));
      assertThat(other.get("own")).isNotEqualTo(metrics.get("own"));
    }
    assertThat(run.metrics("west").at("/own/rows").asLong()).isEqualTo(499);
    Dataset<Row> pooled = pooled(tables);
    assertThat(pooled.count()).isEqualTo(16_499);
    Row moments =
        pooled
            .selectExpr(
                Arrays.stream(pooled.columns())
                    .flatMap(
                        c ->
                            Stream.of(
                                "avg(" + c + ") as mean_" + c, "stddev(" + c + ") as dev_" + c))
                    .toArray(String[]::new))
            .first();
    List<Row> rows = pooled.collectAsList();
    for (JsonNode column : metrics.at("/joint/columns")) {
      check(column, rows, moments, metrics.get("quantile-levels"));
    }
    checkCorrelations(metrics, pooled);
    for (String party : PARTIES) {
      Path side = run.of(party);
      assertThat(side.resolve("predictions")).doesNotExist();
      assertThat(side.resolve("model").resolve("profile.json")).exists();
      assertThat(side.resolve("report.html"))
          .content()
          .contains("The same of your own rows", "Correlations, over all rows", "Every party")
          .doesNotContain("in common", "Feature party");
    }
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

  private static void check(JsonNode column, List<Row> rows, Row moments, JsonNode levels) {
    String name = column.path("name").asText();
    List<Double> values =
        rows.stream()
            .map(row -> row.<Number>getAs(name))
            .filter(Objects::nonNull)
            .map(Number::doubleValue)
            .sorted()
            .toList();
    double mean = moments.<Double>getAs("mean_" + name);
    double deviation = moments.<Double>getAs("dev_" + name);
    assertThat(column.path("present").asLong()).as(name).isEqualTo(values.size());
    assertThat(column.path("missing").asLong()).as(name).isEqualTo(16_499 - values.size());
    assertThat(column.path("mean").asDouble()).as(name).isCloseTo(mean, within(1e-6 * deviation));
    assertThat(column.path("deviation").asDouble())
        .as(name)
        .isCloseTo(deviation, within(1e-6 * deviation));
    for (int q = 0; q < levels.size(); q++) {
      int rank = (int) Math.max(1, Math.ceil(levels.get(q).asDouble() * values.size()));
      double quantile = values.get(rank - 1);
      assertThat(column.path("quantiles").get(q).asDouble())
          .as(name)
          .isCloseTo(quantile, within(Math.abs(quantile) / 256));
    }
    long counted = 0;
    for (JsonNode bin : column.path("histogram")) {
      counted += bin.path("count").asLong();
      assertThat(bin.path("count").asLong()).as(name).isGreaterThanOrEqualTo(10);
    }
    assertThat(counted).as(name).isEqualTo(values.size());
  }

  /** Pairs with a column that has missing values, and pairs without. */
  private static void checkCorrelations(JsonNode metrics, Dataset<Row> pooled) {
    List<String> names = new ArrayList<>();
    metrics.at("/joint/columns").forEach(column -> names.add(column.path("name").asText()));
    for (String one : List.of("x3", "x0", "y")) {
      String[] pairs =
          names.stream().map(other -> "corr(" + one + ", " + other + ")").toArray(String[]::new);
      Row due = pooled.selectExpr(pairs).first();
      JsonNode found = metrics.at("/joint/correlations").get(names.indexOf(one));
      IntStream.range(0, names.size())
          .forEach(
              c ->
                  assertThat(found.get(c).asDouble())
                      .as(pairs[c])
                      .isCloseTo(due.getDouble(c), within(1e-6)));
    }
  }

  @Test
  void whatTwoPartiesConsentedToIsInTheResultsOfBoth() throws IOException {
    SimulatedRun run =
        simulate(
            List.of(
                table(0, lines -> lines.subList(0, 300)), table(1, lines -> lines.subList(0, 300))),
            "{algorithm: federated-stats, least-count: 30}");

    assertThat(run.exit()).as(run.err()).isZero();
    for (String party : List.of("north", "south")) {
      JsonNode metrics = run.metrics(party);
      assertThat(metrics.at("/consent/0").asText()).isEqualTo("two-party-sum");
      assertThat(metrics.at("/joint/rows").asLong()).isEqualTo(598);
      assertThat(metrics.at("/sums/sums").asInt()).isEqualTo(3);
      // Of 598 values 6 are at or below the quantile of 1 %.
      assertThat(metrics.at("/joint/columns/1/quantiles/0").isNull()).isTrue();
      assertThat(metrics.at("/own/columns/1/quantiles/0").isNumber()).isTrue();
      assertThat(run.of(party).resolve("report.html"))
          .content()
          .contains("Consent of all owners", "each learns the other&#39;s sums")
          .doesNotContain("Correlations, over all rows");
    }
  }

  @Test
  void aColumnThatOnePartyLacksIsNamedAtEveryParty() throws IOException {
    SimulatedRun run =
        simulate(
            List.of(
                table(0, lines -> lines.subList(0, 300)),
                table(
                    1,
                    lines -> {
                      List<String> some = lines.subList(0, 300);
                      some.set(0, some.get(0).replace("x7,", "x_7,"));
                      return some;
                    }),
                table(2, lines -> lines.subList(0, 300))),
            "{algorithm: federated-stats}");

    assertThat(run.exit()).as(run.err()).isEqualTo(USER);
    run.assertFailed(
        "south",
        USER,
        "column 'x7' is missing here, and is at north, west: if it is the one that is called"
            + " 'x_7' here, name it alike at all parties, in the table itself");
    for (String other : List.of("north", "west")) {
      run.assertFailed(other, USER, "column 'x7' is missing at south (which has 'x_7'): ");
    }
  }

  @Test
  void aPartyWithoutRowsAndOneWithAnInfiniteValueAreRefusedBeforeTheyJoin() throws IOException {
    SimulatedRun run =
        simulate(
            List.of(
                table(0, lines -> lines.subList(0, 300)),
                table(1, lines -> lines.subList(0, 1)),
                table(
                    2,
                    lines -> {
                      List<String> some = lines.subList(0, 300);
                      some.set(17, some.get(17).replaceFirst(",[^,]*,", ",inf,"));
                      return some;
                    })),
            "{algorithm: federated-stats}");

    assertThat(run.exit()).as(run.err()).isEqualTo(USER);
    run.assertFailed("south", USER, "the data has no rows: check data.path");
    run.assertFailed("west", USER, "column 'y' has infinite values, which have no mean");
    run.assertFailed("north", PEER, "gave up: its own data or configuration was refused");
  }
}
