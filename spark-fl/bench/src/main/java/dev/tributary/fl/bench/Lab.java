package dev.tributary.fl.bench;

import dev.tributary.fl.jobs.Failures;
import dev.tributary.fl.jobs.cli.PartyCommand;
import dev.tributary.fl.jobs.cli.PlanCommand;
import dev.tributary.fl.simulate.DemoCommand;
import dev.tributary.fl.simulate.SimulateCommand;
import dev.tributary.fl.simulate.SimulatedScoreCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands behind {@code ./tributary}: those of production, and those of one machine. */
@Command(
    name = "./tributary",
    description = "Federated learning across Apache Spark clusters.",
    mixinStandardHelpOptions = true,
    version = "tributary 0.1.0",
    subcommands = {
      DemoCommand.class,
      SimulateCommand.class,
      PlanCommand.class,
      PartyCommand.class,
      SimulatedScoreCommand.class,
      BenchCommand.class
    })
public final class Lab implements Runnable {
  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(Failures.commandLine(new Lab()).execute(arguments));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command must be given");
  }
}
