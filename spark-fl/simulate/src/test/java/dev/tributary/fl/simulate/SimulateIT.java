package dev.tributary.fl.simulate;

import static dev.tributary.fl.simulate.SimulatedRun.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.fl.jobs.SparkForTests;
import dev.tributary.fl.spark.vertical.VerticalGBTClassificationModel;
import dev.tributary.fl.vertical.tree.model.LabelTreeModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole runs in separate processes: aggregator, and a spark-submit per party; where it is what a
 * run computes that counts, as {@link PartyThreads}. Needs what {@link SimulatedRun} needs, and
 * ../shared/data.
 */
class SimulateIT {

  @TempDir private Path folder;

  private SimulatedRun simulate(String job) {
    return SimulatedRun.train(job, folder.resolve("out"));
  }

  private SimulatedRun threads(String job, String name) {
    return SimulatedRun.threads(job, folder.resolve(name));
  }

  private SimulatedRun score(String job, Path model) {
    return SimulatedRun.score(job, model, folder.resolve("scored"));
  }

  @Test
  void statisticsOfThePeopleInCommonTrainNothing() throws IOException {
    String job = credit("{algorithm: vertical-stats}", ", where: \"cast(id as int) > 100\"", 3000);
    SimulatedRun run = threads(job, "out");

    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode own = run.metrics("bank");
    assertThat(own.path("rows").path("matched").asLong()).isEqualTo(2320);
    assertThat(own.path("rows").path("left-out").asLong()).isEqualTo(90);
    assertThat(own.path("parties").path("bank").path("columns").asInt()).isEqualTo(13);
    assertThat(own.path("parties").path("bureau").path("columns").asInt()).isEqualTo(10);
    JsonNode profile =
        new ObjectMapper()
            .readTree(
                run.out().resolve("bureau").resolve("model").resolve("profile.json").toFile());
    assertThat(profile.path("columns")).hasSize(10);
    assertThat(profile.path("rows").asLong()).isEqualTo(2320);
    assertThat(own.path("rows").path("match-rate").asDouble()).isBetween(0.88, 0.9);
    assertThat(run.out().resolve("report.html"))
        .content()
        .contains("People in common", "2320 rows in common (", " at bureau)")
        .contains("Of your table's 2,700 rows 2,610 are used: data.where is true for these.");
    assertThat(run.log("bank"))
        .contains("2320 rows in common (")
        .contains("split means nothing to algorithm: vertical-stats, which takes all rows");
    assertThat(run.out().resolve("predictions")).doesNotExist();
  }

  private String credit(String train, String bankColumns) throws IOException {
    return credit(train, bankColumns, 30_000);
  }

  private String credit(String train, String bankColumns, int lastId) throws IOException {
    Path bank = drop("default_credit_hetero_guest.csv.gz", 10, 0, lastId);
    Path bureau = drop("default_credit_hetero_host.csv", 10, 1, lastId);
    return """
    job: credit
    parties: {bank: {role: label}, bureau: {role: feature}}
    split: {test: "cast(id as int) %% 5 = 0"}
    train: %s
    deadlines: {start: 2m, step: 5m}
    simulate:
      bank: {data: {path: %s, id: id, label: y%s}}
      bureau: {data: {path: %s, id: id}}
    """
        .formatted(train, bank, bankColumns, bureau);
  }

