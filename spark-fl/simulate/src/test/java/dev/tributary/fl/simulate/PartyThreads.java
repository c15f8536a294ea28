package dev.tributary.fl.simulate;

import dev.tributary.fl.jobs.SparkForTests;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PartyFile;
import dev.tributary.fl.jobs.run.Log;
import dev.tributary.fl.jobs.run.ModelUse;
import dev.tributary.fl.jobs.run.PartyRun;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.jobs.run.Stages;
import dev.tributary.protocol.FailureReport;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * What {@link Simulation} does, with the real aggregator and the parties as threads over one Spark,
 * which is quicker by what it costs to start a Spark for each. What spark-submit, the jar and a
 * process of its own add is {@link SimulateIT}'s, {@link KilledPartyIT}'s and {@link HdfsIT}'s to
 * test, and one party's failure in the middle too: here it cancels the Spark jobs of all.
 */
final class PartyThreads {
  /** Far longer than any case takes: it ends a test that hangs. */
  private static final long HANGS_SECONDS = 600;

  private final JobFile job;
  private final Path out;
  private final PrintStream err;
  private final Optional<ModelParts> parts;
  private final UnaryOperator<RunRequest> change;
  private final SparkSession spark = SparkForTests.session();

  /**
   * @param parts of the model to score with; empty to train one
   * @param change to what each party is started with
   */
  PartyThreads(
      JobFile job,
      Path out,
      PrintStream err,
      Optional<ModelParts> parts,
      UnaryOperator<RunRequest> change) {
    this.job = job;
    this.out = out;
    this.err = err;
    this.parts = parts;
    this.change = change;
    parts.ifPresent(found -> found.check(out));
    Simulation.checkData(job, parts.isPresent() ? job::checkScoringData : job::checkData);
  }

  /** Runs to the end; the exit code of each party. */
  Map<PartyId, Integer> run() {
    try (SimulatedFederation federation = SimulatedFederation.create(job.partyIds());
        LocalAggregator aggregator =
            LocalAggregator.start(
                BuiltInstallation.get(), federation, out.resolve("aggregator/log.txt"), err)) {
      JobFile pinned = job.pinned(federation.fingerprints());
      Map<PartyId, CompletableFuture<Integer>> running = new LinkedHashMap<>();
      for (PartyId party : job.partyIds()) {
        running.put(
            party,
            CompletableFuture.supplyAsync(
                    () -> code(change.apply(request(pinned, party, federation, aggregator))),
                    task -> new Thread(task, party.name()).start())
                .orTimeout(HANGS_SECONDS, TimeUnit.SECONDS));
      }
      Map<PartyId, Integer> codes = new LinkedHashMap<>();
      running.forEach((party, code) -> codes.put(party, code.join()));
      job.partyIds().forEach(this::relay);
      return codes;
    }
  }

  private RunRequest request(
      JobFile pinned, PartyId party, SimulatedFederation federation, LocalAggregator aggregator) {
    PartyFile own =
        federation.file(party, job.simulate().get(party.name()), "localhost:" + aggregator.port());
    String results = Simulation.folder(job, out, party).toString();
    return new RunRequest(
        pinned, own, party, job.job(), results, results + "/.work", results + "/.sums");
  }

  private int code(RunRequest request) {
    SparkSession.setActiveSession(spark.newSession());
    try (PrintStream file = new PrintStream(log(request.self()).toFile(), StandardCharsets.UTF_8)) {
      try {
        party(request, new Log(request.self(), file));
        return 0;
      } catch (RuntimeException e) {
        return FailureReport.print(e, new PrintWriter(file, true, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void relay(PartyId party) {
    try (Stream<String> lines = Files.lines(log(party))) {
      lines.filter(line -> line.startsWith(Log.MARK)).forEach(err::println);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log(PartyId party) throws IOException {
    return Files.createDirectories(out.resolve(party.name())).resolve("log.txt");
  }

  private void party(RunRequest request, Log log) {
    SparkSession own = SparkSession.active();
    Stages stages = new Stages(log, System::nanoTime, "begin");
    List<String> results = Algorithms.results();
    if (parts.isEmpty()) {
      request.config().checkAgainst(request.job(), request.self());
      PartyRun.training(
              request,
              own,
              log,
              stages,
              results,
              () -> Algorithms.of(request.job()).training(request, log))
          .run();
      return;
    }
    request.config().checkForScoring(request.job(), request.self());
    ModelUse use = new ModelUse(parts.get().of(request.self()).toString(), Optional.empty());
    PartyRun.scoring(
            request,
            own,
            log,
            stages,
            results,
            () ->
                Algorithms.of(request.job())
                    .scoring(request, use, own.sparkContext().hadoopConfiguration(), log))
        .run();
  }
}
