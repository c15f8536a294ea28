package dev.tributary.aggregator.cli;

import dev.tributary.protocol.FederationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code tributary aggregator}, {@code pki}, {@code status} and {@code cancel}. */
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

  /** Runs a command; the exit code is 0 on success, 2 for a usage error, else the error's. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** {@link #main} without the exit. */
  public static int run(String... arguments) {
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          String message =
              failure instanceof FederationException || failure instanceof IllegalArgumentException
                  ? failure.getMessage()
                  : "internal error: " + failure;
          command.getErr().println("tributary: " + message);
          return failure instanceof IllegalArgumentException
              ? CommandLine.ExitCode.USAGE
              : FederationException.codeOf(failure).exitCode();
        });
    return line.execute(arguments);
  }
}
