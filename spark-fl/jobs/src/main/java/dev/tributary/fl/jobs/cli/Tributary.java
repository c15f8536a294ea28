package dev.tributary.fl.jobs.cli;

import dev.tributary.fl.jobs.Failures;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands of the jar that parties run. {@code ./tributary} adds those that need no Spark. */
@Command(
    name = "./tributary",
    description = "Federated learning across Apache Spark clusters.",
    mixinStandardHelpOptions = true,
    version = "tributary 0.1.0",
    subcommands = {PlanCommand.class, PartyCommand.class, ScoreCommand.class})
public final class Tributary implements Runnable {
  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(Failures.commandLine(new Tributary()).execute(arguments));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command must be given");
  }
}
