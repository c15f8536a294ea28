package dev.tributary.fl.jobs;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.PrintWriter;
import picocli.CommandLine;

/**
 * Turns failures into one line on stderr and an exit code: USER 2, PEER 3, RESOURCE 4, INTERNAL 1.
 * With {@code TRIBUTARY_DEBUG=1} the stack trace follows; a defect always shows it.
 */
public final class Failures {
  private Failures() {}

  /** A command line with these rules, English messages and no colours. */
  public static CommandLine commandLine(Object command) {
    return new CommandLine(command)
        .setExecutionExceptionHandler((e, line, result) -> report(e, line.getErr()))
        .setParameterExceptionHandler(Failures::usage)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Prints a failure and returns the exit code. */
  public static int report(Throwable failure, PrintWriter err) {
    ErrorCode code = FederationException.codeOf(failure);
    err.println("tributary: " + line(failure));
    if (code == ErrorCode.INTERNAL || System.getenv("TRIBUTARY_DEBUG") != null) {
      failure.printStackTrace(err);
    }
    err.flush();
    return code.exitCode();
  }

  /** The message of the cause that carries the blame, as one line. */
  public static String line(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof FederationException) {
        return oneLine(t.getMessage());
      }
    }
    return oneLine(
        "a defect of this software: " + failure + ". Please report it with the lines below");
  }

  private static String oneLine(String message) {
    return String.valueOf(message).replaceAll("\\s*\\R\\s*", " ");
  }

  private static int usage(CommandLine.ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    line.getErr()
        .println(
            "tributary: "
                + oneLine(e.getMessage())
                + "; see "
                + line.getCommandSpec().qualifiedName()
                + " --help");
    line.getErr().flush();
    return ErrorCode.USER.exitCode();
  }
}
