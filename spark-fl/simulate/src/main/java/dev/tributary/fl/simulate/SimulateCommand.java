package dev.tributary.fl.simulate;

import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.submit.Installation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tributary simulate}. */
@Command(
    name = "simulate",
    description = {
      "Runs a job with all its parties and an aggregator on this machine, each a process of its own.",
      "JOB.yaml needs a simulate: section with the data of every party; relative paths in it start"
          + " at the working directory."
    },
    mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "JOB.yaml", description = "The job")
  private Path job;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where results go")
  private Path out;

  @Option(
      names = "--link",
      paramLabel = "RATE,RTT",
      description = "A network between every party and the aggregator, such as 100mbps,50ms")
  private String link;

  @Override
  public Integer call() {
    JobFile read = Algorithms.read(job);
    Simulation simulation = new Simulation(Installation.fromEnvironment(), read, out, System.err);
    if (link != null) {
      simulation.over(Link.parse(link));
    }
    int exit = simulation.run();
    if (exit == 0) {
      Comparison.print(out, read.labelParty(), System.out);
    }
    return exit;
  }
}
