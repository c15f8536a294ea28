package dev.tributary.fl.jobs.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What stands behind {@code ./tributary} in any jar: a name without a command of its own. */
@Command(
    name = "./tributary",
    description = "Federated learning across Apache Spark clusters.",
    mixinStandardHelpOptions = true,
    version = "tributary 0.1.0")
public abstract class CommandRoot implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public final void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command must be given");
  }
}
