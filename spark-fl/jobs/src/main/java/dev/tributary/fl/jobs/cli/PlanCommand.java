package dev.tributary.fl.jobs.cli;

import dev.tributary.fl.jobs.JobOptions;
import dev.tributary.fl.jobs.PlanMain;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.PartyFile;
import dev.tributary.fl.jobs.file.SparkSection;
import dev.tributary.fl.jobs.submit.Foreground;
import dev.tributary.fl.jobs.submit.Installation;
import dev.tributary.fl.jobs.submit.SparkSubmit;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tributary plan}. */
@Command(
    name = "plan",
    description = {
      "Reads and checks this party's data and says what a run would read, send and reveal.",
      "Contacts nobody: nothing leaves this party's own Spark."
    },
    mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {
  @Mixin private JobOptions options;

  @Parameters(index = "1..*", paramLabel = "FLAG", description = "Flags for spark-submit, after --")
  private List<String> flags = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "PARTY.yaml",
      description = "Its file; by default the party's entry in the job's simulate: section")
  private Path config;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where results of the run will go; by default out/<job>/<party>")
  private String out;

  @Option(names = "--columns", description = "Name all feature columns instead of the first few")
  private boolean columns;

  @Override
  public Integer call() {
    JobFile agreed = options.job();
    PartyId self = options.party(agreed);
    SparkSection spark = spark(agreed, self);
    List<String> arguments =
        new ArrayList<>(List.of(options.file().toString(), "--as", self.name()));
    if (config != null) {
      arguments.addAll(List.of("--config", config.toString()));
    }
    arguments.addAll(List.of("--out", JobOptions.results(agreed, self, out)));
    if (columns) {
      arguments.add("--columns");
    }
    return Foreground.run(
        SparkSubmit.command(
            Installation.fromEnvironment(), spark, flags, PlanMain.class.getName(), arguments));
  }

  private SparkSection spark(JobFile agreed, PartyId self) {
    if (config != null) {
      PartyFile own = PartyFile.read(config);
      own.checkAgainst(agreed, self);
      return own.spark();
    }
    if (agreed.simulate() == null || !agreed.simulate().containsKey(self.name())) {
      throw FederationException.user(
          "--config PARTY.yaml must be given: the job has no simulate.%s section", self);
    }
    agreed.checkData(self, agreed.simulate().get(self.name()).data());
    return agreed.simulate().get(self.name()).spark();
  }
}