  /** Drops the rows whose id is larger or has a remainder, and shuffles the others. */
  private Path drop(String name, int modulus, int remainder, int lastId) throws IOException {
    List<String> lines = new ArrayList<>();
    try (InputStream raw = Files.newInputStream(SimulatedRun.data().resolve(name));
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(
                    name.endsWith(".gz") ? new GZIPInputStream(raw) : raw,
                    StandardCharsets.UTF_8))) {
      in.lines().forEach(lines::add);
    }
    String header = lines.remove(0);
    lines.removeIf(
        line -> {
          int id = Integer.parseInt(line.substring(0, line.indexOf(',')));
          return id > lastId || id % modulus == remainder;
        });
    Collections.shuffle(lines, new Random(7 + remainder));
    lines.add(0, header);
    return Files.write(folder.resolve("part-" + remainder + ".csv"), lines);
  }

  @Test
  void trainsJointAndSoloOnRowsThatBothHave() throws IOException {
    SimulatedRun run =
        simulate(
            credit(
                "{objective: binary, trees: 20, depth: 3, learning-rate: 0.3, cipher: plain}", ""));

    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode metrics = run.metrics("bank");
    double joint = metrics.at("/joint/test/auc").asDouble();
    double solo = metrics.at("/solo/test/auc").asDouble();
    // Pooled references on all rows: 0.7854-0.7889 joint, 0.7385-0.7406 solo; a fifth is dropped.
    assertThat(joint).isBetween(0.77, 0.80);
    assertThat(solo).isBetween(0.72, 0.755);
    assertThat(metrics.at("/uplift/auc").asDouble()).isEqualTo(joint - solo);
    // 4,800 people, a fifth of them positive: the gain of 0.045 is many standard errors.
    assertThat(metrics.at("/uplift/intervals/auc/low").asDouble()).isBetween(0.01, joint - solo);
    assertThat(metrics.at("/uplift/intervals/auc/method").asText()).isEqualTo("DeLong");
    assertThat(metrics.at("/uplift/intervals/ks/high").asDouble()).isPositive();
    assertThat(metrics.at("/judged/held-out").asBoolean()).isTrue();
    assertThat(metrics.at("/job-sha256").asText()).hasSize(64);
    assertThat(metrics.at("/traffic/bytes-sent").asLong()).isPositive();
    double stages = 0;
    for (JsonNode stage : metrics.at("/timing/stages")) {
      stages += stage.asDouble();
    }
    double total = metrics.at("/timing/total-seconds").asDouble();
    assertThat(stages).isBetween(0.98 * total, 1.02 * total);
    checkFiles(run.out());
    checkPredictions(run.out());
  }

  /**
   * The same rows with all columns at the bank and a column that says nothing at the bureau: the
   * plaintext run of the same algorithm on the joined table.
   */
  @Test
  void scoresAreThoseOfTheTwinOnTheJoinedRowsAndOfTheStoredModel() throws IOException {
    String train = "{trees: 3, depth: 3, learning-rate: 0.3, cipher: plain}";
    String plain = credit(train, "", 1200).replace("train:", "evaluate: {solo: false}\ntrain:");
    String paillier = plain.replace("cipher: plain", "cipher: paillier");
    Dataset<Row> twin = trained(joined(plain), "twin").withColumnRenamed("score", "again");

    for (Dataset<Row> scores : List.of(trained(plain, "plain"), trained(paillier, "paillier"))) {
      Dataset<Row> both = scores.join(twin.select("id", "again"), "id");
      assertThat(scores.count()).isEqualTo(twin.count()).isEqualTo(both.count()).isPositive();
      assertThat(both.filter("abs(score - again) > 1e-6").count()).isZero();
      assertThat(scores.select("score").distinct().count()).isGreaterThan(20);
    }

    SimulatedRun scored =
        SimulatedRun.scoringThreads(paillier, folder.resolve("paillier"), folder.resolve("scored"));
    assertThat(scored.exit()).as(scored.err()).isZero();
    Dataset<Row> now = predictions(scored.out()).withColumnRenamed("score", "again");
    assertThat(now.columns()).containsExactly("id", "matched", "again", "solo_score");
    assertThat(now.count()).isEqualTo(predictions(folder.resolve("paillier")).count());
    // No solo model was made, so rows that the bureau lacks have no score.
    assertThat(now.filter("matched = (again is null) or solo_score is not null").count()).isZero();
    assertThat(scored.err()).contains("others, which another party lacks, have none");
    Dataset<Row> both = trained(folder.resolve("paillier")).join(now.select("id", "again"), "id");
    assertThat(both.filter("abs(score - again) > 1e-12 or again is null").count()).isZero();
  }

  /** What a run of the job predicts for the rows that both have. */
  private Dataset<Row> trained(String job, String name) {
    SimulatedRun run = threads(job, name);
    assertThat(run.exit()).as(run.err()).isZero();
    return trained(run.out());
  }

  private static Dataset<Row> trained(Path out) {
    return predictions(out).filter("matched").select("id", "score");
  }

  /** The job with the bureau's columns at the bank. */
  private String joined(String job) throws IOException {
    Map<String, String> bureau = new HashMap<>();
    List<String> bank = Files.readAllLines(folder.resolve("part-0.csv"));
    for (String line : Files.readAllLines(folder.resolve("part-1.csv"))) {
      int comma = line.indexOf(',');
      bureau.put(line.substring(0, comma), line.substring(comma).replace(",x", ",bureau_x"));
    }
    List<String> rows = new ArrayList<>();
    for (String line : bank) {
      String other = bureau.get(line.substring(0, line.indexOf(',')));
      if (other != null) {
        rows.add(line + other);
      }
    }
    Files.write(folder.resolve("joined.csv"), rows);
    Files.write(
        folder.resolve("nothing.csv"),
        rows.stream()
            .map(line -> line.substring(0, line.indexOf(',')))
            .map(id -> id + (id.equals("id") ? ",nothing" : ",1"))
            .toList());
    return job.replace("part-0.csv", "joined.csv").replace("part-1.csv", "nothing.csv");
  }

  private static void checkFiles(Path out) throws IOException {
    try (Stream<Path> all = Files.walk(out)) {
      for (Path path : all.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
    assertThat(out.resolve("report.html")).exists();
    assertThat(out.resolve("model/manifest.json")).content().contains("\"plain-1\"");
    assertThat(out.resolve("model/label.json")).exists();
    assertThat(out.resolve("bureau/model/feature.json")).exists();
    assertThat(out.resolve("bureau/metrics.json")).exists();
    assertThat(out.resolve("bureau/report.html"))
        .content()
        .contains("What was asked", "What was given", "Your features in the joint model")
        .doesNotContain("AUC");
    assertThat(out.resolve("importances.json"))
        .content()
        .contains("\"format\" : 1", "\"features\"", "\"parties\"");
    assertThat(out.resolve("bureau/importances.json"))
        .content()
        .contains("\"format\" : 1", "\"features\"", "\"bitmaps\"", "\"given\"", "\"kept\"")
        .doesNotContain("parties");
    assertThat(out.resolve("bureau/metrics.json")).content().contains("\"bitmaps\"", "\"given\"");
    assertThat(out.resolve("bureau/predictions")).doesNotExist();
    assertThat(out.toFile().list()).noneMatch(name -> name.startsWith("."));
  }

  private static void checkPredictions(Path out) {
    Dataset<Row> predictions =
        SparkForTests.session().read().parquet(out.resolve("predictions").toString());
    assertThat(predictions.columns())
        .containsExactly("id", "matched", "score", "solo_score", "label", "split");
    Dataset<Row> matched = predictions.filter("matched");
    assertThat(matched.count()).isBetween(23_000L, 25_000L);
    assertThat(
            matched
                .filter("(cast(id as int) % 5 = 0) != (split = 'test') or score <= 0 or score >= 1")
                .count())
        .isZero();
    // The bank has nine tenths of all people, the bureau lacks another tenth.
    Dataset<Row> others = predictions.filter("not matched");
    assertThat(others.count()).isBetween(2_500L, 3_500L);
    assertThat(others.filter("score is not null or split is not null").count()).isZero();
    assertThat(predictions.filter("not (solo_score > 0 and solo_score < 1)").count()).isZero();
    assertThat(predictions.filter("solo_score is null").count()).isZero();
  }

  @Test
  void storedModelScoresAsTheTrainingDidAndOthersHaveTheSoloModelsScore() throws IOException {
    String job = credit("{trees: 2, depth: 3, learning-rate: 0.3, cipher: lattice}", "", 2000);
    SimulatedRun trained = simulate(job);
    assertThat(trained.exit()).as(trained.err()).isZero();

    SimulatedRun scored = score(job, trained.out());

    assertThat(scored.exit()).as(scored.err()).isZero();
    Dataset<Row> then =
        predictions(trained.out()).selectExpr("id", "score as s", "solo_score as alone");
    Dataset<Row> now = predictions(scored.out()).join(then, "id");
    assertThat(now.count()).isEqualTo(then.count()).isEqualTo(1800);
    assertThat(now.filter("matched").count()).isEqualTo(1600);
    assertThat(
            now.filter(
                    "score is null or abs(solo_score - alone) > 1e-12"
                        + " or abs(score - if(matched, s, alone)) > 1e-12")
                .count())
        .isZero();
    assertThat(now.filter("matched and score != solo_score").count()).isPositive();
    JsonNode metrics = scored.metrics("bank");
    assertThat(metrics.at("/judged/held-out").asBoolean()).isFalse();
    assertThat(metrics.at("/judged/rows").asLong()).isEqualTo(1600);
    assertThat(metrics.at("/rows/own").asLong()).isEqualTo(1800);
    assertThat(metrics.at("/joint/test/auc").asDouble()).isBetween(0.68, 0.90);
    assertThat(metrics.at("/uplift/auc").asDouble())
        .isEqualTo(
            metrics.at("/joint/test/auc").asDouble() - metrics.at("/solo/test/auc").asDouble());
    assertThat(scored.err()).contains("200 others, which another party lacks, have that of");
    assertThat(scored.out().resolve("bureau/predictions")).doesNotExist();
    assertThat(scored.out().resolve("bureau/metrics.json")).exists();
    assertThat(scored.out().resolve("model")).doesNotExist();
    LabelTreeModel part =
        VerticalGBTClassificationModel.load(trained.out().resolve("model").toString()).labelModel();
    assertThat(part.trees()).hasSize(2).allMatch(tree -> tree.nodes().size() > 1);
    assertThat(part.trees())
        .anyMatch(tree -> tree.nodes().stream().anyMatch(node -> "bureau".equals(node.party())));
  }

  private static Dataset<Row> predictions(Path out) {
    return SparkForTests.session().read().parquet(out.resolve("predictions").toString());
  }

  @Test
  void scoringNeedsTheModelOfEveryPartyAndLeavesItAlone() throws IOException {
    String job = credit("{objective: binary, trees: 2, cipher: plain}", "");
    Path model = folder.resolve("trained");
    assertThatThrownBy(() -> score(job, model)).hasMessageContaining("has no part of 'bank'");

    for (String part : List.of("model", "bureau/model")) {
      Files.createDirectories(model.resolve(part));
      Files.writeString(model.resolve(part).resolve("manifest.json"), "{}");
    }
    assertThatThrownBy(() -> SimulatedRun.score(job, model, model))
        .hasMessageContaining("--out must not be where the model is");
  }

  @Test
  void aPartyWithBadDataEndsTheRunForAll() throws IOException {
    SimulatedRun run =
        simulate(credit("{objective: binary, trees: 2}", ", columns: [x0, nonsense]"));

    assertThat(run.exit()).isEqualTo(USER);
    assertThat(run.err())
        .contains("tributary: bank failed: data.columns names the column 'nonsense'");
    assertThat(run.out().resolve("metrics.json")).doesNotExist();
    assertThat(run.out().resolve("bureau/model")).doesNotExist();
  }
}
