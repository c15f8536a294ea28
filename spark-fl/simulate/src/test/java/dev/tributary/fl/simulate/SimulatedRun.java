package dev.tributary.fl.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.fl.jobs.SparkForTests;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.run.ModelUse;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.protocol.PartyId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a job left whose parties ran through the real aggregator, as processes of their own, a
 * spark-submit each, or as {@link PartyThreads}. Needs the jars of {@code package} and a Spark
 * ({@code ./tributary test} sets SPARK_HOME).
 *
 * @param exit 0, or the exit code of whoever's fault it was
 * @param exits the exit code of each party that was a thread; of processes none is kept
 * @param err what the simulation told its user
 * @param first the party whose results are in {@code out} itself
 */
record SimulatedRun(int exit, Map<PartyId, Integer> exits, String err, Path out, String first) {
  /** Exit code of a party whose own data or configuration is at fault. */
  static final int USER = 2;

  /** Exit code of a party that another one failed. */
  static final int PEER = 3;

  static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Path DATA =
      Path.of(System.getProperty("tributary.data", ROOT.resolve("../shared/data").toString()));

  /** Where real data is; skips the test where there is none. */
  static Path data() {
    assumeThat(DATA).as("real data at %s (set -Dtributary.data)", DATA).isDirectory();
    return DATA;
  }

  static SimulatedRun train(String job, Path out) {
    return processes(
        job, out, (parsed, err) -> new Simulation(BuiltInstallation.get(), parsed, out, err));
  }

  /**
   * Scores with the parts that a training left.
   *
   * @param model output folder of the training
   */
  static SimulatedRun score(String job, Path model, Path out) {
    ModelUse use = new ModelUse(model.toString(), Optional.empty());
    return processes(
        job,
        out,
        (parsed, err) -> Simulation.scoring(BuiltInstallation.get(), parsed, use, out, err));
  }

  /** Trains with {@link PartyThreads}. */
  static SimulatedRun threads(String job, Path out) {
    return threads(job, out, UnaryOperator.identity());
  }

  /**
   * Trains with {@link PartyThreads}.
   *
   * @param change to what each party is started with, which the others are not told
   */
  static SimulatedRun threads(String job, Path out, UnaryOperator<RunRequest> change) {
    return threads(job, out, parsed -> Optional.empty(), change);
  }

  /**
   * Scores with {@link PartyThreads}.
   *
   * @param model output folder of the training
   */
  static SimulatedRun scoringThreads(String job, Path model, Path out) {
    return threads(
        job, out, parsed -> Optional.of(new ModelParts(model, parsed)), UnaryOperator.identity());
  }

  private static SimulatedRun processes(
      String job, Path out, BiFunction<JobFile, PrintStream, Simulation> simulation) {
    JobFile parsed = Algorithms.parse(job, "job");
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    int exit = simulation.apply(parsed, printer(told)).run();
    return new SimulatedRun(
        exit, Map.of(), told.toString(StandardCharsets.UTF_8), out, parsed.labelParty().name());
  }

  private static SimulatedRun threads(
      String job,
      Path out,
      Function<JobFile, Optional<ModelParts>> parts,
      UnaryOperator<RunRequest> change) {
    JobFile parsed = Algorithms.parse(job, "job");
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    Map<PartyId, Integer> exits =
        new PartyThreads(parsed, out, printer(told), parts.apply(parsed), change).run();
    int exit = exits.values().stream().filter(code -> code != 0).min(Outcome.BY_BLAME).orElse(0);
    return new SimulatedRun(
        exit, exits, told.toString(StandardCharsets.UTF_8), out, parsed.labelParty().name());
  }

  private static PrintStream printer(ByteArrayOutputStream told) {
    return new PrintStream(told, true, StandardCharsets.UTF_8);
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

  /**
   * A party that was a thread ended with this code, told its owner so, and left nothing but its
   * log.
   *
   * @param words of what it told
   */
  void assertFailed(String party, int exitCode, String... words) throws IOException {
    assertThat(exits.get(new PartyId(party))).as(log(party)).isEqualTo(exitCode);
    assertThat(failure(party)).contains(words);
    for (String result : Algorithms.results()) {
      assertThat(of(party).resolve(result)).doesNotExist();
    }
    assertThat(of(party).toFile().list()).noneMatch(name -> name.startsWith("."));
  }

  /** What a party tells its owner when it fails: one line. */
  String failure(String party) throws IOException {
    String log = log(party);
    List<String> failures = log.lines().filter(line -> line.startsWith("tributary: ")).toList();
    assertThat(failures).as("failure lines in %s's log:%n%s", party, log).hasSize(1);
    return failures.get(0);
  }
}
