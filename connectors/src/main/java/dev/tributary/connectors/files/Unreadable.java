package dev.tributary.connectors.files;

import dev.tributary.connectors.spi.TableLocation;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.util.concurrent.Callable;

/** What Spark says of a table that it cannot read, in one line and with its blame. */
public final class Unreadable {
  private static final int SHOWN = 300;

  /** How Spark begins what it says of a row of CSV with more or fewer cells than the header. */
  private static final String BROKEN_ROW = "[MALFORMED_CSV_RECORD] Malformed CSV record";

  private Unreadable() {}

  /** Reads; USER if the table, or a row of it, cannot be read. */
  public static <T> T guard(TableLocation at, Callable<T> reading) {
    try {
      return reading.call();
    } catch (FederationException e) {
      throw e;
    } catch (Exception e) {
      // Spark's AnalysisException is checked, undeclared.
      throw error(at, e);
    }
  }

  /** The innermost cause is the one that knows the row or file. */
  private static FederationException error(TableLocation at, Exception failure) {
    Throwable cause = failure;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof FederationException e) {
        return new FederationException(e.code(), e.getMessage(), failure);
      }
      cause = t;
    }
    String line = String.valueOf(cause.getMessage()).strip().lines().findFirst().orElse("");
    boolean row = line.startsWith(BROKEN_ROW);
    String said =
        row ? "a row that does not fit its header" + line.substring(BROKEN_ROW.length()) : line;
    return new FederationException(
        ErrorCode.USER,
        String.format(
            "data%s cannot be read as %s: %s; %s",
            at.path() == null ? "" : " at " + at.path(),
            at.format(),
            said.length() > SHOWN ? said.substring(0, SHOWN) + "..." : said,
            row
                ? "write as many cells as the header has names, or, if cells in quotes hold line"
                    + " breaks, set data.options: {multiLine: true}, and if they hold quotes that are"
                    + " doubled, {escape: '\"'}"
                : "correct it, or data.format and data.options"),
        failure);
  }
}
