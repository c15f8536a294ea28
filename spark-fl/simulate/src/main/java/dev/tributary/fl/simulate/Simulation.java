package dev.tributary.fl.simulate;

import dev.tributary.connectors.OwnerOnly;
import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PartyFile;
import dev.tributary.fl.jobs.file.SimulatedParty;
import dev.tributary.fl.jobs.run.ModelUse;
import dev.tributary.fl.jobs.submit.Child;
import dev.tributary.fl.jobs.submit.Installation;
import dev.tributary.fl.jobs.submit.SparkSubmit;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Trains or scores with all parties of a job on this machine over loopback with mutual TLS. The
 * label party's results land in the output folder itself, every other party's in a folder of its
 * name; logs lie in {@code <out>/<party>/log.txt}.
 */
public final class Simulation {
  private final Installation installation;
  private final JobFile job;
  private final Path out;
  private final PrintStream err;
  private final Program program;
  private Link link;

  /**
   * A simulation that trains.
   *
   * @param job with a {@code simulate:} section that covers every party
   * @param out output folder
   * @param err where progress goes
   */
  public Simulation(Installation installation, JobFile job, Path out, PrintStream err) {
    this(installation, job, out, err, Program.TRAINING);
    checkData(job, job::checkData);
  }

  private Simulation(
      Installation installation, JobFile job, Path out, PrintStream err, Program program) {
    this.installation = installation;
    this.job = job;
    this.out = out;
    this.err = err;
    this.program = program;
  }

  /**
   * A simulation that scores.
   *
   * @param model its folder is the output folder of the simulation that trained
   */
  public static Simulation scoring(
      Installation installation, JobFile job, ModelUse model, Path out, PrintStream err) {
    ModelParts parts = new ModelParts(Path.of(model.folder()), job);
    parts.check(out);
    Simulation simulation =
        new Simulation(installation, job, out, err, Program.scoring(parts, model.fallback()));
    checkData(job, job::checkScoringData);
    return simulation;
  }

  /** USER for a party without a section, and whatever the check refuses. */
  static void checkData(JobFile job, BiConsumer<PartyId, TableSource> check) {
    for (PartyId party : job.partyIds()) {
      if (job.simulate() == null || !job.simulate().containsKey(party.name())) {
        throw FederationException.user("simulate.%s.data must be given to simulate the job", party);
      }
      check.accept(party, job.simulate().get(party.name()).data());
    }
  }

  /**
   * Puts a network of this rate and delay between every party and the aggregator.
   *
   * @return this
   */
  public Simulation over(Link network) {
    link = network;
    return this;
  }

  /**
   * Runs to the end.
   *
   * @return the exit code: 0, or that of the party at fault
   */
  public int run() {
    OldResults.remove(out, job.partyIds());
    makeFolder(out);
    OldResults.mark(out, job.partyIds());
    try (SimulatedFederation federation = SimulatedFederation.create(job.partyIds());
        LocalAggregator aggregator =
            LocalAggregator.start(
                installation, federation, out.resolve("aggregator").resolve("log.txt"), err)) {
      Path pinned = federation.write("job.yaml", job.pinned(federation.fingerprints()).text());
      List<Child> children = new ArrayList<>();
      List<ShapedRelay> relays = new ArrayList<>();
      try {
        for (PartyId party : job.partyIds()) {
          int port = aggregator.port();
          if (link != null) {
            relays.add(ShapedRelay.open(port, link));
            port = relays.get(relays.size() - 1).port();
          }
          children.add(start(party, federation, "localhost:" + port, pinned));
        }
        return new Outcome(children, err).await();
      } finally {
        children.forEach(Child::close);
        relays.forEach(ShapedRelay::close);
      }
    }
  }

  /** What is new is this user's alone; a folder that was there stays as it is. */
  static void makeFolder(Path folder) {
    try {
      OwnerOnly.makeFolder(folder);
    } catch (IOException e) {
      throw new FederationException(
          ErrorCode.RESOURCE, "making " + folder + " failed: " + e.getMessage(), e);
    }
  }

  private Child start(PartyId party, SimulatedFederation federation, String address, Path pinned) {
    SimulatedParty simulated = job.simulate().get(party.name());
    PartyFile file = federation.file(party, simulated, address);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            pinned.toString(),
            "--as",
            party.name(),
            "--config",
            federation.write(party + ".yaml", file.text()).toString(),
            "--out",
            folder(job, out, party).toAbsolutePath().toString()));
    arguments.addAll(program.arguments().apply(party));
    List<String> command =
        SparkSubmit.command(
            installation, simulated.spark(), List.of(), program.mainClass(), arguments);
    return Child.start(party.name(), command, out.resolve(party.name()).resolve("log.txt"), err);
  }

  /** Where a party's results go. */
  static Path folder(JobFile job, Path out, PartyId party) {
    return party.equals(job.labelParty()) ? out : out.resolve(party.name());
  }
}
