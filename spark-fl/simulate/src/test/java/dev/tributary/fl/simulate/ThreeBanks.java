package dev.tributary.fl.simulate;

import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PartyFile;
import dev.tributary.fl.jobs.submit.Installation;
import dev.tributary.fl.jobs.submit.SparkSubmit;
import dev.tributary.protocol.PartyId;
import dev.tributary.transport.AggregatorAddress;
import dev.tributary.transport.RunOverview;
import dev.tributary.transport.pki.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An aggregator and three organisations, each a process of its own that a test can kill. */
final class ThreeBanks implements AutoCloseable {
  static final PartyId NORTH = new PartyId("north");
  static final PartyId SOUTH = new PartyId("south");
  static final PartyId WEST = new PartyId("west");
  static final List<PartyId> ALL = List.of(NORTH, SOUTH, WEST);

  /** Far longer than any case takes: it ends a test that hangs. */
  private static final long HANGS_SECONDS = 420;

  private final Installation installation;
  private final Path folder;
  private final SimulatedFederation federation = SimulatedFederation.create(ALL);
  private final LocalAggregator aggregator;
  private final Map<PartyId, Process> running = new HashMap<>();
  private final Map<PartyId, List<String>> commands = new HashMap<>();

  ThreeBanks(Installation installation, Path folder) {
    this.installation = installation;
    this.folder = folder;
    aggregator =
        LocalAggregator.start(
            installation, federation, folder.resolve("aggregator.log"), System.err);
  }

  /**
   * Starts all parties of a job.
   *
   * @param tables a file each
   */
  void start(String jobText, List<Path> tables) throws IOException {
    JobFile job = Algorithms.parse(jobText, "job").pinned(federation.fingerprints());
    Path file = Files.writeString(folder.resolve("job.yaml"), job.text());
    for (int i = 0; i < ALL.size(); i++) {
      PartyId party = ALL.get(i);
      Path config =
          Files.writeString(folder.resolve(party + ".yaml"), config(party, tables.get(i)));
      List<String> arguments =
          List.of(
              file.toString(),
              "--as",
              party.name(),
              "--config",
              config.toString(),
              "--out",
              out(party).toString());
      List<String> command =
          SparkSubmit.command(
              installation,
              PartyFile.read(config).spark(),
              List.of(),
              Program.TRAINING.mainClass(),
              arguments);
      commands.put(party, List.copyOf(command));
      start(party);
    }
  }

  /** Starts a party of {@link #start(String, List)} again, with the same command. */
  void start(PartyId party) throws IOException {
    running.put(
        party,
        new ProcessBuilder(new ArrayList<>(commands.get(party)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(party).toFile()))
            .start());
  }

  private String config(PartyId party, Path table) {
    return """
        party: %s
        data: {path: %s, id: id, label: y}
        aggregator: {address: "%s"}
        identity: {certificate: %s, key: %s, trust: %s}
        spark:
          master: "local[1]"
          conf:
            spark.driver.memory: 512m
            spark.driver.extraJavaOptions: "-XX:TieredStopAtLevel=1"
            spark.sql.shuffle.partitions: "1"
        """
        .formatted(
            party,
            table,
            address(),
            federation.certificate(party),
            federation.key(party),
            federation.trust());
  }

  private String address() {
    return "localhost:" + aggregator.port();
  }

  /** Waits until the run's messages have come to a step. */
  void awaitStep(String run, String step) {
    Identity identity =
        Identity.load(federation.certificate(NORTH), federation.key(NORTH), federation.trust());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(HANGS_SECONDS);
    try (RunOverview overview = RunOverview.connect(AggregatorAddress.parse(address()), identity)) {
      while (overview.lines(run).stream().noneMatch(line -> line.contains("last step " + step))) {
        if (System.nanoTime() - end > 0) {
          throw new AssertionError(step + " does not come: " + text(NORTH));
        }
        Pauses.pause(100);
      }
    }
  }

  /** By SIGKILL. */
  void kill(PartyId party) {
    running.get(party).descendants().forEach(ProcessHandle::destroyForcibly);
    running.get(party).destroyForcibly();
  }

  int exitCode(PartyId party) throws InterruptedException {
    if (!running.get(party).waitFor(HANGS_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError(party + " still runs: " + text(party));
    }
    return running.get(party).exitValue();
  }

  Path out(PartyId party) {
    return folder.resolve(party + "-out");
  }

  private Path log(PartyId party) {
    return folder.resolve(party + ".log");
  }

  String text(PartyId party) {
    try {
      return Files.readString(log(party));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A party's lines that report a failure. */
  List<String> errors(PartyId party) {
    return text(party).lines().filter(line -> line.startsWith("tributary: ")).toList();
  }

  @Override
  public void close() {
    ALL.stream().filter(running::containsKey).forEach(this::kill);
    aggregator.close();
    federation.close();
  }
}
