package dev.tributary.fl.jobs.cli;

import dev.tributary.fl.jobs.Failures;
import picocli.CommandLine.Command;

/** The commands of the jar that parties run. {@code ./tributary} adds those that need no Spark. */
@Command(subcommands = {PlanCommand.class, PartyCommand.class, ScoreCommand.class})
public final class Tributary extends CommandRoot {
  public static void main(String[] arguments) {
    System.exit(Failures.commandLine(new Tributary()).execute(arguments));
  }
}
