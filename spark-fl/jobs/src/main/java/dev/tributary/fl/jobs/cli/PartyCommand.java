package dev.tributary.fl.jobs.cli;

import dev.tributary.fl.jobs.JobOptions;
import dev.tributary.fl.jobs.PartyMain;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PartyFile;
import dev.tributary.fl.jobs.submit.Foreground;
import dev.tributary.fl.jobs.submit.Installation;
import dev.tributary.fl.jobs.submit.SparkSubmit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tributary party}: assembles and runs spark-submit. */
@Command(
    name = "party",
    description = {
      "Runs one party of a job through spark-submit, with the master and properties of PARTY.yaml.",
      "What follows -- goes to spark-submit as it is. Relative paths start at the working"
          + " directory."
    },
    mixinStandardHelpOptions = true)
public final class PartyCommand implements Callable<Integer> {
  @Mixin private JobOptions options;

  @Parameters(index = "1..*", paramLabel = "FLAG", description = "Flags for spark-submit, after --")
  private List<String> flags = new ArrayList<>();

  @Option(names = "--config", required = true, paramLabel = "PARTY.yaml", description = "Its file")
  private Path config;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "Name of the run, the same at all parties; the job's name by default")
  private String run;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where results go; by default out/<job>/<party>")
  private String out;

  @Override
  public Integer call() {
    JobFile agreed = options.job();
    String self = options.party(agreed).name();
    PartyFile own = PartyFile.read(config);
    own.checkAgainst(agreed, options.party(agreed));
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(options.file().toString(), "--as", self, "--config", config.toString()));
    arguments.addAll(List.of("--run", run == null ? agreed.job() : run));
    arguments.addAll(List.of("--out", JobOptions.results(agreed, options.party(agreed), out)));
    List<String> command =
        SparkSubmit.command(
            Installation.fromEnvironment(),
            own.spark(),
            flags,
            PartyMain.class.getName(),
            arguments);
    return Foreground.run(command);
  }
}
