package dev.tributary.fl.bench;

import dev.tributary.fl.jobs.Failures;
import dev.tributary.fl.jobs.cli.CommandRoot;
import dev.tributary.fl.jobs.cli.PartyCommand;
import dev.tributary.fl.jobs.cli.PlanCommand;
import dev.tributary.fl.simulate.DemoCommand;
import dev.tributary.fl.simulate.SimulateCommand;
import dev.tributary.fl.simulate.SimulatedScoreCommand;
import picocli.CommandLine.Command;

/** The commands behind {@code ./tributary}: those of production, and those of one machine. */
@Command(
    subcommands = {
      DemoCommand.class,
      SimulateCommand.class,
      PlanCommand.class,
      PartyCommand.class,
      SimulatedScoreCommand.class,
      BenchCommand.class
    })
public final class Lab extends CommandRoot {
  public static void main(String[] arguments) {
    System.exit(Failures.commandLine(new Lab()).execute(arguments));
  }
}
