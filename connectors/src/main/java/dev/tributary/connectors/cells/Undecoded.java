package dev.tributary.connectors.cells;

import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * Text whose bytes are not of the encoding that it was read in. Readers put U+FFFD for each such
 * byte, so that different names become one.
 */
public final class Undecoded {
  /** What to do about it. */
  public static final String CURE =
      "its bytes are of another encoding than the one they were read in: write the source in UTF-8,"
          + " or say which one it has, as in data.options: {encoding: ISO-8859-1}";

  private static final char REPLACEMENT = '\ufffd';

  private Undecoded() {}

  /** Such a text in a column, otherwise null. */
  public static Column cells(Column text) {
    return when(text.contains(String.valueOf(REPLACEMENT)), text);
  }

  /** Whether a text has lost a character. */
  public static boolean in(String text) {
    return text.indexOf(REPLACEMENT) >= 0;
  }
}
