package dev.tributary.fl.simulate;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.fl.jobs.SparkForTests;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.run.ModelUse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a job left whose parties ran through the real aggregator, as processes of their own, a
 * spark-submit each, or as {@link PartyThreads}. Needs the jars of {@code package} and a Spark
 * ({@code ./tributary test} sets SPARK_HOME).
 *
 * @param err what the simulation told its user
 * @param first the party whose results are in {@code out} itself
 */
record SimulatedRun(int exit, String err, Path out, String first) {
  static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Path DATA =
      Path.of(System.getProperty("tributary.data", ROOT.resolve("../shared/data").toString()));

  /** Where real data is; skips the test where there is none. */
  static Path data() {
    assumeThat(DATA).as("real data at %s (set -Dtributary.data)", DATA).isDirectory();
    return DATA;
  }

  static SimulatedRun train(String job, Path out) {
    return of(
        job, out, (parsed, err) -> new Simulation(BuiltInstallation.get(), parsed, out, err).run());
  }

  /**
   * Scores with the parts that a training left.
   *
   * @param model output folder of the training
   */
  static SimulatedRun score(String job, Path model, Path out) {
    ModelUse use = new ModelUse(model.toString(), Optional.empty());
    return of(
        job,
        out,
        (parsed, err) -> Simulation.scoring(BuiltInstallation.get(), parsed, use, out, err).run());
  }

  /** Trains with {@link PartyThreads}. */
  static SimulatedRun threads(String job, Path out) {
    return of(
        job, out, (parsed, err) -> new PartyThreads(parsed, out, err, Optional.empty()).run());
  }

  /**
   * Scores with {@link PartyThreads}.
   *
   * @param model output folder of the training
   */
  static SimulatedRun scoringThreads(String job, Path model, Path out) {
    return of(
        job,
        out,
        (parsed, err) ->
            new PartyThreads(parsed, out, err, Optional.of(new ModelParts(model, parsed))).run());
  }

  private static SimulatedRun of(
      String job, Path out, BiFunction<JobFile, PrintStream, Integer> simulation) {
    JobFile parsed = Algorithms.parse(job, "job");
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    int exit = simulation.apply(parsed, new PrintStream(told, true, StandardCharsets.UTF_8));
    return new SimulatedRun(
        exit, told.toString(StandardCharsets.UTF_8), out, parsed.labelParty().name());
  }

  /** Results of a party. */
  Path of(String party) {
    return party.equals(first) ? out : out.resolve(party);
  }

  JsonNode metrics(String party) throws IOException {
    return new ObjectMapper().readTree(of(party).resolve("metrics.json").toFile());
  }

  Dataset<Row> predictions(String party) {
    return SparkForTests.session().read().parquet(of(party).resolve("predictions").toString());
  }

  String log(String party) throws IOException {
    return Files.readString(out.resolve(party).resolve("log.txt"));
  }

  /** What a party tells its owner when it fails. */
  String failure(String party) throws IOException {
    return log(party)
        .lines()
        .filter(line -> line.startsWith("tributary: "))
        .findFirst()
        .orElse("none");
  }
}
