package dev.tributary.aggregator.cli;

import dev.tributary.protocol.FailureReport;
import dev.tributary.protocol.OneLine;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code tributary aggregator}, {@code pki}, {@code status}, {@code cancel}, {@code audit}. */
@Command(
    name = "tributary",
    description = "Federated learning across Spark clusters: the parts that need no Spark.",
    mixinStandardHelpOptions = true,
    subcommands = {
      AggregatorCommand.class,
      PkiCommand.class,
      StatusCommand.class,
      CancelCommand.class,
      AuditCommand.class
    })
public final class Main {
  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** All commands; the exit code is 0 on success, 2 for a usage error, else the failure's. */
  public static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> FailureReport.print(failure, command.getErr()))
        .setParameterExceptionHandler(
            (failure, arguments) -> {
              CommandLine command = failure.getCommandLine();
              command
                  .getErr()
                  .printf(
                      "tributary: %s; see ./%s --help%n",
                      OneLine.of(failure.getMessage()), command.getCommandSpec().qualifiedName());
              return CommandLine.ExitCode.USAGE;
            });
  }
}
