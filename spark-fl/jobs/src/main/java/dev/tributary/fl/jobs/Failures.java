package dev.tributary.fl.jobs;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FailureReport;
import dev.tributary.protocol.OneLine;
import picocli.CommandLine;

/** Command lines whose failures are one line on stderr and an exit code: {@link FailureReport}. */
public final class Failures {
  private Failures() {}

  /** A command line with these rules, English messages and no colours. */
  public static CommandLine commandLine(Object command) {
    return new CommandLine(command)
        .setExecutionExceptionHandler((e, line, result) -> FailureReport.print(e, line.getErr()))
        .setParameterExceptionHandler(Failures::usage)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static int usage(CommandLine.ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    line.getErr()
        .println(
            "tributary: "
                + OneLine.of(e.getMessage())
                + "; see "
                + line.getCommandSpec().qualifiedName()
                + " --help");
    line.getErr().flush();
    return ErrorCode.USER.exitCode();
  }
}
