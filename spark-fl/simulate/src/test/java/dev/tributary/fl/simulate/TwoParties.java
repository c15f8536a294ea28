package dev.tributary.fl.simulate;

import dev.tributary.fl.jobs.cli.Tributary;
import dev.tributary.fl.jobs.submit.Installation;
import dev.tributary.protocol.PartyId;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * An aggregator and two organisations, bank (label) and bureau, that start {@code ./tributary
 * party} as the launcher does: a process that checks its files and becomes a spark-submit.
 */
final class TwoParties implements AutoCloseable {
  static final PartyId BANK = new PartyId("bank");
  static final PartyId BUREAU = new PartyId("bureau");

  /** Ids 0 to 59; a seventh of them test; both classes in each set. */
  static final String BANK_ROWS = table("id,y,age", 0, "%1$d,%2$d,%3$d");

  static final String BUREAU_ROWS = table("id,income", 0, "%1$d,%3$d");

  /** Far longer than any case takes: it ends a test that hangs. */
  private static final long HANGS_SECONDS = 300;

  private final Installation installation;
  private final Path folder;
  private final SimulatedFederation federation;
  private final LocalAggregator aggregator;
  private final List<Process> started = new ArrayList<>();

  TwoParties(Installation installation, Path folder) {
    this.installation = installation;
    this.folder = folder;
    federation = SimulatedFederation.create(List.of(BANK, BUREAU));
    aggregator =
        LocalAggregator.start(
            installation, federation, folder.resolve("aggregator.log"), System.err);
  }

  /** Sixty rows of a table whose ids start at a number. */
  static String table(String header, int firstId, String row) {
    StringBuilder text = new StringBuilder(header).append('\n');
    IntStream.range(0, 60)
        .forEach(
            i ->
                text.append(String.format(row, firstId + i, i % 5 / 2 % 2, i * 7919 % 60))
                    .append('\n'));
    return text.toString();
  }

  /** A job of this name whose parties wait minutes for each other; also the name of its run. */
  static String job(String name) {
    return """
        job: %s
        parties: {bank: {role: label}, bureau: {role: feature}}
        align: {min-intersection: 10}
        split: {test: "cast(id as int) %% 7 = 0"}
        train: {objective: binary, trees: 1, depth: 2, cipher: plain}
        evaluate: {solo: false}
        deadlines: {start: 10m, step: 10m}
        """
        .formatted(name);
  }

  /** The {@code data:} section of a party with these rows. */
  String data(PartyId party, String rows) {
    try {
      Path file = Files.createTempFile(folder, party.name(), ".csv");
      Files.writeString(file, rows);
      return "{path: " + file + ", id: id" + (party.equals(BANK) ? ", label: y}" : "}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The {@code identity:} section of a party. */
  private String identity(PartyId party) {
    return String.format(
        "{certificate: %s, key: %s, trust: %s}",
        federation.certificate(party), federation.key(party), federation.trust());
  }

  /** A job of {@link #job(String)} that pins the keys of both parties. */
  String pinned(String job) {
    String text = job;
    for (PartyId party : List.of(BANK, BUREAU)) {
      String role = party.equals(BANK) ? "label" : "feature";
      String pin = federation.fingerprints().get(party);
      String unpinned = party + ": {role: " + role;
      text = text.replace(unpinned + "}", unpinned + ", fingerprint: \"" + pin + "\"}");
    }
    return text;
  }

  /** Starts a party with good rows. */
  Party start(PartyId party, String job) throws IOException {
    return startAs(party, pinned(job), UnaryOperator.identity());
  }

  /**
   * Starts a party with good rows and a job as it is written.
   *
   * @param change to its PARTY.yaml
   */
  Party startAs(PartyId party, String job, UnaryOperator<String> change) throws IOException {
    String data = data(party, party.equals(BANK) ? BANK_ROWS : BUREAU_ROWS);
    return start(party, job, data, change);
  }

  Party start(PartyId party, String job, String data) throws IOException {
    return start(party, pinned(job), data, UnaryOperator.identity());
  }

  private Party start(PartyId party, String job, String data, UnaryOperator<String> change)
      throws IOException {
    Path place = Files.createTempDirectory(folder, party.name());
    Path config = config(place, party, data, Files.createDirectory(place.resolve("work")));
    Files.writeString(config, change.apply(Files.readString(config)));
    return start(place, party, List.of("party", job(place, job), "--out", place + "/out"), config);
  }

  /**
   * Starts a command of a party whose files lie elsewhere, its blocks in {@code work}.
   *
   * @param arguments of the command after the job, such as --out
   */
  Party start(
      String command, PartyId party, String job, String data, Object work, String... arguments)
      throws IOException {
    Path place = Files.createTempDirectory(folder, party.name());
    List<String> line = new ArrayList<>(List.of(command, job(place, pinned(job))));
    line.addAll(List.of(arguments));
    return start(place, party, line, config(place, party, data, work));
  }

  private static String job(Path place, String job) throws IOException {
    return Files.writeString(place.resolve("job.yaml"), job).toString();
  }

  private Path config(Path place, PartyId party, String data, Object work) throws IOException {
    return Files.writeString(
        place.resolve("party.yaml"),
        """
        party: %s
        data: %s
        aggregator: {address: "%s"}
        identity: %s
        work: %s
        spark:
          master: "local[1]"
          conf:
            spark.driver.memory: 512m
            spark.driver.extraJavaOptions: "-XX:TieredStopAtLevel=1"
            spark.sql.shuffle.partitions: "1"
        """
            .formatted(party, data, "localhost:" + aggregator.port(), identity(party), work));
  }

  private Party start(Path place, PartyId party, List<String> arguments, Path config)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(installation.java(), "-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(
        installation.sparkJar() + File.pathSeparator + installation.sparkHome() + "/jars/*");
    command.add(Tributary.class.getName());
    command.addAll(arguments);
    command.addAll(List.of("--as", party.name(), "--config", config.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(place.resolve("log.txt").toFile());
    builder.environment().put("SPARK_HOME", installation.sparkHome().toString());
    builder.environment().put("TRIBUTARY_SPARK_JAR", installation.sparkJar().toString());
    builder.environment().put("TRIBUTARY_AGGREGATOR_JAR", installation.aggregatorJar().toString());
    Process process = builder.start();
    started.add(process);
    return new Party(party, process, place);
  }

  @Override
  public void close() {
    started.forEach(Process::destroy);
    aggregator.close();
    federation.close();
  }

  /** A started party: its process, and a folder of its own. */
  record Party(PartyId name, Process process, Path place) {
    /** Where its results go. */
    Path out() {
      return place.resolve("out");
    }

    /** Where its blocks go. */
    Path work() {
      return place.resolve("work");
    }

    /** Waits for the end. */
    int exitCode() throws InterruptedException {
      if (!process.waitFor(HANGS_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(name + " still runs: " + text());
      }
      return process.exitValue();
    }

    /** Its lines that report a failure. */
    List<String> errors() {
      return text().lines().filter(line -> line.startsWith("tributary: ")).toList();
    }

    String text() {
      try {
        return Files.readString(place.resolve("log.txt"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
