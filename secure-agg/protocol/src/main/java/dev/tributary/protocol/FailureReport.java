package dev.tributary.protocol;

import java.io.PrintWriter;

/**
 * What a command that failed says: one line on stderr, and the exit code of whose fault it was. A
 * defect shows its stack trace below; with {@code TRIBUTARY_DEBUG=1} every failure does.
 */
public final class FailureReport {
  private static final String DEBUG = "TRIBUTARY_DEBUG";

  private FailureReport() {}

  /** Prints a failure and returns the exit code. */
  public static int print(Throwable failure, PrintWriter err) {
    ErrorCode code = FederationException.codeOf(failure);
    err.println("tributary: " + line(failure));
    if (code == ErrorCode.INTERNAL || System.getenv(DEBUG) != null) {
      failure.printStackTrace(err);
    }
    err.flush();
    return code.exitCode();
  }

  /** The message of the cause that carries the blame, as one line. */
  public static String line(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof FederationException) {
        return OneLine.of(t.getMessage());
      }
    }
    return OneLine.of(
        "a defect of this software: " + failure + ". Please report it with the lines below");
  }
}
