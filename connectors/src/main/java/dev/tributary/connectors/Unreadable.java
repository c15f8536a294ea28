package dev.tributary.connectors;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.util.function.Supplier;

/** What Spark says of a table that it cannot read, in one line and with its blame. */
final class Unreadable {
  private static final int SHOWN = 300;

  private Unreadable() {}

  /** Reads; USER if the table, or a row of it, cannot be read. */
  static <T> T guard(TableSource source, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (FederationException e) {
      throw e;
    } catch (Exception e) {
      // Spark's AnalysisException is checked, undeclared.
      throw error(source, e);
    }
  }

  static void guard(TableSource source, Runnable reading) {
    guard(
        source,
        () -> {
          reading.run();
          return null;
        });
  }

  /** The innermost cause is the one that knows the row or file. */
  private static FederationException error(TableSource source, Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String line = String.valueOf(cause.getMessage()).strip().lines().findFirst().orElse("");
    return new FederationException(
        ErrorCode.USER,
        String.format(
            "data%s cannot be read as %s: %s; correct it, or data.format and data.options",
            source.path() == null ? "" : " at " + source.path(),
            source.format(),
            line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line),
        failure);
  }
}
